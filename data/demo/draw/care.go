package draw

func tube(d *pen) {
	k := d.ink
	d.ground(344, 150)
	d.fill(k.base, "M134 64H266L252 286H148Z")
	d.rect(k.dark, 128, 54, 144, 26, 6)
	d.line(k.light, 3, "M142 58v18M160 58v18M178 58v18M196 58v18M214 58v18M232 58v18M250 58v18")
	d.fill(shadow, "M236 80H265L252 286H226Z")
	d.rect(k.paper, 154, 128, 92, 104, 8)
	d.mark(200, 166, 22)
	d.line(k.steel, 6, "M174 204h52M184 218h32")
	d.rect(k.accent, 154, 286, 92, 52, 10)
	d.line(k.accentDark, 4, "M172 296v32M190 296v32M208 296v32M226 296v32")
}

func soap(d *pen) {
	k := d.ink
	d.ground(312, 280)
	d.rect(k.accentDark, 70, 270, 260, 34, 17)
	d.rect(k.accent, 70, 262, 260, 30, 15)
	d.rect(k.dark, 92, 164, 216, 106, 44)
	d.rect(k.base, 92, 152, 216, 104, 44)
	d.rect(k.light, 116, 170, 168, 66, 30)
	d.mark(200, 203, 22)
	d.disc(`#ffffff" fill-opacity=".8`, 118, 136, 24)
	d.disc(`#ffffff" fill-opacity=".7`, 152, 112, 15)
	d.disc(`#ffffff" fill-opacity=".8`, 284, 124, 19)
	d.disc(`#ffffff" fill-opacity=".6`, 258, 92, 11)
}

func pumpBottle(d *pen) {
	k := d.ink
	d.ground(346, 170)
	d.line(k.accentDark, 13, "M200 110V70H152Q144 70 144 84")
	d.rect(k.accent, 172, 58, 60, 24, 10)
	d.rect(k.accent, 160, 100, 80, 34, 8)
	d.fill(k.base, "M152 134H248C272 144 280 162 280 184V314Q280 340 254 340H146Q120 340 120 314V184C120 162 128 144 152 134Z")
	d.fill(shadow, "M236 134H248C272 144 280 162 280 184V314Q280 340 254 340H234C250 280 252 190 236 134Z")
	d.rect(k.paper, 142, 196, 116, 104, 10)
	d.mark(200, 234, 22)
	d.line(k.steel, 6, "M170 274h60M182 288h36")
}

func spray(d *pen) {
	k := d.ink
	d.ground(346, 160)
	d.line(`#ffffff" stroke-opacity=".85`, 5, "M102 70l-28 -10M100 88h-32M102 106l-28 10")
	d.fill(k.accent, "M116 68H210Q248 68 252 104V128H178V104H116Z")
	d.line(k.accentDark, 12, "M160 106C158 130 148 142 136 150")
	d.rect(k.accentDark, 176, 122, 70, 30, 6)
	d.fill(k.base, "M178 150H244C244 186 280 200 280 238V316Q280 340 256 340H154Q130 340 130 316V238C130 200 178 190 178 150Z")
	d.fill(shadow, "M232 150H244C244 186 280 200 280 238V316Q280 340 256 340H236C256 270 252 200 232 150Z")
	d.rect(k.paper, 150, 238, 110, 72, 8)
	d.mark(205, 274, 21)
}

func detergent(d *pen) {
	k := d.ink
	d.ground(342, 220)
	d.rect(k.accent, 142, 60, 76, 54, 10)
	d.line(k.accentDark, 4, "M158 70v34M174 70v34M190 70v34M204 70v34")
	d.fill(k.base, "M140 110H222C290 112 302 150 302 200V310Q302 336 276 336H126Q98 336 98 308V190C98 150 126 146 140 110Z")
	d.fill(k.back, "M244 152C270 156 274 178 272 220Q270 234 258 232T246 216C248 192 244 180 238 168Q234 152 244 152Z")
	d.fill(shadow, "M98 284H302V310Q302 336 276 336H126Q98 336 98 308Z")
	d.rect(k.paper, 118, 192, 112, 92, 16)
	d.mark(174, 238, 28)
}

