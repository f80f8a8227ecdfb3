package draw

func jar(d *pen) {
	k := d.ink
	d.ground(334, 200)
	d.fill(k.base, "M124 128H276C290 136 294 148 294 166V302Q294 328 268 328H132Q106 328 106 302V166C106 148 110 136 124 128Z")
	d.fill(shadow, "M256 128H276C290 136 294 148 294 166V302Q294 328 268 328H246C262 270 266 190 256 128Z")
	d.rect(gloss, 120, 152, 12, 46, 6)
	d.rect(k.accent, 116, 78, 168, 48, 12)
	d.rect(k.accentDark, 116, 106, 168, 20, 6)
	d.rect(k.paper, 106, 194, 188, 96, 0)
	d.rect(k.accent, 106, 200, 188, 5, 0)
	d.rect(k.accent, 106, 279, 188, 5, 0)
	d.mark(200, 242, 25)
}

func honey(d *pen) {
	k := d.ink
	d.ground(334, 210)
	d.fill(k.base, "M132 130H268L304 190V260L268 328H132L96 260V190Z")
	d.fill(k.light, "M132 130H168L140 190V260L168 328H132L96 260V190Z")
	d.fill(k.dark, "M250 130H268L304 190V260L268 328H250L276 260V190Z")
	d.rect(k.woodDark, 122, 90, 156, 40, 10)
	d.line(k.wood, 11, "M206 92L250 38")
	d.fill(k.paper, "M172 180H228L256 228L228 276H172L144 228Z")
	d.oval(k.base, 200, 230, 27, 19)
	d.line(k.ink, 7, "M192 213v34M206 213v34")
	d.mirrored(func() { d.oval(`#9fc3d8" fill-opacity=".8`, 188, 206, 9, 14) })
}

func bottle(d *pen) {
	k := d.ink
	d.ground(350, 140)
	d.rect(k.accent, 176, 44, 48, 40, 8)
	d.fill(k.base, "M180 82H220C220 130 262 146 262 196V320Q262 344 238 344H162Q138 344 138 320V196C138 146 180 130 180 82Z")
	d.fill(shadow, "M210 82H220C220 130 262 146 262 196V320Q262 344 238 344H220C240 280 240 180 210 82Z")
	d.rect(gloss, 150, 190, 10, 34, 5)
	d.rect(k.paper, 138, 216, 124, 92, 0)
	d.rect(k.accent, 138, 216, 124, 12, 0)
	d.mark(200, 268, 25)
}

func can(d *pen) {
	k := d.ink
	d.ground(344, 160)
	d.fill(k.steelDark, "M138 78H262L274 104H126Z")
	d.rect(k.base, 124, 100, 152, 222, 10)
	d.fill(k.steelDark, "M124 316H276L264 340H136Z")
	d.fill(k.accent, "M124 232C170 200 230 262 276 222V270C230 300 170 244 124 280Z")
	d.fill(shadow, "M240 100H266Q276 100 276 110V322H240Z")
	d.rect(gloss, 138, 116, 13, 180, 6)
	d.oval(k.steel, 200, 78, 62, 12)
	d.oval(k.steelDark, 206, 78, 20, 5)
	d.mark(200, 164, 25)
}

func wine(d *pen) {
	k := d.ink
	d.ground(354, 120)
	d.rect(k.accent, 178, 38, 44, 62, 6)
	d.fill(k.base, "M182 96H218V138C218 158 250 160 250 196V326Q250 350 226 350H174Q150 350 150 326V196C150 160 182 158 182 138Z")
	d.fill(shadow, "M208 96H218V138C218 158 250 160 250 196V326Q250 350 226 350H214C232 280 228 190 208 96Z")
	d.rect(k.paper, 150, 216, 100, 92, 0)
	d.mark(200, 254, 20)
	d.line(k.steelDark, 4, "M174 288h52")
	d.rect(gloss, 160, 186, 8, 26, 4)
}

func tin(d *pen) {
	k := d.ink
	d.ground(332, 210)
	d.rect(k.base, 106, 108, 188, 216, 8)
	d.oval(k.base, 200, 322, 94, 16)
	d.oval(k.steel, 200, 108, 94, 20)
	d.oval(k.steelDark, 200, 108, 80, 14)
	d.oval(k.steel, 200, 107, 58, 9)
	d.rect(k.paper, 106, 166, 188, 110, 0)
	d.rect(k.accent, 106, 166, 188, 12, 0)
	d.rect(k.accent, 106, 264, 188, 12, 0)
	d.mark(200, 221, 28)
	d.fill(shadow, "M250 122Q294 118 294 108V322Q280 334 250 336Z")
	d.rect(gloss, 118, 134, 12, 26, 6)
}

