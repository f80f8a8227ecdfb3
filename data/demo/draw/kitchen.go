package draw

func pan(d *pen) {
	k := d.ink
	d.ground(306, 300)
	d.turned(-14, 160, 210, func() {
		d.rect(k.wood, 254, 196, 112, 28, 14)
		d.rect(k.steelDark, 236, 202, 30, 16, 4)
		d.disc(k.paper, 350, 210, 6)
	})
	d.oval(k.dark, 160, 226, 114, 76)
	d.oval(k.base, 160, 214, 114, 76)
	d.oval(k.deep, 160, 214, 98, 62)
	d.fill("#fdf6e6", "M116 214C110 186 148 178 166 188C190 176 216 196 206 220C212 246 172 250 158 242C138 250 112 240 116 214Z")
	d.disc("#f2b632", 160, 214, 21)
	d.oval(gloss, 153, 207, 8, 5)
}

func pot(d *pen) {
	k := d.ink
	d.ground(318, 270)
	d.mirrored(func() { d.line(k.deep, 14, "M92 196C62 196 62 232 90 232") })
	d.fill(k.base, "M84 168H316V262Q316 312 266 312H134Q84 312 84 262Z")
	d.fill(shadow, "M252 168H316V262Q316 312 266 312H236C252 280 256 220 252 168Z")
	d.rect(gloss, 106, 190, 14, 76, 7)
	d.fill(k.light, "M96 158C104 126 150 112 200 112S296 126 304 158Z")
	d.rect(k.dark, 76, 152, 248, 24, 12)
	d.rect(k.accent, 178, 88, 44, 24, 10)
	d.line(k.steelDark, 4, "M172 70q-8 -12 0 -24t0 -24M228 70q-8 -12 0 -24t0 -24")
}

func knife(d *pen) {
	k := d.ink
	d.ground(326, 250)
	d.rect(k.wood, 76, 244, 248, 74, 16)
	d.rect(k.woodDark, 76, 300, 248, 18, 9)
	d.disc(k.back, 298, 272, 9)
	d.turned(-18, 200, 180, func() {
		d.fill(k.steel, "M64 168C60 150 70 144 86 146L232 158V204H120C90 204 70 190 64 168Z")
		d.fill(k.paper, "M64 168C70 190 90 204 120 204H232V192H124C98 192 76 186 64 168Z")
		d.rect(k.steelDark, 230, 152, 18, 58, 4)
		d.rect(k.base, 246, 156, 106, 44, 16)
		d.disc(k.accent, 272, 178, 6)
		d.disc(k.accent, 300, 178, 6)
		d.disc(k.accent, 328, 178, 6)
	})
}

func mug(d *pen) {
	k := d.ink
	d.ground(320, 230)
	d.line(k.dark, 22, "M268 174C338 164 338 270 262 264")
	d.fill(k.base, "M98 140H278V262Q278 314 226 314H150Q98 314 98 262Z")
	d.fill(shadow, "M238 140H278V262Q278 314 226 314H204C232 272 242 210 238 140Z")
	d.oval(k.light, 188, 140, 90, 22)
	d.oval("#6b4630", 188, 142, 76, 15)
	d.rect(gloss, 114, 178, 12, 84, 6)
	d.mark(182, 232, 24)
	d.line(k.steelDark, 5, "M160 104q-10 -14 0 -28t0 -28M204 104q-10 -14 0 -28t0 -28")
}

func plate(d *pen) {
	k := d.ink
	d.ground(322, 260)
	d.oval(k.accentDark, 200, 296, 124, 26)
	d.oval(k.accent, 200, 288, 124, 26)
	d.oval(k.accentDark, 200, 284, 88, 15)
	d.fill(k.base, "M86 158H314C314 238 268 282 200 282S86 238 86 158Z")
	d.fill(shadow, "M270 158H314C314 238 268 282 200 282C250 254 270 214 270 158Z")
	d.oval(k.light, 200, 158, 114, 30)
	d.oval(k.deep, 200, 160, 98, 22)
	d.line(k.accent, 7, "M96 204C120 224 280 224 304 204")
}

