package draw

func lamp(d *pen) {
	k := d.ink
	d.ground(340, 170)
	d.fill(`#ffe28a" fill-opacity=".45`, "M128 196H272L330 336H70Z")
	d.line(k.woodDark, 12, "M200 196V322")
	d.rect(k.wood, 142, 316, 116, 20, 10)
	d.fill(k.base, "M158 70H242L288 196Q200 210 112 196Z")
	d.fill(k.light, "M158 70H188L166 203Q138 201 112 196Z")
	d.fill(shadow, "M222 70H242L288 196Q264 200 244 202Z")
	d.line(k.accent, 6, "M252 204V244")
	d.disc(k.accent, 252, 248, 8)
}

func chair(d *pen) {
	k := d.ink
	d.ground(340, 200)
	d.line(k.woodDark, 13, "M138 240L126 334M262 240L274 334")
	d.line(k.wood, 13, "M160 240L156 322M240 240L244 322")
	d.fill(k.dark, "M132 84Q132 64 152 64H248Q268 64 268 84L260 214H140Z")
	d.fill(k.base, "M144 90Q144 76 158 76H242Q256 76 256 90L250 204H150Z")
	d.disc(k.dark, 182, 130, 5)
	d.disc(k.dark, 218, 130, 5)
	d.fill(k.base, "M124 214H276Q292 214 292 232T276 252H124Q108 252 108 232T124 214Z")
	d.fill(shadow, "M108 234H292Q290 252 276 252H124Q110 252 108 234Z")
	d.fill(gloss, "M156 90q0-6 8-6h12l-8 110h-8z")
}

func sofa(d *pen) {
	k := d.ink
	d.ground(316, 330)
	d.line(k.woodDark, 14, "M96 290L90 312M304 290L310 312")
	d.rect(k.dark, 84, 130, 232, 130, 34)
	d.rect(k.base, 92, 138, 104, 96, 24)
	d.rect(k.base, 204, 138, 104, 96, 24)
	d.rect(k.light, 88, 218, 112, 44, 16)
	d.rect(k.light, 200, 218, 112, 44, 16)
	d.rect(k.dark, 76, 256, 248, 38, 14)
	d.mirrored(func() { d.rect(k.base, 48, 184, 58, 112, 28) })
	d.turned(12, 256, 192, func() { d.rect(k.accent, 226, 164, 56, 56, 12) })
}

func desk(d *pen) {
	k := d.ink
	d.ground(330, 320)
	d.mirrored(func() { d.line(k.deep, 15, "M94 190L76 324") })
	d.rect(k.dark, 214, 182, 96, 86, 6)
	d.rect(k.base, 222, 190, 80, 32, 5)
	d.rect(k.base, 222, 228, 80, 32, 5)
	d.line(k.paper, 6, "M252 206h20M252 244h20")
	d.rect(k.base, 52, 158, 296, 30, 10)
	d.rect(shadow, 52, 174, 296, 14, 7)
	d.fill(k.accent, "M106 120h44l-6 38h-32z")
	d.line(k.leafDark, 6, "M128 118C126 98 116 88 104 84M128 118C130 92 142 82 154 80")
	d.oval(k.leaf, 104, 84, 15, 9)
	d.oval(k.leaf, 154, 80, 15, 9)
	d.oval(k.leafDark, 129, 76, 9, 16)
}

func shelf(d *pen) {
	k := d.ink
	d.ground(344, 220)
	d.rect(k.base, 104, 62, 192, 278, 12)
	for i := range 3 {
		y := 76 + float64(i)*88
		d.rect(k.deep, 118, y, 164, 74, 4)
		d.rect(shadow, 118, y, 164, 16, 4)
	}
	for i, c := range []string{k.accent, k.paper, k.leaf, k.accentDark} {
		d.rect(c, 130+float64(i)*20, 96+float64(i%2)*8, 16, 54-float64(i%2)*8, 2)
	}
	d.oval(k.paper, 244, 216, 20, 22)
	d.rect(k.paper, 236, 184, 16, 20, 3)
	d.rect(k.accent, 134, 200, 74, 38, 4)
	d.rect(k.wood, 130, 288, 140, 38, 6)
	d.line(k.paper, 6, "M186 306h28")
}