func carton(d *pen) {
	k := d.ink
	d.ground(342, 190)
	d.fill(k.light, "M128 140L152 90H248L272 140Z")
	d.fill(k.dark, "M248 90L272 140L288 128L266 84Z")
	d.rect(k.accent, 148, 62, 104, 30, 5)
	d.rect(k.paper, 128, 138, 144, 198, 6)
	d.fill(k.steel, "M272 138L288 126V322L272 336Z")
	d.fill(k.base, "M128 226C164 196 204 254 272 214V330Q272 336 266 336H134Q128 336 128 330Z")
	d.fill(k.dark, "M272 214L288 202V322L272 336Z")
	d.mark(200, 182, 22)
	d.fill(k.paper, "M200 252C214 274 220 282 220 292C220 304 210 312 200 312S180 304 180 292C180 282 186 274 200 252Z")
}

func tub(d *pen) {
	k := d.ink
	d.ground(326, 220)
	d.fill(k.base, "M100 150H300L278 304Q276 320 260 320H140Q124 320 122 304Z")
	d.fill(shadow, "M254 150H300L278 304Q276 320 260 320H234Z")
	d.fill(k.paper, "M105 186H295L286 250H114Z")
	d.mark(200, 218, 25)
	d.rect(k.accent, 88, 122, 224, 36, 16)
	d.fill(k.accentDark, "M88 140H312V142Q312 158 296 158H104Q88 158 88 142Z")
	d.line(gloss, 7, "M112 132H220")
}

func butter(d *pen) {
	k := d.ink
	d.ground(310, 310)
	d.oval(k.accentDark, 200, 288, 150, 26)
	d.oval(k.accent, 200, 278, 150, 26)
	d.oval(k.accentDark, 200, 274, 116, 16)
	d.fill(k.light, "M92 188L138 144H312L272 188Z")
	d.fill(k.base, "M92 188H272V274H92Z")
	d.fill(k.dark, "M272 188L312 144V230L272 274Z")
	d.fill(k.pale, "M272 188L312 144V170Q300 178 294 202T272 224Z")
	d.line(k.dark, 3, "M138 190v82M182 190v82M226 190v82")
	d.line(gloss, 6, "M146 158H250")
}

func eggBox(d *pen) {
	k := d.ink
	d.ground(314, 300)
	for _, at := range [][2]float64{{112, 180}, {170, 176}, {230, 176}, {288, 180}} {
		d.oval(k.base, at[0], at[1], 33, 43)
		d.oval(gloss, at[0]-10, at[1]-16, 8, 13)
	}
	d.fill("#a7a196", "M62 204H338L322 292Q320 306 306 306H94Q80 306 78 292Z")
	d.fill("#bdb7ab", "M62 204H338L334 228Q310 250 286 228Q258 250 230 228Q200 250 170 228Q142 250 114 228Q90 250 66 228Z")
	d.rect(k.accent, 150, 258, 100, 30, 8)
}

func bread(d *pen) {
	k := d.ink
	d.ground(312, 300)
	d.fill(k.dark, "M70 190C52 138 96 112 136 116H288C332 114 352 150 334 190L328 290Q328 304 314 304H92Q78 304 76 290Z")
	d.fill(k.base, "M64 186C48 140 88 116 130 116C190 112 232 140 222 186L216 290Q214 304 202 304H84Q72 304 70 290Z")
	d.fill("#f3dfb8", "M80 186C68 148 98 132 130 132C176 130 214 148 206 182L200 278Q200 288 190 288H96Q86 288 86 278Z")
	d.line(k.deep, 7, "M256 142q12 14 4 34M294 146q12 14 4 34")
	d.disc("#e2c48d", 120, 180, 6)
	d.disc("#e2c48d", 164, 214, 7)
	d.disc("#e2c48d", 118, 246, 5)
}

