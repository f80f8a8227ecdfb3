package draw

import (
	"fmt"
	"strings"
)

// pen writes shapes in the order they lie on each other. Coordinates are in the picture's
// 400 units; a fill or stroke is a colour of its inks.
type pen struct {
	b    strings.Builder
	ink  inks
	seed uint64
}

// Shades that lie over any colour.
const (
	shadow = `#1b1e28" fill-opacity=".14`
	gloss  = `#fff" fill-opacity=".32`
)

// pick gives a number below n, the same for the same seed; salt tells choices apart.
func (d *pen) pick(salt uint64, n int) int {
	return int(mix(d.seed+salt*0x9e3779b97f4a7c15) % uint64(n))
}

// mix spreads the bits of a number (the finaliser of splitmix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// fill writes a filled path.
func (d *pen) fill(color, path string) { fmt.Fprintf(&d.b, `<path fill="%s" d="%s"/>`, color, path) }

// line writes a stroked path with round ends.
func (d *pen) line(color string, width float64, path string) {
	fmt.Fprintf(&d.b, `<path fill="none" stroke="%s" stroke-width="%g" stroke-linecap="round" stroke-linejoin="round" d="%s"/>`, color, width, path)
}

// rect writes a rectangle with rounded corners.
func (d *pen) rect(color string, x, y, w, h, round float64) {
	fmt.Fprintf(&d.b, `<rect fill="%s" x="%g" y="%g" width="%g" height="%g" rx="%g"/>`, color, x, y, w, h, round)
}

// disc writes a circle.
func (d *pen) disc(color string, x, y, r float64) {
	fmt.Fprintf(&d.b, `<circle fill="%s" cx="%g" cy="%g" r="%g"/>`, color, x, y, r)
}

// ring writes the outline of a circle.
func (d *pen) ring(color string, width, x, y, r float64) {
	fmt.Fprintf(&d.b, `<circle fill="none" stroke="%s" stroke-width="%g" cx="%g" cy="%g" r="%g"/>`, color, width, x, y, r)
}

// oval writes an ellipse.
func (d *pen) oval(color string, x, y, rx, ry float64) {
	fmt.Fprintf(&d.b, `<ellipse fill="%s" cx="%g" cy="%g" rx="%g" ry="%g"/>`, color, x, y, rx, ry)
}

// leaning writes an ellipse turned by degrees around its middle.
func (d *pen) leaning(color string, x, y, rx, ry float64, degrees int) {
	fmt.Fprintf(&d.b, `<ellipse fill="%s" cx="%g" cy="%g" rx="%g" ry="%g" transform="rotate(%d %g %g)"/>`, color, x, y, rx, ry, degrees, x, y)
}

// turned draws what is inside turned by degrees around a point.
func (d *pen) turned(degrees, x, y float64, inside func()) {
	fmt.Fprintf(&d.b, `<g transform="rotate(%g %g %g)">`, degrees, x, y)
	inside()
	d.b.WriteString("</g>")
}

// mirrored draws what is inside twice: as it is, and mirrored at the vertical middle line.
func (d *pen) mirrored(inside func()) {
	inside()
	d.b.WriteString(`<g transform="matrix(-1 0 0 1 400 0)">`)
	inside()
	d.b.WriteString("</g>")
}

// ground lays the soft shadow a thing stands on, w wide at height y.
func (d *pen) ground(y, w float64) { d.oval(shadow, 200, y, w/2, w/22+4) }

// backdrop paints the soft background every picture shares, a little different by seed.
func (d *pen) backdrop() {
	d.rect(d.ink.back, 0, 0, 400, 400, 0)
	x := 150 + float64(d.pick(1, 101))
	y := 165 + float64(d.pick(2, 51))
	d.disc(d.ink.halo, x, y, 138+float64(d.pick(3, 22)))
	dx := 46 + float64(d.pick(4, 40))
	if d.pick(5, 2) == 1 {
		dx = 400 - dx
	}
	d.disc(d.ink.halo, dx, 48+float64(d.pick(6, 60)), 9+float64(d.pick(7, 12)))
}

// mark draws the emblem of an invented brand, of radius r, on a label.
func (d *pen) mark(x, y, r float64) {
	a := d.ink.accent
	switch d.pick(8, 4) {
	case 0:
		d.disc(a, x, y, r)
		d.disc(d.ink.paper, x+r*.35, y-r*.3, r*.55)
	case 1:
		d.fill(a, fmt.Sprintf("M%g %gq%g %g %g %gq%g %g %g %gz", x-r, y+r*.8, 0.0, -r*1.8, r*2, -r*1.8, 0.0, r*1.8, -r*2, r*1.8))
	case 2:
		d.fill(a, fmt.Sprintf("M%g %gl%g %gh%gzm%g 0l%g %gh%gz", x-r*.4, y-r, r, r*1.8, -r*2, r, r, r*1.8, -r*1.2))
	default:
		d.ring(a, r*.42, x, y, r*.72)
		d.disc(a, x, y, r*.3)
	}
}

// path fills numbers into a path.
func path(format string, numbers ...any) string { return fmt.Sprintf(format, numbers...) }