func bed(d *pen) {
	k := d.ink
	d.ground(316, 330)
	d.rect(k.woodDark, 62, 96, 276, 180, 18)
	d.rect(k.wood, 74, 108, 252, 120, 12)
	d.rect(k.woodDark, 66, 270, 18, 44, 5)
	d.rect(k.woodDark, 316, 270, 18, 44, 5)
	d.rect(k.paper, 62, 186, 276, 96, 16)
	d.mirrored(func() { d.rect(k.pale, 86, 148, 104, 62, 22) })
	d.fill(k.base, "M56 218Q200 196 344 218V282Q344 294 332 294H68Q56 294 56 282Z")
	d.fill(k.light, "M56 218Q200 196 344 218V240Q200 218 56 240Z")
	d.line(k.dark, 5, "M130 232Q124 260 128 292M200 226V292M270 232Q276 260 272 292")
}

func pillow(d *pen) {
	k := d.ink
	d.ground(308, 260)
	d.fill(k.base, "M78 116C130 98 270 98 322 116C310 170 310 238 322 290C270 304 130 304 78 290C90 238 90 170 78 116Z")
	d.fill(shadow, "M322 116C310 170 310 238 322 290C270 304 130 304 78 290C180 286 290 250 322 116Z")
	d.line(k.light, 6, "M98 132C150 118 250 118 302 132")
	d.mark(200, 202, 38)
	for _, at := range [][2]float64{{78, 116}, {322, 116}, {78, 290}, {322, 290}} {
		d.disc(k.accent, at[0], at[1], 12)
	}
}

func towel(d *pen) {
	k := d.ink
	d.ground(322, 260)
	for i, c := range []string{k.base, k.accent, k.pale} {
		y := 246 - float64(i)*62
		d.rect(c, 84, y, 232, 66, 30)
		d.fill(shadow, path("M114 %gh202v-14q0 30-30 30h-172q-26 0-29-22q10 6 29 6z", y+50))
		d.line(gloss, 5, path("M118 %gh160", y+24))
	}
	d.line(k.accentDark, 6, "M112 216h172M112 204h172")
}

func rug(d *pen) {
	k := d.ink
	d.ground(318, 320)
	d.line(k.wood, 4, "M58 118v186M50 130h12M50 160h12M50 190h12M50 220h12M50 250h12M50 280h12")
	d.line(k.wood, 4, "M342 118v186M338 130h12M338 160h12M338 190h12M338 220h12M338 250h12M338 280h12")
	d.rect(k.base, 62, 108, 276, 202, 6)
	d.rect(k.pale, 80, 124, 240, 170, 4)
	d.rect(k.dark, 94, 136, 212, 146, 4)
	d.fill(k.accent, "M200 150l84 59l-84 59l-84 -59z")
	d.fill(k.pale, "M200 172l52 37l-52 37l-52 -37z")
	d.fill(k.base, "M200 190l27 19l-27 19l-27 -19z")
	d.mirrored(func() { d.fill(k.light, "M104 146h36l-36 26zM104 272h36l-36 -26z") })
}

func vacuum(d *pen) {
	k := d.ink
	d.ground(328, 320)
	d.line(k.ink, 14, "M240 196C220 90 150 70 128 120")
	d.line(k.steel, 15, "M130 112L84 292")
	d.fill(k.dark, "M50 318L58 288Q60 280 70 280H108Q118 280 120 288L128 318Z")
	d.fill(k.base, "M186 300C180 220 220 176 276 176C332 176 350 230 348 300Z")
	d.fill(k.light, "M204 280C204 230 228 200 262 194C240 220 234 250 234 280Z")
	d.rect(k.ink, 178, 288, 176, 22, 11)
	d.disc(k.ink, 296, 292, 34)
	d.disc(k.accent, 296, 292, 18)
	d.rect(k.accent, 248, 166, 52, 16, 8)
}

