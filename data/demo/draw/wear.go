package draw

func shoe(d *pen) {
	k := d.ink
	d.ground(318, 290)
	d.fill(k.base, "M70 276C64 236 66 200 76 176C94 190 128 190 144 172C160 168 172 172 180 182C204 212 240 226 278 234C314 241 334 252 336 280Z")
	d.fill(k.dark, "M70 276C64 236 66 200 76 176C84 183 96 187 108 187C98 212 100 246 112 278Z")
	d.fill(k.light, "M262 279C262 254 272 240 292 237C320 243 334 256 336 280Z")
	d.fill(k.accent, "M126 279C146 250 172 232 204 222L220 228C190 240 168 256 156 279Z")
	for i := range 3 {
		x := float64(i) * 24
		d.line(k.paper, 7, path("M%g %gL%g %g", 166+x, 206+x*.62, 190+x, 186+x*.66))
	}
	d.line(k.deep, 6, "M78 178C96 190 126 190 143 174")
	d.fill(k.paper, "M62 272H338C344 288 338 306 320 306H84C68 306 60 292 62 272Z")
	d.fill(shadow, "M62 290H340C338 300 332 306 320 306H84C72 306 64 300 62 290Z")
}

func boot(d *pen) {
	k := d.ink
	d.ground(326, 270)
	d.fill(k.base, "M112 92H214L218 192C230 214 262 222 292 232C314 240 324 256 324 284H104C102 220 116 170 112 92Z")
	d.fill(k.dark, "M112 92H142C146 170 132 220 136 284H104C102 220 116 170 112 92Z")
	d.fill(k.light, "M252 284C252 256 264 238 284 230C314 240 324 256 324 284Z")
	d.rect(k.accent, 104, 82, 120, 26, 13)
	for i := range 4 {
		y := 132 + float64(i)*24
		d.line(k.paper, 6, path("M176 %gL216 %g", y+6, y-4))
	}
	d.fill(k.ink, "M98 280H330V300Q330 316 314 316H286L280 308H170L164 316H98Z")
	d.line(k.steel, 5, "M106 284H322")
}

func sandal(d *pen) {
	k := d.ink
	d.ground(318, 280)
	for _, x := range []float64{134, 266} {
		d.fill(k.dark, path("M%g 96C%g 96 %g 150 %g 210C%g 280 %g 314 %g 314C%g 314 %g 280 %g 210C%g 150 %g 96 %g 96Z",
			x, x+52, x+58, x+48, x+46, x+40, x, x-40, x-46, x-48, x-58, x-52, x))
		d.fill(k.pale, path("M%g 108C%g 108 %g 152 %g 210C%g 274 %g 302 %g 302C%g 302 %g 274 %g 210C%g 152 %g 108 %g 108Z",
			x, x+40, x+46, x+37, x+35, x+30, x, x-30, x-35, x-37, x-46, x-40, x))
		d.line(k.base, 22, path("M%g 196C%g 168 %g 150 %g 142C%g 150 %g 168 %g 196", x-46, x-34, x-12, x, x+12, x+34, x+46))
		d.disc(k.accent, x, 146, 11)
	}
}

func jacket(d *pen) {
	k := d.ink
	d.ground(338, 210)
	d.mirrored(func() {
		d.fill(k.dark, "M150 92C112 100 96 118 88 152L68 272Q66 288 82 290L104 292Q114 292 116 280L138 186Z")
	})
	d.mirrored(func() {
		d.fill(k.base, "M200 104L150 90C130 98 120 112 120 130V314Q120 326 132 326H200Z")
	})
	d.fill(shadow, "M200 110V326H268Q280 326 280 314V130C280 122 278 114 273 108Z")
	d.fill(k.accent, "M150 92Q150 66 176 66H224Q250 66 250 92L226 128L200 112L174 128Z")
	d.fill(k.accentDark, "M168 92Q200 112 232 92Q224 78 200 78T168 92Z")
	d.line(k.paper, 6, "M200 114V324")
	d.mirrored(func() { d.line(k.deep, 7, "M138 250L168 226") })
	d.rect(k.paper, 196, 150, 8, 20, 4)
}

