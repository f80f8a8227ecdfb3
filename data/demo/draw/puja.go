package draw

func incense(d *pen) {
	k := d.ink
	d.ground(320, 300)
	d.line(`#ffffff" stroke-opacity=".8`, 7, "M152 108q-24 -18 -6 -40t-8 -38M206 96q-20 -16 -2 -34t-6 -34M262 108q24 -18 4 -40t6 -36")
	d.line(k.wood, 5, "M200 280L152 180M200 280L206 170M200 280L262 180")
	d.line(k.base, 10, "M170 218L152 116M203 222L206 104M230 222L262 116")
	d.disc("#f0772b", 152, 116, 6)
	d.disc("#f0772b", 206, 104, 6)
	d.disc("#f0772b", 262, 116, 6)
	d.fill(k.accent, "M96 262H304C300 296 262 314 200 314S100 296 96 262Z")
	d.oval(k.accentDark, 200, 262, 104, 18)
	d.oval(k.woodDark, 200, 262, 82, 11)
}

func diya(d *pen) {
	k := d.ink
	d.ground(316, 270)
	d.disc(`#ffdf85" fill-opacity=".55`, 254, 140, 66)
	d.fill("#f39c2d", "M256 78C290 122 290 172 256 178C222 172 222 122 256 78Z")
	d.fill("#ffe28a", "M256 122C274 146 272 172 256 174C240 172 238 146 256 122Z")
	d.fill(k.base, "M66 196C110 178 250 178 330 190C322 252 270 300 194 300S84 258 66 196Z")
	d.fill(k.dark, "M66 196C110 178 250 178 330 190C270 222 120 224 66 196Z")
	d.fill("#e0a030", "M92 198C140 188 240 186 302 192C250 212 140 214 92 198Z")
	d.line(k.paper, 6, "M256 176L232 198")
	for i := range 5 {
		d.disc(k.accent, 126+float64(i)*36, 244+[]float64{-4, 8, 13, 8, -6}[i], 9)
	}
	d.rect(k.dark, 150, 292, 92, 18, 9)
}