func broom(d *pen) {
	k := d.ink
	d.ground(334, 280)
	d.turned(14, 180, 200, func() {
		d.line(k.base, 13, "M180 52V226")
		d.rect(k.accent, 138, 216, 84, 30, 10)
		d.fill("#e3b95c", "M138 244H222L246 326H114Z")
		d.line("#b98c36", 4, "M158 250L146 320M180 250V320M202 250L214 320")
	})
	d.fill(k.accent, "M228 236H336L324 322Q322 332 312 332H252Q242 332 240 322Z")
	d.oval(k.accentDark, 282, 238, 54, 12)
	d.line(k.steelDark, 6, "M230 238C230 180 334 180 334 238")
}

func bin(d *pen) {
	k := d.ink
	d.ground(336, 210)
	d.fill(k.base, "M112 142H288L270 318Q268 330 256 330H144Q132 330 130 318Z")
	d.fill(shadow, "M240 142H288L270 318Q268 330 256 330H228Z")
	d.line(k.dark, 9, "M160 172L168 300M200 172V300M240 172L232 300")
	d.rect(k.dark, 96, 112, 208, 34, 14)
	d.rect(k.deep, 168, 88, 64, 26, 12)
	d.rect(k.accent, 184, 96, 32, 10, 5)
}

func basket(d *pen) {
	k := d.ink
	d.ground(328, 270)
	d.line(k.deep, 14, "M112 190C112 60 288 60 288 190")
	d.disc(k.accent, 158, 172, 34)
	d.disc(k.leaf, 222, 166, 38)
	d.disc(k.paper, 262, 180, 26)
	d.fill(k.base, "M82 190H318L294 306Q290 322 274 322H126Q110 322 106 306Z")
	for i := range 3 {
		y := 224 + float64(i)*32
		d.line(k.dark, 8, path("M%g %gH%g", 94+float64(i)*8, y, 306-float64(i)*8))
	}
	d.line(k.dark, 6, "M140 200L150 318M180 200L184 318M220 200L216 318M260 200L250 318")
	d.rect(k.light, 74, 178, 252, 24, 12)
}

func candle(d *pen) {
	k := d.ink
	d.ground(330, 200)
	d.disc(`#ffdf85" fill-opacity=".5`, 200, 108, 58)
	d.fill("#f39c2d", "M200 60C228 96 230 138 200 140C170 138 172 96 200 60Z")
	d.fill("#ffe28a", "M200 96C214 114 214 136 200 137C186 136 186 114 200 96Z")
	d.line(k.ink, 5, "M200 160V132")
	d.rect(k.base, 122, 160, 156, 166, 22)
	d.oval(k.light, 200, 168, 78, 17)
	d.fill(shadow, "M238 180Q278 178 278 168V304Q278 326 256 326H232Z")
	d.rect(k.paper, 142, 218, 116, 70, 8)
	d.mark(200, 253, 22)
}

func clock(d *pen) {
	k := d.ink
	d.ground(334, 190)
	d.mirrored(func() {
		d.line(k.deep, 15, "M134 284L112 326")
		d.turned(-38, 124, 102, func() { d.oval(k.accent, 124, 98, 46, 26) })
	})
	d.disc(k.base, 200, 204, 118)
	d.disc(k.dark, 200, 204, 100)
	d.disc(k.paper, 200, 204, 92)
	d.line(k.steelDark, 7, "M200 124v14M200 270v14M120 204h14M266 204h14")
	d.line(k.ink, 11, "M200 204V154")
	d.line(k.ink, 9, "M200 204L240 226")
	d.disc(k.accent, 200, 204, 10)
}

func frame(d *pen) {
	k := d.ink
	d.ground(342, 230)
	d.line(k.steelDark, 4, "M140 84L200 44L260 84")
	d.rect(k.woodDark, 88, 80, 224, 256, 8)
	d.rect(k.wood, 96, 88, 208, 240, 6)
	d.rect(k.paper, 110, 102, 180, 212, 3)
	d.rect(k.pale, 128, 120, 144, 176, 2)
	d.disc(k.accent, 228, 168, 24)
	d.fill(k.base, "M128 296V234L172 184L222 240L246 216L272 244V296Z")
	d.fill(k.dark, "M128 296V262Q164 236 200 262T272 258V296Z")
}

