package draw

func box(d *pen) {
	k := d.ink
	d.ground(326, 290)
	d.fill(k.light, "M200 98L338 148L200 200L62 148Z")
	d.fill(k.base, "M62 148L200 200V330L62 274Z")
	d.fill(k.dark, "M338 148L200 200V330L338 274Z")
	d.fill(k.accent, "M122 120L262 172V218L238 227V181L98 129Z")
	d.mark(128, 232, 22)
}

func parcel(d *pen) {
	k := d.ink
	d.ground(336, 240)
	d.rect(k.base, 98, 96, 204, 232, 18)
	d.fill(shadow, "M246 96H284Q302 96 302 114V310Q302 328 284 328H246Z")
	d.rect(k.light, 98, 96, 204, 40, 18)
	d.fill(k.dark, "M98 130H302V140H98Z")
	d.rect(k.deep, 170, 70, 60, 30, 12)
	d.rect(k.base, 182, 80, 36, 12, 6)
	d.rect(k.paper, 132, 168, 136, 110, 12)
	d.mark(200, 216, 30)
	d.line(k.steel, 6, "M172 260h56")
}
