package draw

func headphones(d *pen) {
	k := d.ink
	d.ground(330, 220)
	d.line(k.dark, 24, "M98 226C94 126 140 84 200 84S306 126 302 226")
	d.line(k.light, 8, "M132 122C150 100 174 92 200 92S250 100 268 122")
	d.mirrored(func() {
		d.rect(k.deep, 106, 206, 40, 104, 18)
		d.rect(k.base, 76, 200, 48, 116, 22)
		d.rect(gloss, 86, 220, 9, 60, 4.5)
		d.disc(k.accent, 100, 296, 6)
	})
}

func earbuds(d *pen) {
	k := d.ink
	d.ground(334, 220)
	d.rect(k.dark, 104, 232, 192, 96, 40)
	d.rect(k.base, 104, 222, 192, 90, 38)
	d.line(k.dark, 5, "M108 252H292")
	d.disc(k.accent, 200, 284, 6)
	d.mirrored(func() {
		d.turned(-12, 140, 130, func() {
			d.rect(k.base, 132, 110, 26, 104, 13)
			d.disc(k.base, 140, 108, 36)
			d.disc(k.light, 134, 100, 22)
			d.oval(k.ink, 168, 104, 14, 20)
			d.disc(k.accent, 145, 196, 5)
		})
	})
}

func laptop(d *pen) {
	k := d.ink
	d.ground(312, 330)
	d.rect(k.dark, 88, 84, 224, 172, 16)
	d.rect(k.ink, 98, 94, 204, 146, 8)
	d.screen(106, 102, 188, 130)
	d.fill(k.base, "M88 256H312L350 292Q352 306 334 306H66Q48 306 50 292Z")
	d.fill(k.dark, "M50 292H350Q352 306 334 306H66Q48 306 50 292Z")
	d.fill(k.deep, "M108 262H292L306 276H94Z")
	d.rect(k.light, 168, 281, 64, 9, 4)
}

// screen draws a lit screen with a landscape on it.
func (d *pen) screen(x, y, w, h float64) {
	k := d.ink
	d.rect(k.back, x, y, w, h, 4)
	d.disc(k.accent, x+w*.72, y+h*.32, h*.13)
	d.fill(k.leafDark, path("M%g %gl%g %gl%g %gl%g %gl%g %gv%gh%gz", x, y+h*.72, w*.28, -h*.3, w*.24, h*.26, w*.2, -h*.2, w*.28, h*.28, h*.24, -w))
	d.fill(k.leaf, path("M%g %gq%g %g %g 0t%g 0v%gh%gz", x, y+h*.82, w*.25, -h*.16, w*.5, w*.5, h*.18, -w))
}

func phone(d *pen) {
	k := d.ink
	d.ground(352, 150)
	d.rect(k.base, 128, 46, 144, 300, 28)
	d.rect(k.ink, 136, 54, 128, 284, 22)
	d.rect(k.back, 142, 62, 116, 268, 16)
	d.rect(k.ink, 176, 68, 48, 12, 6)
	d.rect(k.accent, 156, 96, 88, 72, 14)
	d.disc(k.paper, 180, 122, 12)
	d.fill(k.accentDark, "M156 150l30 -16l22 16l16 -10l20 14q0 14 -14 14h-60q-14 0 -14 -14z")
	for i := range 6 {
		d.rect([]string{k.light, k.leaf, k.wood}[(i+d.pick(12, 3))%3], 156+float64(i%3)*32, 190+float64(i/3)*36, 24, 24, 7)
	}
	d.rect(k.steelDark, 172, 312, 56, 6, 3)
}

func tablet(d *pen) {
	k := d.ink
	d.ground(322, 300)
	d.rect(k.base, 64, 92, 272, 216, 24)
	d.rect(k.ink, 74, 102, 252, 196, 16)
	d.screen(88, 112, 224, 176)
	d.disc(k.steelDark, 81, 200, 3)
	d.line(k.accent, 9, "M262 330L350 246")
	d.line(k.ink, 9, "M258 334L264 328")
}

func monitor(d *pen) {
	k := d.ink
	d.ground(332, 200)
	d.fill(k.steelDark, "M178 262H222L230 316H170Z")
	d.rect(k.steel, 132, 312, 136, 16, 8)
	d.rect(k.base, 56, 80, 288, 190, 16)
	d.rect(k.ink, 66, 90, 268, 168, 8)
	d.screen(72, 96, 256, 156)
}

func camera(d *pen) {
	k := d.ink
	d.ground(314, 290)
	d.rect(k.dark, 152, 100, 96, 44, 12)
	d.rect(k.accent, 88, 112, 40, 22, 7)
	d.rect(k.base, 68, 126, 264, 180, 26)
	d.rect(k.light, 68, 156, 264, 14, 0)
	d.rect(shadow, 68, 262, 264, 44, 22)
	d.disc(k.steel, 200, 220, 76)
	d.disc(k.ink, 200, 220, 66)
	d.disc(k.accentDark, 200, 220, 46)
	d.disc(k.ink, 200, 220, 26)
	d.disc(gloss, 182, 200, 14)
	d.rect("#ffe9ad", 282, 138, 32, 22, 6)
}

func charger(d *pen) {
	k := d.ink
	d.ground(328, 250)
	d.line(k.steelDark, 9, "M206 258C206 330 300 340 304 270V178")
	d.mirrored(func() { d.rect(k.steelDark, 168, 66, 14, 48, 4) })
	d.rect(k.base, 126, 104, 148, 150, 30)
	d.fill(shadow, "M232 104H244Q274 104 274 134V224Q274 254 244 254H232Z")
	d.rect(k.dark, 186, 226, 40, 18, 9)
	d.fill(k.accent, "M206 132l-34 50h24l-8 38l38 -54h-26z")
	d.rect(k.ink, 290, 128, 28, 56, 8)
	d.rect(k.steel, 295, 108, 18, 24, 4)
}