func shirt(d *pen) {
	k := d.ink
	d.ground(334, 190)
	d.mirrored(func() {
		d.fill(k.dark, "M150 88C120 96 104 108 94 128L66 188Q62 198 72 202L108 218Q116 220 120 212L136 178Z")
	})
	d.fill(k.base, "M150 86C166 112 234 112 250 86C268 92 280 100 284 116V310Q284 322 272 322H128Q116 322 116 310V116C120 100 132 92 150 86Z")
	d.fill(shadow, "M284 116V310Q284 322 272 322H236C262 262 266 170 268 98C276 102 282 108 284 116Z")
	d.line(k.deep, 9, "M150 88C166 116 234 116 250 88")
	switch d.pick(11, 3) {
	case 0:
		d.rect(k.accent, 116, 178, 168, 22, 0)
		d.rect(k.accent, 116, 214, 168, 8, 0)
	case 1:
		d.mark(200, 190, 24)
	default:
		d.rect(k.light, 214, 158, 42, 46, 7)
		d.line(k.deep, 4, "M214 170H256")
	}
}

func sweater(d *pen) {
	k := d.ink
	d.ground(334, 210)
	d.mirrored(func() {
		d.fill(k.dark, "M150 96C116 102 98 118 90 150L66 276Q64 290 78 292L104 294L134 190Z")
		d.line(k.deep, 14, "M73 285L102 289")
	})
	d.fill(k.base, "M148 92C166 116 234 116 252 92C270 98 282 110 282 132V312H118V132C118 110 130 98 148 92Z")
	d.fill(k.accent, "M118 168H282V214H118Z")
	for i := range 5 {
		x := 134 + float64(i)*33
		d.fill(k.paper, path("M%g 191l12 -13l12 13l-12 13z", x-12))
	}
	d.line(k.deep, 15, "M150 96C168 122 232 122 250 96")
	d.rect(k.deep, 118, 306, 164, 20, 8)
}

func dress(d *pen) {
	k := d.ink
	d.ground(346, 220)
	d.mirrored(func() { d.line(k.dark, 12, "M166 128L172 62") })
	d.fill(k.base, "M158 112C176 128 224 128 242 112L248 190C272 240 296 286 304 328Q252 348 200 344T96 328C104 286 128 240 152 190Z")
	d.fill(k.dark, "M212 196C226 246 238 296 240 342C266 340 288 336 304 328C296 286 272 240 248 190Z")
	d.fill(k.light, "M176 200C160 250 148 296 144 340L118 334C128 286 146 236 158 200Z")
	d.rect(k.accent, 150, 180, 100, 20, 8)
	d.fill(k.accentDark, "M186 180h28v20h-28z")
	d.line(k.accent, 6, "M100 320Q150 338 200 336T300 320")
}

func trousers(d *pen) {
	k := d.ink
	d.ground(342, 190)
	d.fill(k.base, "M126 74H274L290 322Q290 334 278 334H228Q218 334 216 322L200 176L184 322Q182 334 172 334H122Q110 334 110 322Z")
	d.fill(shadow, "M240 74H274L290 322Q290 334 278 334H250Z")
	d.rect(k.dark, 124, 66, 152, 28, 7)
	d.rect(k.accent, 190, 68, 20, 24, 5)
	d.line(k.dark, 5, "M200 96V172")
	d.mirrored(func() {
		d.line(k.dark, 5, "M124 128Q156 124 160 96")
		d.line(k.light, 10, "M116 318H178")
	})
}

func hat(d *pen) {
	k := d.ink
	d.ground(296, 250)
	d.fill(k.dark, "M190 246C260 232 330 246 346 272C352 286 340 290 326 286C284 274 236 274 190 280Z")
	d.fill(k.base, "M76 270C64 170 120 108 188 108C256 108 290 160 288 250C220 244 140 250 76 270Z")
	d.fill(k.light, "M76 270C64 190 96 134 148 115C118 160 112 210 124 259C106 262 90 265 76 270Z")
	d.line(k.dark, 5, "M188 110C232 140 246 190 246 247")
	d.disc(k.accent, 188, 106, 12)
	d.mark(180, 198, 22)
}

func beanie(d *pen) {
	k := d.ink
	d.ground(318, 210)
	d.disc(k.accent, 200, 94, 36)
	d.disc(gloss, 190, 84, 14)
	d.fill(k.base, "M104 250C100 160 140 116 200 116S300 160 296 250Z")
	d.fill(k.accent, "M106 214C108 200 110 190 114 180H286C290 190 292 200 294 214Z")
	d.line(k.paper, 7, "M118 204l16 -14l17 14l16 -14l17 14l16 -14l17 14l16 -14l17 14l16 -14l16 14")
	d.rect(k.dark, 90, 240, 220, 66, 24)
	for i := range 7 {
		d.line(k.base, 6, path("M%g 254V292", 118+float64(i)*27.4))
	}
}

