package draw

func tent(d *pen) {
	k := d.ink
	d.ground(316, 310)
	d.fill(k.dark, "M196 96L340 306H212Z")
	d.fill(k.base, "M200 92L56 306H344Z")
	d.fill(k.dark, "M200 92L344 306H268Z")
	d.fill(k.deep, "M200 168L148 306H252Z")
	d.fill(k.accent, "M200 168L148 306H182Q204 240 200 168Z")
	d.line(k.paper, 5, "M200 92V168")
	d.line(k.woodDark, 6, "M200 92L194 74M200 92L206 74")
	d.line(k.steelDark, 5, "M60 300L38 318M340 300L362 318")
}

func sleepingBag(d *pen) {
	k := d.ink
	d.ground(330, 200)
	d.fill(k.base, "M200 60C262 60 280 108 276 164L254 312Q250 330 232 330H168Q150 330 146 312L124 164C120 108 138 60 200 60Z")
	d.fill(k.deep, "M200 80C238 80 252 108 248 140Q224 158 200 158T152 140C148 108 162 80 200 80Z")
	d.oval(k.paper, 200, 124, 38, 22)
	for i := range 4 {
		y := 192 + float64(i)*36
		d.line(k.dark, 6, path("M%g %gQ200 %g %g %g", 130+float64(i)*5, y, y+20, 270-float64(i)*5, y))
	}
	d.line(k.accent, 7, "M216 158C238 200 240 270 236 328")
	d.rect(k.accent, 226, 196, 16, 24, 5)
}

func flask(d *pen) {
	k := d.ink
	d.ground(346, 150)
	d.line(k.deep, 10, "M180 62C180 38 220 38 220 62")
	d.rect(k.accent, 164, 58, 72, 50, 12)
	d.rect(k.accentDark, 164, 88, 72, 20, 0)
	d.fill(k.base, "M166 108H234C262 122 268 140 268 168V318Q268 340 246 340H154Q132 340 132 318V168C132 140 138 122 166 108Z")
	d.fill(shadow, "M224 108H234C262 122 268 140 268 168V318Q268 340 246 340H222C236 260 238 170 224 108Z")
	d.rect(gloss, 150, 152, 16, 150, 8)
	d.mark(200, 226, 26)
}

func torch(d *pen) {
	k := d.ink
	d.ground(326, 200)
	d.fill(`#ffe28a" fill-opacity=".75`, "M222 150L344 60V250Z")
	d.turned(-6, 200, 200, func() {
		d.rect(k.base, 66, 176, 130, 56, 16)
		d.fill(k.dark, "M190 168L236 136V272L190 240Z")
		d.rect(k.deep, 232, 132, 22, 144, 8)
		d.line(k.light, 6, "M92 186v36M108 186v36M124 186v36")
		d.rect(k.accent, 146, 168, 30, 14, 6)
		d.oval("#fff3c4", 254, 204, 9, 66)
	})
}

func stove(d *pen) {
	k := d.ink
	d.ground(330, 250)
	d.line(k.steelDark, 10, "M140 250L116 326M260 250L284 326M200 250V322")
	d.fill(k.ink, "M92 204H308C304 244 262 262 200 262S96 244 92 204Z")
	d.fill(k.base, "M92 196C96 140 142 112 200 112S304 140 308 196Z")
	d.fill(k.light, "M118 184C124 152 146 136 172 130C152 146 146 164 144 184Z")
	d.rect(k.steelDark, 84, 192, 232, 16, 8)
	d.rect(k.deep, 182, 94, 36, 14, 7)
	d.line(k.deep, 8, "M190 112V100M210 112V100")
	d.disc(k.accent, 200, 232, 10)
}

func ball(d *pen) {
	k := d.ink
	d.ground(326, 190)
	d.disc(k.base, 200, 200, 116)
	d.fill(k.dark, "M292 130A116 116 0 1 1 96 252C170 304 270 256 292 130Z")
	d.fill(k.paper, "M200 150l46 34l-18 54h-56l-18 -54z")
	d.line(k.paper, 10, "M200 150V86M246 184L310 168M228 238L262 296M172 238L138 296M154 184L90 168")
	d.oval(gloss, 152, 128, 28, 16)
}