func cable(d *pen) {
	k := d.ink
	d.ground(322, 240)
	d.ring(k.base, 15, 200, 212, 86)
	d.ring(k.dark, 15, 200, 212, 62)
	d.line(k.base, 15, "M138 270C110 290 92 250 92 200V136M262 270C290 290 308 250 308 200V136")
	d.rect(k.accent, 152, 272, 96, 30, 10)
	for _, x := range []float64{92, 308} {
		d.rect(k.ink, x-19, 92, 38, 60, 9)
		d.rect(k.steel, x-13, 62, 26, 32, 4)
		d.rect(k.steelDark, x-7, 70, 14, 6, 3)
	}
}

func speaker(d *pen) {
	k := d.ink
	d.ground(346, 190)
	d.rect(k.base, 110, 58, 180, 282, 34)
	d.fill(shadow, "M240 58H256Q290 58 290 92V306Q290 340 256 340H240Z")
	d.disc(k.deep, 200, 248, 66)
	d.disc(k.dark, 200, 248, 52)
	d.disc(k.deep, 200, 248, 22)
	d.ring(k.accent, 5, 200, 248, 66)
	d.disc(k.deep, 200, 128, 38)
	d.disc(k.accent, 200, 128, 14)
	d.rect(gloss, 126, 96, 10, 80, 5)
}

func keyboard(d *pen) {
	k := d.ink
	d.ground(286, 330)
	d.rect(k.dark, 46, 138, 308, 142, 18)
	d.rect(k.base, 46, 130, 308, 138, 18)
	for row := range 4 {
		for col := range 8 {
			if row == 3 && col > 1 && col < 6 {
				continue
			}
			fill := k.paper
			if (row*8+col+d.pick(13, 9))%11 == 0 {
				fill = k.accent
			}
			d.rect(fill, 62+float64(col)*35, 146+float64(row)*28, 30, 22, 5)
		}
	}
	d.rect(k.paper, 132, 230, 135, 22, 5)
}

func mouse(d *pen) {
	k := d.ink
	d.ground(332, 180)
	d.fill(k.base, "M200 70C264 70 288 116 288 190S262 326 200 326S112 264 112 190S136 70 200 70Z")
	d.fill(shadow, "M236 78C274 92 288 132 288 190C288 262 262 326 200 326C256 270 264 150 236 78Z")
	d.line(k.dark, 6, "M114 176C160 186 240 186 286 176M200 72V180")
	d.rect(k.accent, 188, 106, 24, 54, 12)
	d.line(k.accentDark, 4, "M194 124h12M194 134h12M194 144h12")
}

func gamepad(d *pen) {
	k := d.ink
	d.ground(306, 300)
	d.fill(k.base, "M120 134H280C330 134 350 210 352 262C354 306 312 312 288 276C274 256 260 246 236 246H164C140 246 126 256 112 276C88 312 46 306 48 262C50 210 70 134 120 134Z")
	d.fill(k.light, "M120 134H280C306 134 324 154 336 182C300 150 100 150 64 182C76 154 94 134 120 134Z")
	d.line(k.ink, 17, "M130 172V212M110 192H150")
	d.disc(k.accent, 286, 176, 11)
	d.disc(k.paper, 264, 194, 11)
	d.disc(k.paper, 308, 194, 11)
	d.disc(k.accentDark, 286, 212, 11)
	d.disc(k.ink, 168, 224, 17)
	d.disc(k.ink, 232, 224, 17)
	d.disc(k.deep, 168, 221, 11)
	d.disc(k.deep, 232, 221, 11)
}

func drive(d *pen) {
	k := d.ink
	d.ground(318, 250)
	d.rect(k.dark, 104, 120, 192, 196, 24)
	d.rect(k.base, 104, 108, 192, 196, 24)
	d.rect(k.light, 120, 124, 160, 110, 14)
	d.mark(200, 179, 28)
	d.disc(k.accent, 134, 270, 7)
	d.disc(k.leaf, 158, 270, 7)
	d.line(k.deep, 6, "M214 262h62M214 278h62")
	d.line(k.ink, 12, "M200 304V352")
}

func printer(d *pen) {
	k := d.ink
	d.ground(320, 300)
	d.rect(k.paper, 128, 72, 144, 110, 6)
	d.line(k.steel, 6, "M150 98h100M150 118h78")
	d.rect(k.base, 66, 150, 268, 148, 24)
	d.rect(shadow, 66, 240, 268, 58, 24)
	d.rect(k.ink, 100, 216, 200, 20, 10)
	d.fill(k.paper, "M122 226H278L292 316H108Z")
	d.disc(k.accent, 158, 268, 16)
	d.fill(k.leaf, "M190 296l32 -42l38 42z")
	d.disc(k.accent, 300, 180, 8)
	d.disc(k.leaf, 276, 180, 8)
}

func chip(d *pen) {
	k := d.ink
	d.ground(334, 230)
	for i := range 6 {
		n := 126 + float64(i)*27
		d.rect(k.steelDark, n, 78, 12, 244, 4)
		d.rect(k.steelDark, 78, n, 244, 12, 4)
	}
	d.rect(k.base, 102, 102, 196, 196, 18)
	d.rect(k.dark, 128, 128, 144, 144, 10)
	d.rect(k.steel, 146, 146, 108, 108, 12)
	d.fill(gloss, "M146 158Q146 146 158 146H214L146 214Z")
	d.mark(200, 200, 24)
	d.disc(k.accent, 118, 118, 7)
}