func scarf(d *pen) {
	k := d.ink
	d.ground(334, 170)
	d.fill(k.dark, "M228 190L270 314L218 326L196 200Z")
	d.fill(k.base, "M150 190L132 316L190 322L214 196Z")
	d.fill(k.base, "M110 120C120 84 280 84 290 120C300 166 276 206 200 208S100 166 110 120Z")
	d.fill(k.deep, "M142 120C160 102 240 102 258 120C252 138 226 146 200 146S148 138 142 120Z")
	d.line(k.accent, 11, "M143 250L201 255M140 276L198 281M222 256L251 248M228 280L260 272")
	d.line(k.dark, 7, "M140 318v14M156 320v14M172 321v14M184 322v14")
	d.rect(k.light, 150, 172, 64, 42, 20)
}

func gloves(d *pen) {
	k := d.ink
	d.ground(330, 240)
	d.mirrored(func() {
		d.turned(-8, 130, 200, func() {
			d.fill(k.base, "M84 262V150C84 92 170 92 170 150V190C176 176 196 168 204 182C212 198 190 226 172 246V262Z")
			d.fill(k.light, "M100 250V152C100 130 112 118 124 118C114 140 114 200 116 250Z")
			d.rect(k.accent, 78, 256, 100, 58, 16)
			d.line(k.accentDark, 5, "M98 270v30M118 270v30M138 270v30M158 270v30")
		})
	})
}

func socks(d *pen) {
	k := d.ink
	d.ground(334, 230)
	for i, c := range []string{k.dark, k.base} {
		x := 62 - float64(i)*66
		d.fill(c, path("M%g 76h74v142c4 20 46 30 62 56c14 26-6 52-34 52c-44 0-102-38-102-92z", 128+x))
		d.fill(k.accent, path("M%g 76h74v34h-74z", 128+x))
		d.line(k.accentDark, 5, path("M%g 82v22m18 -22v22m18 -22v22", 147+x))
		d.fill(k.accent, path("M%g 262c8 4 16 8 20 12c14 26-6 52-34 52c-12 0-24-3-36-8c30-6 48-26 50-56z", 244+x))
		d.line(k.paper, 7, path("M%g 150h72m-72 20h72", 129+x))
	}
}

func belt(d *pen) {
	k := d.ink
	d.ground(322, 250)
	d.ring(k.dark, 44, 200, 200, 92)
	d.ring(k.base, 36, 200, 196, 92)
	d.turned(0, 200, 200, func() { d.line(k.light, 4, "M122 150A92 92 0 0 1 278 150") })
	d.rect(k.steelDark, 148, 252, 96, 74, 12)
	d.rect(k.base, 162, 266, 128, 46, 8)
	d.line(k.steel, 9, "M156 289H206")
	d.disc(k.deep, 224, 289, 5)
	d.disc(k.deep, 246, 289, 5)
	d.disc(k.deep, 268, 289, 5)
}

func glasses(d *pen) {
	k := d.ink
	d.ground(288, 260)
	d.mirrored(func() {
		d.line(k.dark, 13, "M84 158L64 134")
		d.fill(k.base, "M72 154C92 140 158 140 178 156C186 164 186 196 178 224C164 262 104 262 90 226C80 200 66 172 72 154Z")
		d.fill(k.accentDark, "M86 164C102 154 154 154 166 164C170 178 168 200 162 218C152 244 114 244 104 218C96 196 86 180 86 164Z")
	})
	d.line(k.base, 14, "M174 172Q200 152 226 172")
	d.line(gloss, 12, "M110 178L134 222M242 178L266 222")
}

func jewellery(d *pen) {
	k := d.ink
	d.ground(336, 170)
	d.ring(k.base, 26, 200, 238, 84)
	d.ring(k.light, 7, 200, 238, 90)
	d.fill(k.dark, "M164 146h72l14 22l-50 14l-50 -14z")
	d.fill(k.accent, "M148 104l24 -30h56l24 30l-52 62z")
	d.fill(k.accentDark, "M174 104h52l-26 62z")
	d.fill(gloss, "M148 104l24 -30h28l-26 30z")
	d.line(k.paper, 6, "M284 92v28M270 106h28M106 138v20M96 148h20")
}