func racket(d *pen) {
	k := d.ink
	d.ground(336, 190)
	d.turned(32, 200, 200, func() {
		for i := range 5 {
			n := float64(i) * 24
			d.line(k.paper, 3.5, path("M%g 62V206M136 %gH264", 152+n, 88+n))
		}
		d.fill(`none" stroke="`+k.base+`" stroke-width="18`, "M200 48C252 48 276 94 268 140C260 186 232 214 200 214S140 186 132 140C124 94 148 48 200 48Z")
		d.line(k.base, 14, "M172 206L200 250L228 206")
		d.rect(k.accent, 186, 246, 28, 104, 10)
		d.line(k.accentDark, 5, "M190 272l20 -10M190 294l20 -10M190 316l20 -10M190 338l20 -10")
	})
	d.disc("#dbe35a", 306, 292, 28)
	d.line(k.paper, 4, "M288 276Q308 290 300 318")
}

func bike(d *pen) {
	k := d.ink
	d.ground(318, 320)
	for _, x := range []float64{108, 292} {
		d.ring(k.ink, 12, x, 246, 62)
		d.line(k.steel, 3, path("M%g 190V302M%g 246H%gM%g 206L%g 286M%g 286L%g 206", x, x-56, x+56, x-40, x+40, x-40, x+40))
		d.disc(k.steelDark, x, 246, 10)
	}
	d.line(k.base, 12, "M108 246L158 154H258L190 246ZM158 154L190 246M258 154L292 246")
	d.line(k.base, 12, "M258 154L250 120")
	d.line(k.ink, 10, "M250 120H284Q298 122 294 138")
	d.line(k.steelDark, 9, "M158 154L150 132")
	d.line(k.deep, 16, "M132 128H172")
	d.disc(k.accent, 190, 246, 17)
	d.line(k.ink, 7, "M190 246L206 276M198 278H218")
}

func helmet(d *pen) {
	k := d.ink
	d.ground(310, 240)
	d.line(k.ink, 9, "M128 236C140 300 210 318 238 292M262 236L238 292")
	d.fill(k.base, "M72 236C66 146 128 94 204 94S336 146 334 226C334 240 322 246 306 244C230 232 150 236 92 250Q74 252 72 236Z")
	d.fill(k.dark, "M72 236C72 226 72 218 74 210C150 190 250 188 334 206V226C334 240 322 246 306 244C230 232 150 236 92 250Q74 252 72 236Z")
	d.fill(k.deep, "M122 180C126 150 146 128 172 120C164 142 160 160 160 176ZM188 174C188 150 194 130 204 116C218 130 226 150 228 174ZM254 176C252 156 246 138 236 122C264 132 282 154 286 180Z")
	d.line(k.accent, 9, "M84 226C160 206 250 206 322 220")
}

func exerciseMat(d *pen) {
	k := d.ink
	d.ground(310, 320)
	d.fill(k.base, "M116 230H318L356 300H92Z")
	d.fill(k.light, "M140 246H306L320 284H128Z")
	d.fill(k.dark, "M92 300H356V308H96Z")
	d.disc(k.dark, 104, 240, 66)
	d.fill(k.base, "M104 174H170V306H104Z")
	d.disc(k.dark, 104, 240, 66)
	d.ring(k.light, 9, 104, 240, 54)
	d.ring(k.light, 9, 104, 240, 32)
	d.disc(k.light, 104, 240, 11)
	d.rect(k.accent, 128, 177, 16, 126, 4)
}

func dumbbell(d *pen) {
	k := d.ink
	d.ground(300, 300)
	d.rect(k.steelDark, 130, 188, 140, 26, 8)
	d.line(k.steel, 4, "M160 194v14M176 194v14M192 194v14M208 194v14M224 194v14M240 194v14")
	d.mirrored(func() {
		d.rect(k.dark, 58, 152, 30, 98, 12)
		d.rect(k.base, 88, 118, 48, 166, 16)
		d.rect(k.light, 98, 132, 10, 138, 5)
		d.rect(k.accent, 136, 176, 14, 50, 5)
	})
}

func rod(d *pen) {
	k := d.ink
	d.ground(332, 220)
	d.line(k.ink, 6, "M128 266L314 68")
	d.line(k.wood, 18, "M96 300L142 251")
	d.line(k.accent, 9, "M150 243L160 232")
	d.disc(k.dark, 160, 276, 26)
	d.disc(k.base, 160, 276, 18)
	d.line(k.ink, 6, "M160 276L182 292")
	d.line(k.steelDark, 2.5, "M314 68C330 130 300 190 306 236")
	d.fill(k.base, "M306 236c26 0 26 44 0 44s-26 -44 0 -44z")
	d.fill(k.accent, "M306 258c22 0 20 22 0 22s-22 -22 0 -22z")
	d.line(k.steelDark, 4, "M306 280v16q0 12 12 8")
}
