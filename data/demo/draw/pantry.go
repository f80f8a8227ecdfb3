package draw

func noodles(d *pen) {
	k := d.ink
	d.ground(322, 260)
	d.line(k.woodDark, 9, "M236 170L340 66M258 176L356 92")
	for i := range 5 {
		x := 116 + float64(i)*38
		d.line(k.light, 13, path("M%g 198C%g 150 %g 138 %g 150S%g 190 %g 200", x-6, x-8, x+8, x+16, x+24, x+26))
	}
	d.oval("#fbf3e2", 152, 166, 27, 21)
	d.oval("#f2a93b", 152, 166, 13, 11)
	d.disc(k.leaf, 214, 160, 8)
	d.disc(k.leafDark, 236, 178, 6)
	d.fill(k.accent, "M78 194H322C322 258 284 306 232 312H168C116 306 78 258 78 194Z")
	d.fill(shadow, "M278 194H322C322 258 284 306 232 312H200C254 286 276 248 278 194Z")
	d.rect(k.accentDark, 70, 184, 260, 20, 10)
	d.line(k.paper, 6, "M104 236q16 -14 32 0t32 0t32 0t32 0t32 0t30 0")
}

func cereal(d *pen) {
	k := d.ink
	d.ground(344, 200)
	d.fill(k.dark, "M278 74L306 92V322L278 340Z")
	d.rect(k.base, 104, 66, 176, 274, 8)
	d.rect(k.accent, 104, 66, 176, 22, 8)
	d.mark(192, 134, 28)
	d.fill(k.paper, "M124 236H260C260 284 232 308 192 308S124 284 124 236Z")
	for i := range 6 {
		d.disc([]string{"#d99a3d", "#e8b55c", "#c8323a"}[i%3], 142+float64(i)*20, 230-float64(i%2)*12, 13)
	}
	d.rect(k.pale, 118, 234, 148, 11, 5)
}

func sack(d *pen) {
	k := d.ink
	d.ground(340, 230)
	d.fill(k.base, "M128 96C150 112 250 112 272 96C276 120 300 150 302 210C304 270 304 310 292 334H108C96 310 96 270 98 210C100 150 124 120 128 96Z")
	d.fill(shadow, "M264 102L272 96C276 120 300 150 302 210C304 270 304 310 292 334H252C274 260 276 170 264 102Z")
	d.fill(k.dark, "M122 66Q160 78 200 72T278 66L272 100Q200 116 128 100Z")
	d.line(k.accent, 9, "M126 102Q200 120 274 102")
	d.rect(k.paper, 136, 176, 128, 108, 14)
	d.line(k.leafDark, 5, "M200 270V204")
	d.mirrored(func() {
		d.oval(k.accent, 186, 248, 12, 7)
		d.oval(k.accent, 187, 228, 12, 7)
		d.oval(k.accent, 189, 209, 10, 6)
	})
	d.oval(k.accent, 200, 194, 7, 12)
}

func (d *pen) bowl(heap string, grain func(x, y float64, i int)) {
	k := d.ink
	d.ground(322, 260)
	d.fill(heap, "M96 206C110 150 160 120 200 120S290 150 304 206Z")
	for i := range 26 {
		row, col := i/7, i%7
		x := 200 + (float64(col)-3)*(24+float64(row)*5) + float64(d.pick(uint64(20+i), 9)) - 4
		y := 146 + float64(row)*18 + (float64(col)-3)*(float64(col)-3)*1.7 + float64(d.pick(uint64(60+i), 7))
		if y < 204 {
			grain(x, y, i)
		}
	}
	d.fill(k.accent, "M76 200H324C322 262 280 312 222 314H178C120 312 78 262 76 200Z")
	d.fill(shadow, "M278 200H324C322 262 280 312 222 314H196C250 290 276 250 278 200Z")
	d.rect(k.accentDark, 68, 190, 264, 22, 11)
	d.line(gloss, 7, "M104 236C112 262 126 280 144 292")
}

func pulses(d *pen) {
	k := d.ink
	d.bowl(k.dark, func(x, y float64, i int) {
		d.disc([]string{k.base, k.light}[i%2], x, y, 12)
		d.disc(gloss, x-3, y-4, 3.5)
	})
}

func nuts(d *pen) {
	k := d.ink
	d.bowl(k.deep, func(x, y float64, i int) {
		if i%3 == 2 {
			return
		}
		d.leaning([]string{k.base, k.light}[i%2], x, y, 19, 12, d.pick(uint64(i), 120)-60)
		d.disc(k.dark, x, y, 3)
	})
}

