package draw

func fruit(d *pen) {
	k := d.ink
	d.ground(320, 210)
	d.line(k.woodDark, 9, "M202 130C200 104 206 90 218 78")
	d.fill(k.leaf, "M210 112C224 78 264 68 292 80C280 112 244 126 210 112Z")
	d.fill(k.base, "M200 130C236 106 312 118 308 200C306 266 256 318 226 316C212 314 208 310 200 310S188 314 174 316C144 318 94 266 92 200C88 118 164 106 200 130Z")
	d.fill(k.dark, "M262 118C290 126 310 150 308 200C306 266 256 318 226 316C212 314 208 310 200 310C270 282 290 190 262 118Z")
	d.fill(k.light, "M126 146C150 130 160 140 148 154C130 172 122 196 122 214C106 196 108 160 126 146Z")
	d.oval(k.deep, 201, 134, 26, 8)
}

func banana(d *pen) {
	k := d.ink
	d.ground(320, 250)
	d.fill(k.dark, "M292 84C312 190 250 300 118 300C100 300 92 284 104 276C190 262 250 200 266 92Z")
	d.fill(k.base, "M288 82C292 180 220 270 96 270C76 268 74 250 88 244C170 236 236 180 262 88Z")
	d.fill(k.light, "M280 92C272 168 206 236 94 250C84 252 80 248 88 244C170 236 236 180 262 88Z")
	d.fill("#7d5b2c", "M258 62L290 58L294 92L262 96Z")
	d.disc("#7d5b2c", 84, 258, 11)
	d.disc("#7d5b2c", 108, 288, 10)
}

func grapes(d *pen) {
	k := d.ink
	d.ground(338, 170)
	d.line(k.woodDark, 9, "M200 118C200 92 208 76 222 62")
	d.fill(k.leaf, "M200 110C160 116 132 96 124 66C164 56 200 76 200 110Z")
	for row, n := range []int{4, 5, 4, 3, 2, 1} {
		for i := range n {
			x, y := 200+(float64(i)-float64(n-1)/2)*44, 136+float64(row)*36
			d.disc([]string{k.base, k.dark}[(row+i)%2], x, y, 25)
			d.disc(gloss, x-8, y-9, 6)
		}
	}
}

func leafy(d *pen) {
	k := d.ink
	d.ground(334, 200)
	for i, a := range []float64{-42, -22, 22, 42, 0} {
		c := []string{k.dark, k.base, k.base, k.dark, k.light}[i]
		d.turned(a, 200, 290, func() {
			d.fill(c, "M200 250C140 220 138 110 200 66C262 110 260 220 200 250Z")
			d.line(k.pale, 5, "M200 300V110M200 200l-26 -22M200 200l26 -22M200 160l-20 -18M200 160l20 -18")
		})
	}
	d.fill(k.pale, "M176 262H224L218 332H182Z")
	d.rect(k.accent, 164, 268, 72, 24, 10)
}

func carrot(d *pen) {
	k := d.ink
	d.ground(336, 220)
	d.turned(34, 200, 200, func() {
		for _, a := range []float64{-24, 0, 24} {
			d.turned(a, 200, 128, func() { d.fill(k.leaf, "M200 128C176 100 178 60 200 30C222 60 224 100 200 128Z") })
		}
		d.line(k.leafDark, 4, "M200 124V58")
		d.fill(k.base, "M146 142C150 108 250 108 254 142C252 220 222 330 200 360C178 330 148 220 146 142Z")
		d.fill(k.dark, "M232 120C246 124 254 132 254 142C252 220 222 330 200 360C226 280 238 200 232 120Z")
		d.line(k.dark, 5, "M150 170h34M158 216h26M214 196h30M174 264h20M208 244h22")
	})
}

func tubers(d *pen) {
	k := d.ink
	d.ground(318, 300)
	d.fill(k.dark, "M84 236C66 190 104 150 152 156C206 160 226 204 212 246C196 296 104 296 84 236Z")
	d.fill(k.base, "M84 230C70 186 106 150 150 156C198 160 216 202 204 240C188 282 102 284 84 230Z")
	d.disc(k.dark, 122, 196, 5)
	d.disc(k.dark, 160, 222, 5)
	d.disc(k.dark, 128, 242, 4)
	d.line(k.deep, 6, "M260 136C256 112 262 98 270 84M260 136C266 118 276 108 288 100")
	d.fill(k.base, "M260 128C272 156 334 172 334 232C334 280 304 308 260 308S186 280 186 232C186 172 248 156 260 128Z")
	d.fill(k.dark, "M262 128C276 156 334 172 334 232C334 280 304 308 260 308C310 270 298 180 262 128Z")
	d.line(k.light, 6, "M252 150C224 180 212 210 214 258M260 160C252 210 250 250 256 296")
}

func chilli(d *pen) {
	k := d.ink
	d.ground(322, 260)
	for i := range 2 {
		dx, dy := float64(i)*-34, float64(i)*44
		d.fill([]string{k.dark, k.base}[i], path("M%g %gc24 -18 56 -2 52 34c-12 92 -110 134 -206 138c-16 0 -18 -14 -4 -18c78 -26 128 -72 158 -154z", 270+dx, 104+dy))
		d.line(k.light, 8, path("M%g %gc-14 50 -58 86 -104 106", 290+dx, 142+dy))
		d.fill(k.leafDark, path("M%g %gc-4 -26 50 -34 66 -2l-6 16c-22 -14 -40 -14 -60 -14z", 264+dx, 112+dy))
		d.line(k.leafDark, 11, path("M%g %gc4 -20 14 -28 30 -32", 298+dx, 98+dy))
	}
}

func vegetable(d *pen) {
	k := d.ink
	d.ground(330, 190)
	d.turned(-16, 200, 200, func() {
		d.fill(k.base, "M200 104C256 96 270 150 276 206C284 284 254 330 200 330S116 284 124 206C130 150 144 96 200 104Z")
		d.fill(k.dark, "M232 106C262 120 271 160 276 206C284 284 254 330 200 330C262 290 262 180 232 106Z")
		d.fill(k.light, "M158 150C146 180 142 220 150 254C134 232 134 180 146 152Q152 142 158 150Z")
		d.fill(k.leaf, "M200 86C236 86 260 104 264 134C244 126 234 132 226 152C216 132 208 128 200 128S184 132 174 152C166 132 156 126 136 134C140 104 164 86 200 86Z")
		d.line(k.leafDark, 17, "M200 92C198 74 204 62 214 52")
	})
}