func cake(d *pen) {
	k := d.ink
	d.ground(322, 290)
	d.oval(k.steel, 200, 306, 140, 20)
	d.rect("#e2b777", 86, 196, 228, 104, 14)
	d.rect(k.paper, 86, 240, 228, 18, 0)
	d.fill(k.base, "M86 210V192Q86 150 128 150H272Q314 150 314 192V212C304 232 288 232 280 214C270 236 250 240 240 216C230 246 206 246 196 216C186 236 164 238 156 214C146 236 124 236 116 214C108 230 92 230 86 210Z")
	d.fill(gloss, "M110 168q10-10 26-10h60q-40 8-72 24q-16 8-14-14z")
	for i := range 3 {
		x := 142 + float64(i)*58
		d.disc("#c8323a", x, 140, 17)
		d.disc(gloss, x-5, 134, 5)
		d.line(k.leafDark, 3, path("M%g 126q4 -16 16 -20", x))
	}
}

func biscuit(d *pen) {
	k := d.ink
	d.ground(322, 280)
	for i, at := range [][2]float64{{158, 252}, {248, 236}, {196, 158}} {
		x, y := at[0], at[1]
		d.disc(k.dark, x, y+6, 70)
		d.disc(k.base, x, y, 70)
		d.ring(k.light, 5, x, y, 56)
		for j := range 6 {
			dx, dy := []float64{-28, 2, 30, -14, 20, 0}[j], []float64{-14, -32, -6, 22, 26, 0}[j]
			if (i+d.pick(14, 2))%2 == 0 {
				d.disc("#5a3a26", x+dx, y+dy, 8)
			} else {
				d.disc(k.dark, x+dx, y+dy, 5)
			}
		}
	}
}

func crisps(d *pen) {
	k := d.ink
	d.ground(340, 200)
	d.fill(k.base, "M112 66H288C280 150 296 240 286 334H114C104 240 120 150 112 66Z")
	d.fill(shadow, "M250 66H288C280 150 296 240 286 334H244C262 250 262 150 250 66Z")
	d.fill(k.dark, "M110 60l11 8l11 -8l11 8l11 -8l11 8l11 -8l11 8l11 -8l11 8l11 -8l11 8l11 -8l11 8l11 -8l11 8l11 -8l4 28H112z")
	d.fill(k.dark, "M114 314H286V342l-11 -8l-11 8l-11 -8l-11 8l-11 -8l-10 8l-11 -8l-11 8l-11 -8l-11 8l-11 -8l-11 8l-11 -8l-11 8l-11 -8l-11 8z")
	d.mark(200, 140, 28)
	d.disc(k.paper, 200, 238, 56)
	d.turned(-18, 184, 232, func() { d.oval("#e8b84b", 184, 228, 36, 25) })
	d.turned(24, 218, 252, func() { d.oval("#d99f35", 218, 252, 32, 22) })
	d.rect(gloss, 128, 104, 11, 190, 5)
}

func chocolate(d *pen) {
	k := d.ink
	d.ground(330, 220)
	d.turned(10, 200, 200, func() {
		d.rect("#4b2e20", 126, 60, 148, 150, 10)
		for i := range 6 {
			x, y := 134+float64(i%3)*46, 68+float64(i/3)*46
			d.rect("#6a432e", x, y, 40, 40, 5)
			d.rect("#7d523a", x+7, y+7, 26, 20, 3)
		}
		d.fill("#d9c48a", "M118 168l14 -12l14 12l14 -12l14 12l14 -12l14 12l14 -12l14 12l14 -12l14 12l14 -12l14 12v24H118z")
		d.rect(k.base, 118, 180, 164, 150, 8)
		d.fill(shadow, "M240 180H274Q282 180 282 188V322Q282 330 274 330H240Z")
		d.rect(k.accent, 118, 290, 164, 14, 0)
		d.mark(200, 240, 28)
	})
}

func sweets(d *pen) {
	k := d.ink
	d.ground(318, 310)
	d.rect(k.accentDark, 58, 232, 284, 78, 14)
	d.rect(k.accent, 58, 222, 284, 78, 14)
	for i, x := range []float64{104, 168, 232, 296} {
		d.fill(k.paper, path("M%g 226l-36 -30l72 0z", x))
		if i%2 == 0 {
			d.disc(k.base, x, 178, 33)
			d.disc(gloss, x-10, 168, 8)
		} else {
			d.fill(k.pale, path("M%g 140l34 32l-34 34l-34 -34z", x))
			d.fill(k.light, path("M%g 150l24 22l-24 24l-24 -24z", x))
		}
		d.disc(k.leaf, x+6, 170, 5)
		d.disc(k.leafDark, x-7, 180, 4)
	}
	d.rect(k.paper, 140, 242, 120, 38, 10)
	d.mark(200, 261, 14)
}

// bowl lays a heap of grains of colours into a bowl; grain draws one at a place.
