package draw

func blocks(d *pen) {
	k := d.ink
	d.ground(324, 280)
	d.rect(k.base, 76, 208, 112, 112, 14)
	d.rect(k.accent, 206, 208, 112, 112, 14)
	d.turned(-7, 196, 140, func() {
		d.rect(k.leaf, 140, 90, 110, 110, 14)
		d.fill(k.paper, "M195 112l10 21l23 3l-17 16l4 23l-20 -11l-20 11l4 -23l-17 -16l23 -3z")
	})
	d.disc(k.paper, 132, 264, 28)
	d.disc(k.base, 132, 264, 12)
	d.fill(k.paper, "M262 234l32 54h-64z")
	d.rect(shadow, 76, 296, 112, 24, 12)
	d.rect(shadow, 206, 296, 112, 24, 12)
}

func boardGame(d *pen) {
	k := d.ink
	d.ground(322, 310)
	d.fill(k.woodDark, "M200 92L356 192V206L200 312L44 206V192Z")
	d.fill(k.base, "M200 88L356 190L200 294L44 190Z")
	for i := range 4 {
		for j := range 4 {
			if (i+j)%2 == 0 {
				x, y := 200+float64(i-j)*33, 102+float64(i+j)*22
				d.fill(k.pale, path("M%g %gl33 22l-33 22l-33 -22z", x, y))
			}
		}
	}
	for _, p := range []struct {
		x, y float64
		c    string
	}{{146, 168, k.accent}, {252, 196, k.ink}} {
		d.fill(p.c, path("M%g %gl-20 56q20 14 40 0z", p.x, p.y-34))
		d.disc(p.c, p.x, p.y-42, 18)
	}
	d.turned(14, 190, 236, func() {
		d.rect(k.paper, 176, 210, 44, 44, 9)
		d.disc(k.ink, 188, 222, 4)
		d.disc(k.ink, 198, 232, 4)
		d.disc(k.ink, 208, 242, 4)
	})
}

func plush(d *pen) {
	k := d.ink
	d.ground(334, 230)
	d.mirrored(func() {
		d.disc(k.base, 142, 98, 34)
		d.disc(k.accent, 142, 98, 18)
		d.oval(k.dark, 118, 242, 28, 46)
		d.oval(k.base, 146, 306, 42, 30)
		d.disc(k.light, 138, 304, 16)
	})
	d.oval(k.base, 200, 258, 78, 74)
	d.oval(k.light, 200, 264, 46, 48)
	d.disc(k.base, 200, 146, 78)
	d.oval(k.light, 200, 172, 36, 28)
	d.oval(k.ink, 200, 160, 13, 9)
	d.mirrored(func() { d.disc(k.ink, 170, 138, 8) })
	d.line(k.ink, 4, "M200 168v12M186 186q14 10 28 0")
	d.mirrored(func() { d.fill(k.accent, "M200 222l-34 -16v32z") })
}

func book(d *pen) {
	k := d.ink
	d.ground(330, 260)
	d.rect(k.dark, 98, 70, 212, 256, 14)
	d.fill(k.paper, "M118 284H302V316H118Q102 316 102 300T118 284Z")
	d.line(k.steel, 3, "M116 294H302M114 302H302M118 310H302")
	d.fill(k.base, "M112 62H296Q310 62 310 76V284H118Q98 284 98 304V76Q98 62 112 62Z")
	d.fill(k.deep, "M98 76Q98 62 112 62H126V284H118Q98 284 98 304Z")
	d.rect(k.accent, 154, 96, 128, 8, 4)
	d.mark(218, 166, 36)
	d.rect(k.paper, 168, 228, 100, 9, 4)
	d.rect(k.paper, 188, 248, 60, 7, 3)
}

func notebook(d *pen) {
	k := d.ink
	d.ground(340, 230)
	d.rect(k.paper, 116, 68, 194, 268, 14)
	d.rect(k.base, 106, 62, 194, 268, 16)
	d.rect(k.dark, 106, 62, 40, 268, 16)
	d.rect(k.accent, 262, 62, 14, 268, 0)
	d.rect(k.paper, 164, 108, 80, 56, 7)
	d.line(k.steelDark, 5, "M176 128h56M176 144h38")
	for i := range 7 {
		y := 88 + float64(i)*36
		d.line(k.steel, 8, path("M92 %gH122", y))
	}
}