func vase(d *pen) {
	k := d.ink
	d.ground(338, 170)
	d.line(k.leafDark, 6, "M200 176C198 120 176 92 152 76M200 176C204 110 232 90 250 82M200 176V64")
	d.disc(k.accent, 150, 76, 22)
	d.disc(k.accentDark, 150, 76, 8)
	d.disc(k.accent, 252, 84, 19)
	d.disc(k.accentDark, 252, 84, 7)
	d.disc(k.paper, 200, 58, 21)
	d.disc("#f2b632", 200, 58, 8)
	d.fill(k.base, "M166 168H234C230 196 282 220 282 264C282 306 256 334 200 334S118 306 118 264C118 220 170 196 166 168Z")
	d.fill(shadow, "M220 168H234C230 196 282 220 282 264C282 306 256 334 200 334C270 290 244 220 220 168Z")
	d.line(k.light, 9, "M124 252Q200 282 276 252")
	d.rect(k.dark, 158, 160, 84, 18, 9)
}

func plant(d *pen) {
	k := d.ink
	d.ground(340, 180)
	d.line(k.leafDark, 7, "M200 236V120M200 220C180 180 150 160 128 154M200 214C222 178 250 162 272 158")
	d.mirrored(func() {
		d.fill(k.leaf, "M196 210C150 214 100 190 88 142C138 138 186 160 196 210Z")
		d.fill(k.leafDark, "M196 166C160 160 134 126 138 84C176 94 200 126 196 166Z")
	})
	d.fill(k.leaf, "M200 150C174 124 176 78 200 52C224 78 226 124 200 150Z")
	d.fill(k.base, "M126 244H274L256 322Q254 334 242 334H158Q146 334 144 322Z")
	d.fill(shadow, "M232 244H274L256 322Q254 334 242 334H220Z")
	d.rect(k.dark, 114, 222, 172, 32, 10)
}

func gardenTool(d *pen) {
	k := d.ink
	d.ground(336, 250)
	d.turned(20, 150, 200, func() {
		d.line(k.wood, 18, "M150 60V170")
		d.rect(k.base, 134, 52, 32, 76, 16)
		d.fill(k.steelDark, "M112 180Q112 166 126 166H174Q188 166 188 180V240C188 290 150 322 150 322S112 290 112 240Z")
		d.fill(k.steel, "M112 180Q112 166 126 166H150V322S112 290 112 240Z")
	})
	d.turned(-20, 262, 200, func() {
		d.line(k.wood, 18, "M262 60V200")
		d.rect(k.base, 246, 52, 32, 76, 16)
		d.line(k.steelDark, 12, "M226 320V236Q226 210 262 210T298 236V320M262 210V324")
		d.rect(k.accent, 250, 184, 24, 24, 6)
	})
}

func wateringCan(d *pen) {
	k := d.ink
	d.ground(324, 280)
	d.line(k.deep, 15, "M176 158C190 70 340 80 306 214")
	d.fill(k.dark, "M160 262L84 154L62 166L146 300Z")
	d.turned(-32, 70, 152, func() { d.rect(k.accent, 36, 138, 72, 24, 8) })
	d.line("#7ab8dc", 6, "M46 188l-8 18M62 206l-8 18M36 222l-8 18")
	d.fill(k.base, "M146 156H294L306 302Q306 316 292 316H148Q134 316 134 302Z")
	d.fill(shadow, "M250 156H294L306 302Q306 316 292 316H256Z")
	d.oval(k.deep, 220, 158, 74, 14)
	d.rect(gloss, 158, 196, 13, 82, 6)
}

func hammer(d *pen) {
	k := d.ink
	d.ground(334, 230)
	d.turned(36, 200, 200, func() {
		d.rect(k.wood, 184, 118, 32, 130, 8)
		d.rect(k.base, 178, 218, 44, 132, 18)
		d.line(k.dark, 6, "M186 250h28M186 270h28M186 290h28M186 310h28")
		d.fill(k.steelDark, "M120 74C160 58 190 62 226 66V122H176C160 104 140 96 106 104C104 92 108 80 120 74Z")
		d.rect(k.steel, 222, 70, 28, 48, 4)
		d.rect(k.steelDark, 248, 60, 38, 68, 10)
	})
	d.disc(k.accent, 108, 296, 13)
	d.disc(k.accent, 300, 306, 9)
}