func glass(d *pen) {
	k := d.ink
	d.ground(340, 150)
	d.line(k.steel, 11, "M200 218V322")
	d.oval(k.steel, 200, 328, 58, 11)
	d.fill(`#ffffff" fill-opacity=".6`, "M136 70H264C272 150 258 222 200 222S128 150 136 70Z")
	d.fill(k.accent, "M132 126H268C264 182 246 214 200 214S136 182 132 126Z")
	d.oval(k.accentDark, 200, 126, 68, 12)
	d.oval(`#ffffff" fill-opacity=".75`, 200, 70, 64, 11)
	d.line(gloss, 9, "M150 92C148 140 156 170 168 186")
}

func kettle(d *pen) {
	k := d.ink
	d.ground(332, 240)
	d.line(k.ink, 16, "M258 132C350 110 350 250 284 262")
	d.fill(k.dark, "M128 188L70 138L58 150L104 250Z")
	d.fill(k.base, "M144 120H256C286 190 296 250 294 306Q294 320 280 320H120Q106 320 106 306C104 250 114 190 144 120Z")
	d.fill(shadow, "M228 120H256C286 190 296 250 294 306Q294 320 280 320H246C256 250 250 180 228 120Z")
	d.rect(k.ink, 138, 104, 124, 22, 11)
	d.disc(k.accent, 200, 94, 15)
	d.rect(gloss, 136, 180, 14, 92, 7)
	d.rect(k.ink, 100, 314, 200, 18, 9)
}

func coffeeMaker(d *pen) {
	k := d.ink
	d.ground(340, 240)
	d.rect(k.base, 106, 66, 188, 66, 18)
	d.rect(k.dark, 244, 110, 50, 220, 8)
	d.rect(k.base, 96, 304, 208, 30, 12)
	d.rect(k.accent, 126, 86, 40, 26, 7)
	d.disc(k.paper, 200, 99, 9)
	d.disc(k.light, 226, 99, 9)
	d.fill(k.ink, "M146 132H206L194 160H158Z")
	d.line("#6b4630", 7, "M176 160V200")
	d.line(k.steel, 12, "M224 206C252 206 252 262 222 262")
	d.fill(`#ffffff" fill-opacity=".7`, "M124 186H228L224 292Q222 304 210 304H142Q130 304 128 292Z")
	d.fill("#6b4630", "M126 232H226L224 290Q222 304 210 304H142Q130 304 128 290Z")
	d.rect(k.ink, 122, 180, 108, 14, 6)
}

func blender(d *pen) {
	k := d.ink
	d.ground(346, 190)
	d.line(k.steelDark, 13, "M262 112C304 112 304 196 256 196")
	d.fill(`#ffffff" fill-opacity=".65`, "M126 92H274L250 244H150Z")
	d.fill(k.accent, "M134 140H266L250 244H150Z")
	d.disc(k.accentDark, 180, 180, 14)
	d.disc(k.paper, 218, 206, 9)
	d.disc(k.accentDark, 222, 166, 10)
	d.rect(k.deep, 122, 74, 156, 24, 10)
	d.rect(k.deep, 180, 56, 40, 22, 8)
	d.fill(k.base, "M146 244H254L284 324Q286 340 270 340H130Q114 340 116 324Z")
	d.disc(k.paper, 200, 298, 19)
	d.line(k.ink, 6, "M200 298V284")
	d.line(gloss, 9, "M150 112L164 220")
}

func toaster(d *pen) {
	k := d.ink
	d.ground(318, 290)
	for _, x := range []float64{118, 206} {
		d.rect("#a8713c", x, 92, 76, 100, 22)
		d.rect("#e8bd82", x+8, 100, 60, 90, 16)
	}
	d.rect(k.base, 66, 150, 268, 158, 42)
	d.fill(shadow, "M66 250H334V266Q334 308 292 308H108Q66 308 66 266Z")
	d.rect(k.deep, 100, 150, 200, 14, 7)
	d.rect(gloss, 86, 186, 14, 70, 7)
	d.rect(k.ink, 302, 196, 40, 16, 8)
	d.disc(k.accent, 200, 246, 20)
	d.line(k.paper, 6, "M200 246L210 234")
	d.line(k.ink, 12, "M108 310h28M264 310h28")
}