func fountainPen(d *pen) {
	k := d.ink
	d.ground(330, 250)
	d.line(k.base, 5, "M74 306C110 276 122 330 158 302S204 324 226 302")
	d.turned(45, 216, 190, func() {
		d.rect(k.base, 194, 52, 44, 130, 16)
		d.rect(k.accent, 194, 172, 44, 18, 0)
		d.rect(k.dark, 196, 190, 40, 62, 4)
		d.fill(k.steel, "M198 252H234L216 306Z")
		d.line(k.ink, 4, "M216 304V274")
		d.disc(k.ink, 216, 270, 5)
		d.rect(k.accentDark, 236, 66, 9, 74, 4)
		d.rect(gloss, 202, 66, 8, 100, 4)
	})
}

func gift(d *pen) {
	k := d.ink
	d.ground(332, 250)
	d.mirrored(func() {
		d.fill(k.accent, "M200 128C150 120 122 92 138 72C158 50 196 84 200 128Z")
		d.fill(k.accentDark, "M200 126C170 116 154 100 158 90C170 82 192 104 200 126Z")
	})
	d.rect(k.base, 104, 176, 192, 150, 10)
	d.rect(shadow, 104, 176, 192, 20, 0)
	d.rect(k.light, 88, 128, 224, 54, 10)
	d.rect(k.accent, 182, 128, 36, 198, 0)
	d.fill(shadow, "M250 182H296V316Q296 326 286 326H250Z")
}

func guitar(d *pen) {
	k := d.ink
	d.ground(340, 210)
	d.turned(28, 200, 200, func() {
		d.rect(k.woodDark, 188, 52, 24, 150, 4)
		d.fill(k.ink, "M182 20H218L214 62H186Z")
		d.line(k.steel, 5, "M174 30h10M174 46h10M216 30h10M216 46h10")
		d.fill(k.dark, "M200 164C244 158 262 186 250 214C244 230 250 238 262 252C286 286 258 340 200 340S114 286 138 252C150 238 156 230 150 214C138 186 156 158 200 164Z")
		d.fill(k.base, "M200 172C236 168 252 188 242 212C236 230 242 240 254 256C274 286 250 330 200 330S126 286 146 256C158 240 164 230 158 212C148 188 164 168 200 172Z")
		d.disc(k.ink, 200, 236, 25)
		d.ring(k.accent, 5, 200, 236, 29)
		d.rect(k.ink, 172, 290, 56, 13, 5)
		d.line(k.paper, 2.5, "M193 60V296M200 60V296M207 60V296")
	})
}

func stroller(d *pen) {
	k := d.ink
	d.ground(338, 280)
	d.line(k.steelDark, 10, "M132 218L262 308M270 220L150 308M300 196L344 120M344 120H322")
	d.fill(k.dark, "M82 192H308C304 244 262 262 222 262H168C122 262 86 240 82 192Z")
	d.fill(k.base, "M200 186L82 186C82 116 132 76 200 76Z")
	d.fill(k.light, "M200 186L124 102C146 84 172 76 200 76Z")
	d.rect(k.accent, 76, 180, 240, 18, 9)
	for _, x := range []float64{148, 264} {
		d.disc(k.ink, x, 308, 28)
		d.disc(k.steel, x, 308, 14)
	}
}

func babyBottle(d *pen) {
	k := d.ink
	d.ground(346, 140)
	d.fill("#e8b98a", "M200 46C216 46 214 70 222 84C234 98 240 104 240 116H160C160 104 166 98 178 84C186 70 184 46 200 46Z")
	d.rect(k.accent, 146, 110, 108, 34, 10)
	d.fill(`#ffffff" fill-opacity=".75`, "M152 144H248C256 180 266 196 266 230V306Q266 338 234 338H166Q134 338 134 306V230C134 196 144 180 152 144Z")
	d.fill(k.light, "M135 220H265V306Q265 338 234 338H166Q135 338 135 306Z")
	d.line(k.deep, 5, "M226 196h22M232 222h30M232 248h30M232 274h30M232 300h30")
	d.mark(184, 266, 20)
}