func perfume(d *pen) {
	k := d.ink
	d.ground(334, 210)
	d.rect(k.accentDark, 168, 70, 64, 62, 8)
	d.rect(k.steelDark, 178, 130, 44, 26, 4)
	d.rect(k.dark, 108, 152, 184, 176, 24)
	d.rect(k.base, 108, 152, 184, 168, 24)
	d.rect(`#ffffff" fill-opacity=".28`, 124, 168, 152, 136, 14)
	d.fill(k.light, "M124 220H276V290Q276 304 262 304H138Q124 304 124 290Z")
	d.rect(k.paper, 158, 204, 84, 60, 5)
	d.mark(200, 234, 18)
	d.rect(gloss, 130, 176, 12, 90, 6)
}

func serum(d *pen) {
	k := d.ink
	d.ground(344, 150)
	d.fill("#3a3f49", "M182 44Q182 34 200 34T218 44V92H182Z")
	d.rect(k.accent, 168, 88, 64, 42, 8)
	d.line(k.accentDark, 4, "M182 96v26M200 96v26M218 96v26")
	d.fill(k.base, "M172 130H228C262 142 266 158 266 184V316Q266 338 244 338H156Q134 338 134 316V184C134 158 138 142 172 130Z")
	d.fill(shadow, "M218 130H228C262 142 266 158 266 184V316Q266 338 244 338H222C240 280 240 190 218 130Z")
	d.rect(k.paper, 148, 206, 104, 96, 6)
	d.fill(k.accent, "M200 222C216 246 222 254 222 266C222 280 212 288 200 288S178 280 178 266C178 254 184 246 200 222Z")
	d.rect(gloss, 146, 168, 10, 34, 5)
}

func lipstick(d *pen) {
	k := d.ink
	d.ground(342, 220)
	d.fill(k.base, "M128 196V116C128 100 160 74 184 70V196Z")
	d.fill(k.dark, "M184 70V196H164V86Z")
	d.rect("#d2a73f", 120, 190, 72, 54, 5)
	d.rect(k.ink, 108, 238, 96, 98, 8)
	d.rect(gloss, 120, 250, 9, 74, 4)
	d.rect(k.ink, 226, 172, 84, 164, 8)
	d.rect("#d2a73f", 226, 306, 84, 12, 0)
	d.rect(gloss, 238, 186, 9, 108, 4)
}

func toothbrush(d *pen) {
	k := d.ink
	d.ground(330, 240)
	d.turned(-36, 200, 200, func() {
		d.rect(k.base, 44, 196, 316, 24, 12)
		d.rect(k.light, 180, 190, 140, 36, 18)
		d.line(k.accent, 7, "M210 208h80")
		for i := range 7 {
			c := k.paper
			if i%2 == 1 {
				c = k.accent
			}
			d.rect(c, 56+float64(i)*13, 158, 11, 42, 4)
		}
	})
	d.disc(`#ffffff" fill-opacity=".85`, 268, 112, 20)
	d.disc(`#ffffff" fill-opacity=".7`, 302, 142, 12)
	d.disc(`#ffffff" fill-opacity=".7`, 250, 76, 10)
}

func hairbrush(d *pen) {
	k := d.ink
	d.ground(336, 220)
	d.turned(24, 200, 200, func() {
		d.rect(k.dark, 182, 218, 36, 128, 18)
		d.oval(k.base, 200, 140, 66, 102)
		d.oval(k.accent, 200, 140, 50, 84)
		for i := range 5 {
			for j := range 3 {
				d.disc(k.paper, 174+float64(j)*26, 88+float64(i)*26, 5)
			}
		}
		d.line(gloss, 7, "M146 120C148 90 160 66 174 54")
		d.disc(k.back, 200, 326, 6)
	})
}

func pills(d *pen) {
	k := d.ink
	d.ground(336, 240)
	d.rect(k.accent, 116, 72, 136, 52, 12)
	d.line(k.accentDark, 4, "M138 82v32M160 82v32M184 82v32M208 82v32M230 82v32")
	d.rect(k.base, 104, 122, 160, 208, 26)
	d.rect(k.paper, 104, 172, 160, 104, 0)
	d.mark(184, 222, 28)
	d.fill(shadow, "M232 122H238Q264 122 264 148V304Q264 330 238 330H224C238 260 240 190 232 122Z")
	d.turned(-30, 304, 304, func() {
		d.rect(k.paper, 266, 290, 76, 34, 17)
		d.fill(k.accent, "M283 290H304V324H283A17 17 0 0 1 283 290Z")
	})
}