func spice(d *pen) {
	k := d.ink
	d.ground(318, 310)
	d.oval(k.accentDark, 200, 290, 150, 26)
	d.oval(k.accent, 200, 282, 150, 26)
	d.oval(k.accentDark, 200, 280, 128, 18)
	d.fill(k.base, "M84 282C112 262 128 214 156 174C176 146 188 116 202 112C218 116 226 148 246 176C274 216 290 262 316 282Q200 304 84 282Z")
	d.fill(k.dark, "M202 112C218 116 226 148 246 176C274 216 290 262 316 282Q270 292 222 293C246 240 226 160 202 112Z")
	d.fill(k.light, "M128 270C152 244 164 204 184 168C176 208 168 246 160 276Z")
	for i := range 9 {
		d.disc(k.deep, 100+float64(i)*25+float64(d.pick(uint64(30+i), 11)), 268-float64(d.pick(uint64(40+i), 60)), 3.5)
	}
}

func jaggery(d *pen) {
	k := d.ink
	d.ground(318, 300)
	for _, b := range []struct{ x, y float64 }{{84, 216}, {206, 216}, {146, 118}} {
		d.fill(k.light, path("M%g %gl22 -20h88l-14 20z", b.x, b.y))
		d.fill(k.base, path("M%g %gh96v84q0 8-8 8h-80q-8 0-8-8z", b.x, b.y))
		d.fill(k.dark, path("M%g %gl14 -20v84l-14 20z", b.x+96, b.y))
		d.line(k.dark, 4, path("M%g %gl14 18l-8 20M%g %gl-10 16", b.x+30, b.y+20, b.x+74, b.y+40))
		d.line(gloss, 5, path("M%g %gh40", b.x+26, b.y-10))
	}
}

func papad(d *pen) {
	k := d.ink
	d.ground(322, 250)
	for i, at := range [][2]float64{{216, 226}, {206, 204}, {192, 182}} {
		d.disc(k.dark, at[0], at[1]+4, 104)
		d.disc([]string{k.dark, k.base, k.light}[i], at[0], at[1], 104)
	}
	for i := range 16 {
		x, y := 130+float64(d.pick(uint64(i), 124)), 122+float64(d.pick(uint64(50+i), 122))
		d.disc([]string{k.deep, k.base}[i%2], x, y, 3.5+float64(i%3))
	}
	d.line(k.base, 5, "M120 160q30 -12 50 6M206 232q28 10 48 -10M160 112q20 12 50 0")
}

func pouch(d *pen) {
	k := d.ink
	d.ground(342, 200)
	d.fill(k.base, "M118 74H282L290 320Q290 340 270 340H130Q110 340 110 320Z")
	d.fill(shadow, "M246 74H282L290 320Q290 340 270 340H236Z")
	d.rect(k.dark, 114, 62, 172, 34, 6)
	d.line(k.light, 4, "M126 88H274")
	d.rect(k.paper, 136, 138, 128, 146, 12)
	d.rect(k.accent, 136, 138, 128, 30, 10)
	d.mark(200, 216, 30)
	d.line(k.steel, 6, "M168 262h64")
	d.rect(gloss, 124, 112, 9, 190, 4)
}

func tea(d *pen) {
	k := d.ink
	d.ground(318, 300)
	d.oval(k.accentDark, 192, 302, 134, 20)
	d.oval(k.accent, 192, 294, 134, 20)
	d.line(k.paper, 19, "M274 196C332 190 328 266 256 256")
	d.fill(k.paper, "M98 166H288C288 250 252 292 193 292S98 250 98 166Z")
	d.fill(shadow, "M250 166H288C288 250 252 292 193 292C236 266 250 220 250 166Z")
	d.oval(k.pale, 193, 166, 95, 22)
	d.oval(k.base, 193, 168, 82, 15)
	d.line(k.steelDark, 4, "M146 166C140 200 142 214 146 226")
	d.rect(k.leaf, 128, 226, 36, 40, 6)
	d.line(k.steelDark, 5, "M176 126q-10 -14 0 -28t0 -28M216 126q-10 -14 0 -28t0 -28")
}

func meat(d *pen) {
	k := d.ink
	d.ground(312, 300)
	d.rect(k.wood, 60, 252, 280, 54, 16)
	d.fill(k.pale, "M84 214C74 150 140 104 214 112C296 120 340 170 318 224C300 268 238 250 196 262C146 276 92 266 84 214Z")
	d.fill(k.base, "M100 212C94 162 150 124 212 130C282 138 318 176 302 214C288 242 232 230 190 244C150 256 106 250 100 212Z")
	d.oval(k.pale, 158, 190, 26, 19)
	d.oval(k.base, 158, 190, 12, 9)
	d.line(k.pale, 6, "M206 160C232 158 258 168 270 186M212 206q24 -8 44 0")
}