func watch(d *pen) {
	k := d.ink
	d.ground(352, 120)
	d.fill(k.dark, "M160 60Q160 48 172 48H228Q240 48 240 60L252 140H148Z")
	d.fill(k.base, "M148 258H252L240 338Q240 350 228 350H172Q160 350 160 338Z")
	d.line(k.light, 5, "M170 72h60M172 88h56M170 326h60M172 310h56")
	d.rect(k.steelDark, 284, 188, 18, 24, 6)
	d.disc(k.steelDark, 200, 200, 92)
	d.disc(k.ink, 200, 200, 82)
	d.disc(k.paper, 200, 200, 70)
	d.line(k.steelDark, 6, "M200 140v10M200 250v10M140 200h10M250 200h10")
	d.line(k.ink, 9, "M200 200V160")
	d.line(k.ink, 7, "M200 200L230 216")
	d.line(k.accent, 4, "M188 220L224 154")
	d.disc(k.accent, 200, 200, 8)
}

func bag(d *pen) {
	k := d.ink
	d.ground(330, 250)
	d.line(k.deep, 15, "M142 176C142 70 258 70 258 176")
	d.fill(k.base, "M104 156H296L316 304Q318 322 300 322H100Q82 322 84 304Z")
	d.fill(shadow, "M250 156H296L316 304Q318 322 300 322H264Z")
	d.fill(k.light, "M104 156H296L299 182H101Z")
	d.line(k.accent, 15, "M142 166V204M258 166V204")
	d.disc(k.paper, 142, 204, 6)
	d.disc(k.paper, 258, 204, 6)
	d.mark(200, 250, 26)
}

func backpack(d *pen) {
	k := d.ink
	d.ground(336, 230)
	d.line(k.deep, 13, "M176 84C176 50 224 50 224 84")
	d.mirrored(func() { d.rect(k.dark, 82, 206, 52, 106, 22) })
	d.fill(k.base, "M112 172C112 104 142 76 200 76S288 104 288 172V302Q288 328 262 328H138Q112 328 112 302Z")
	d.fill(shadow, "M246 84C274 98 288 126 288 172V302Q288 328 262 328H236C256 250 262 160 246 84Z")
	d.line(k.deep, 6, "M134 160C150 128 250 128 266 160")
	d.rect(k.accent, 140, 206, 120, 96, 22)
	d.fill(k.accentDark, "M140 232v-4q0-22 22-22h76q22 0 22 22v4z")
	d.line(k.paper, 6, "M156 232H244")
	d.rect(k.paper, 226, 232, 8, 22, 4)
	d.mark(200, 150, 15)
}

func suitcase(d *pen) {
	k := d.ink
	d.ground(346, 200)
	d.line(k.steelDark, 10, "M166 120V54H234V120")
	d.rect(k.ink, 134, 322, 26, 22, 8)
	d.rect(k.ink, 240, 322, 26, 22, 8)
	d.rect(k.base, 112, 112, 176, 216, 28)
	d.fill(shadow, "M244 112H260Q288 112 288 140V300Q288 328 260 328H244Z")
	for i := range 4 {
		d.line(k.dark, 8, path("M%g 140V300", 146+float64(i)*36))
	}
	d.rect(k.accent, 112, 204, 176, 24, 0)
	d.rect(k.paper, 184, 196, 32, 40, 8)
	d.rect(k.deep, 172, 98, 56, 16, 8)
}

func wallet(d *pen) {
	k := d.ink
	d.ground(300, 260)
	d.rect(k.leaf, 104, 118, 176, 60, 8)
	d.rect(k.paper, 120, 130, 176, 60, 8)
	d.rect(k.base, 82, 146, 236, 148, 22)
	d.rect(shadow, 82, 250, 236, 44, 22)
	d.fill(k.dark, "M318 190H256Q230 190 230 218T256 246H318Z")
	d.disc(k.accent, 258, 218, 12)
	d.line(k.light, 4, "M98 166H302")
}

func umbrella(d *pen) {
	k := d.ink
	d.ground(344, 130)
	d.line(k.steelDark, 9, "M200 70V190")
	d.line(k.wood, 13, "M200 190V306C200 340 248 340 248 306")
	d.fill(k.base, "M60 214C64 130 126 80 200 80S336 130 340 214C322 194 298 194 270 214C250 192 224 192 200 214C176 192 150 192 130 214C102 194 78 194 60 214Z")
	d.fill(k.dark, "M200 80C236 110 262 150 270 214C298 194 322 194 340 214C336 130 274 80 200 80Z")
	d.fill(k.light, "M200 80C164 110 138 150 130 214C102 194 78 194 60 214C64 130 126 80 200 80Z")
	d.disc(k.accent, 200, 74, 9)
}