func diaper(d *pen) {
	k := d.ink
	d.ground(330, 250)
	d.fill(k.dark, "M176 74H224L232 100H168Z")
	d.rect(k.base, 92, 94, 216, 232, 26)
	d.fill(shadow, "M246 94H282Q308 94 308 120V300Q308 326 282 326H246Z")
	d.fill(k.paper, "M132 156C170 172 230 172 268 156L276 200C248 210 236 234 236 262C214 276 186 276 164 262C164 234 152 210 124 200Z")
	d.mirrored(func() { d.rect(k.accent, 128, 166, 24, 22, 5) })
	d.fill(k.accent, "M200 240c-20 -18 -34 -32 -20 -44c10 -8 18 0 20 6c2 -6 10 -14 20 -6c14 12 0 26 -20 44z")
}

func petBowl(d *pen) {
	k := d.ink
	d.ground(316, 290)
	for i := range 7 {
		d.disc([]string{"#9c6438", "#b67b48"}[i%2], 128+float64(i)*24, 184-float64((i*5)%3)*9, 21)
	}
	d.fill(k.base, "M106 200H294L332 290Q336 308 316 308H84Q64 308 68 290Z")
	d.fill(shadow, "M262 200H294L332 290Q336 308 316 308H270Z")
	d.oval(k.dark, 200, 200, 98, 14)
	d.oval(k.accent, 200, 270, 20, 16)
	d.disc(k.accent, 176, 250, 8)
	d.disc(k.accent, 192, 241, 8)
	d.disc(k.accent, 210, 241, 8)
	d.disc(k.accent, 225, 250, 8)
}

func bone(d *pen) {
	k := d.ink
	d.ground(310, 260)
	d.turned(-24, 200, 200, func() {
		d.mirrored(func() {
			d.disc(k.base, 100, 174, 36)
			d.disc(k.base, 100, 226, 36)
		})
		d.rect(k.base, 96, 170, 208, 60, 10)
		d.fill(shadow, "M104 214H296V230Q280 236 290 250Q280 234 262 230H138Q120 234 110 250Q116 236 104 230Z")
		d.line(gloss, 10, "M134 186H250")
	})
	d.disc(k.accent, 92, 118, 12)
	d.disc(k.accent, 312, 286, 9)
}

func collar(d *pen) {
	k := d.ink
	d.ground(346, 150)
	d.oval(k.dark, 200, 158, 124, 74)
	d.oval(k.halo, 200, 146, 106, 54)
	d.fill(k.base, "M76 158A124 74 0 0 0 324 158L306 148A106 54 0 0 1 94 148Z")
	for _, at := range [][2]float64{{104, 190}, {146, 213}, {254, 213}, {296, 190}} {
		d.disc(k.accent, at[0], at[1], 8)
	}
	d.ring(k.steelDark, 8, 200, 246, 17)
	d.disc(k.accent, 200, 294, 38)
	d.disc(k.accentDark, 200, 270, 6)
	d.oval(k.paper, 200, 306, 13, 10)
	d.disc(k.paper, 184, 292, 6)
	d.disc(k.paper, 200, 286, 6)
	d.disc(k.paper, 216, 292, 6)
}

func petBed(d *pen) {
	k := d.ink
	d.ground(318, 310)
	d.oval(k.dark, 200, 242, 148, 72)
	d.oval(k.base, 200, 222, 148, 72)
	d.oval(k.pale, 200, 216, 108, 46)
	d.oval(shadow, 200, 206, 104, 36)
	d.oval(k.pale, 200, 220, 104, 40)
	d.fill(k.base, "M52 222C60 284 130 312 200 312S340 284 348 222C330 262 270 278 200 278S70 262 52 222Z")
	d.line(k.light, 6, "M84 262C120 290 280 290 316 262")
	d.mark(200, 216, 22)
}
