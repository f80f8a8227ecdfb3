package draw

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

var sheet = flag.String("sheet", "", "write a contact sheet of every kind to this HTML file")

// maxBytes is the promised size of a picture.
const maxBytes = 4096

// wellFormed reads the picture as XML to its end and refuses what a picture must not hold.
func wellFormed(t *testing.T, svg []byte) {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
		if el, ok := token.(xml.StartElement); ok {
			checkElement(t, el)
		}
	}
	if len(svg) > maxBytes {
		t.Errorf("%d bytes, more than %d", len(svg), maxBytes)
	}
}

// checkElement allows shapes only: no script, style, link, image, text or handler.
func checkElement(t *testing.T, el xml.StartElement) {
	t.Helper()
	if !slices.Contains([]string{"svg", "title", "g", "path", "rect", "circle", "ellipse"}, el.Name.Local) {
		t.Errorf("element <%s> in a picture", el.Name.Local)
	}
	for _, a := range el.Attr {
		name, value := a.Name.Local, a.Value
		if name != "xmlns" && (strings.Contains(value, ":") || strings.Contains(value, "url(")) || strings.HasPrefix(name, "on") || name == "href" || name == "style" {
			t.Errorf("<%s %s=%q> refers to something outside", el.Name.Local, name, value)
		}
		if strings.Contains(value, "%!") || strings.Contains(value, "NaN") || strings.Contains(value, "Inf") {
			t.Errorf("<%s %s=%q> was badly formatted", el.Name.Local, name, value)
		}
	}
}

func TestEveryKindIsWellFormed(t *testing.T) {
	for _, kind := range Kinds() {
		for seed := uint64(0); seed < 12; seed++ {
			wellFormed(t, SVG(Picture{Kind: kind, Title: "Swift <Runner> & Co", Seed: seed}))
		}
		wellFormed(t, SVG(Picture{Kind: kind, Color: "white", Accent: "navy", Title: strings.Repeat("ä<", 500), Seed: 3}))
		wellFormed(t, SVG(Picture{Kind: kind, Color: "#000000", Seed: 4}))
	}
}

func TestEveryKindHasADrawingAndALabel(t *testing.T) {
	for _, kind := range Kinds() {
		if drawings[kind] == nil {
			t.Errorf("kind %q has no drawing", kind)
		}
		if kinds().byName[kind].label == "" {
			t.Errorf("kind %q has no label", kind)
		}
	}
	if len(Kinds()) != len(drawings) {
		t.Errorf("%d kinds, %d drawings", len(Kinds()), len(drawings))
	}
}

func TestTablesHoldColors(t *testing.T) {
	for name, hex := range colorTable() {
		if !isHex(hex) || name == "" {
			t.Errorf("colors.txt: %q is %q", name, hex)
		}
	}
	for name, hex := range kinds().hints {
		if !isHex(hex) || name == "" {
			t.Errorf("kinds.txt: hint %q is %q", name, hex)
		}
	}
	for kind, entry := range kinds().byName {
		if entry.color != "" && !isHex(entry.color) {
			t.Errorf("kinds.txt: %s is %q", kind, entry.color)
		}
	}
}

func TestSamePictureSameBytes(t *testing.T) {
	p := Picture{Kind: "shoe", Color: "navy", Title: "Swift Runner"}
	if !bytes.Equal(SVG(p), SVG(p)) {
		t.Error("two drawings of the same picture differ")
	}
	for _, other := range []Picture{
		{Kind: "boot", Color: "navy", Title: "Swift Runner"}, {Kind: "shoe", Color: "red", Title: "Swift Runner"},
		{Kind: "shoe", Color: "navy", Title: "Slow Runner"}, {Kind: "shoe", Color: "navy", Title: "Swift Runner", Seed: 9},
		{Kind: "shoe", Color: "navy", Title: "Swift Runner", Accent: "#00ff00"},
	} {
		if bytes.Equal(SVG(p), SVG(other)) {
			t.Errorf("%+v is drawn like %+v", other, p)
		}
	}
}

func TestUnknownKindIsAPackage(t *testing.T) {
	got := SVG(Picture{Kind: "flux capacitor", Title: "X", Seed: 1})
	if want := SVG(Picture{Kind: Generic, Title: "X", Seed: 1}); !bytes.Equal(got, want) {
		t.Errorf("an unknown kind is drawn as\n%s", got)
	}
}

var baseFill = regexp.MustCompile(`fill="(#[0-9a-f]{6})" x="0" y="0"`)

// The thing must stand off from its background whatever its colour, in lightness or hue.
func TestBackgroundKeepsItsDistance(t *testing.T) {
	for name, hex := range colorTable() {
		svg := SVG(Picture{Kind: "mug", Color: name, Seed: 5})
		m := baseFill.FindSubmatch(svg)
		if m == nil {
			t.Fatalf("%s: no background found", name)
		}
		back, base := toLCH(string(m[1])), toLCH(hex)
		if d := back.l - base.l; d < .06 && d > -.08 {
			t.Errorf("%s: lightness %.2f on a background of %.2f", name, base.l, back.l)
		}
	}
}

func TestKindOf(t *testing.T) {
	for _, c := range []struct{ category, title, tags, want string }{
		{"shoes/running", "Swift Runner", "", "shoe"},
		{"shoes/running", "Nimbus Light", "", "shoe"},
		{"bags", "Laptop Backpack with Bottle Pocket", "", "backpack"},
		{"", "Case for iPhone 15", "", "phone"},
		{"", "Coffee Mug", "", "mug"},
		{"", "Rice Cooker 1.8 L", "", "pot"},
		{"", "Men's Waxed Cotton Jacket", "", "jacket"},
		{"", "Set of 6 Wine Glasses", "", "glass"},
		{"", "Polarised Sunglasses", "", "glasses"},
		{"", "Mango Pickle", "", "jar"},
		{"", "Rose Milk Soap", "", "soap"},
		{"groceries/dals", "Everyday Toor", "", "pulses"},
		{"electronics/headphones", "Aurora 700", "", "headphones"},
		{"home & garden/kitchen-knives", "Santoku 7\"", "", "knife"},
		{"", "Aurora 700", "wireless,earbuds", "earbuds"},
		{"", "Trail Light", "", "lamp"},
		{"books/novels", "The Salt Ledger", "", "book"},
		{"outdoor/sleeping-bags", "Driftnest Down Bag", "", "sleepingbag"},
		{"clothing/socks", "Bed Socks Cable Knit", "", "socks"},
		{"household/laundry", "Detergent Bar", "", "soap"},
		{"sports/cycling", "Trail Bike Light", "", "torch"},
		{"phones/accessories", "Phone Charger", "", "charger"},
		{"kitchen/coffee", "Espresso Pier 15", "", "coffeemaker"},
		{"garden/pots", "Round No. 5", "", "plant"},
		{"pets/dogs", "Rope Tug 3-Pack", "", "bone"},
		{"", "", "", Generic},
		{"///", "???", ",", Generic},
		{"", "दूध", "", Generic},
	} {
		if got := KindOf(c.category, c.title, strings.Split(c.tags, ",")); got != c.want {
			t.Errorf("KindOf(%q, %q, %q) = %q, want %q", c.category, c.title, c.tags, got, c.want)
		}
	}
}

func TestColorOf(t *testing.T) {
	for name, want := range map[string]string{
		"Black": "#2a2c31", "Navy Blue": "#27365c", "navy-blue": "#27365c", "Matte Forest Green": "#2f5d43",
		"Black/White": "#2a2c31", "Heather Grey": "#969ba2", "#A1B2C3": "#a1b2c3", " red ": "#cf3b35", "Rose Gold": "#d9a08d",
	} {
		if got, ok := ColorOf(name); got != want || !ok {
			t.Errorf("ColorOf(%q) = %q, %v, want %q", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "10", "XL", "#12345", "#12345g", "Original", "ü"} {
		if got, ok := ColorOf(name); ok {
			t.Errorf("ColorOf(%q) = %q, want none", name, got)
		}
	}
}

func TestColorOfTitle(t *testing.T) {
	for title, want := range map[string]string{"Turmeric Powder": "#e8b92f", "Red Onion": "#9b4468", "Green Mug": "#4c9a51"} {
		if got := baseColor("mug", Picture{Title: title}, 1); got != want {
			t.Errorf("%q is drawn in %s, want %s", title, got, want)
		}
	}
	if got := baseColor("mug", Picture{Title: "Red Onion", Color: "black"}, 1); got != "#2a2c31" {
		t.Errorf("the colour asked for does not win: %s", got)
	}
}

func TestAlt(t *testing.T) {
	for want, p := range map[string]Picture{
		"Swift Runner: drawing of a shoe, blue":    {Kind: "shoe", Color: "Blue", Title: " Swift \n Runner "},
		"Aurora: drawing of a pair of headphones":  {Kind: "headphones", Color: "#123456", Title: "Aurora"},
		"Drawing of a package":                     {},
		"Thing: drawing of a package":              {Kind: "nothing known", Color: "XL", Title: "Thing"},
		"Chinos: drawing of a pair of trousers":    {Kind: "trousers", Color: "size 10", Title: "Chinos"},
		"Pegs: drawing of a package, forest green": {Color: "Forest Green", Title: "Pegs"},
	} {
		if got := Alt(p); got != want {
			t.Errorf("Alt(%+v) = %q, want %q", p, got, want)
		}
	}
}

func FuzzSVG(f *testing.F) {
	f.Add("Swift Runner", "shoes/running", "blue", "trail")
	f.Add(`"><script>alert(1)</script>`, "a/b", "#fff", "]]>")
	f.Add("\x00\xff\u2028&lt;", "", "#00000g", "")
	f.Add(strings.Repeat("&", 4000), "İ/ß", "Black/White", "ﬀ")
	f.Fuzz(func(t *testing.T, title, category, color, tag string) {
		p := Picture{Kind: KindOf(category, title, []string{tag}), Color: color, Accent: tag, Title: title}
		wellFormed(t, SVG(p))
		if drawings[p.Kind] == nil {
			t.Errorf("KindOf gave %q, which has no drawing", p.Kind)
		}
		if utf8.ValidString(title) && !utf8.ValidString(Alt(p)) {
			t.Errorf("Alt broke valid text: %q", Alt(p))
		}
		if hex, ok := ColorOf(color); ok && !isHex(hex) {
			t.Errorf("ColorOf(%q) = %q", color, hex)
		}
	})
}

// TestSheet writes every kind on one page, to be looked at: -sheet /tmp/sheet.html
func TestSheet(t *testing.T) {
	var b strings.Builder
	b.WriteString("<!doctype html><meta charset=utf-8><title>Kinds</title><body style='font:11px sans-serif;display:flex;flex-wrap:wrap;gap:6px'>")
	for i, kind := range Kinds() {
		svg := SVG(Picture{Kind: kind, Seed: uint64(i + 1)})
		fmt.Fprintf(&b, "<figure style='margin:0;width:160px'>%s<figcaption>%s</figcaption></figure>", svg, kind)
	}
	if *sheet == "" {
		return
	}
	if err := os.WriteFile(*sheet, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func ExampleAlt() {
	fmt.Println(Alt(Picture{Kind: KindOf("shoes/running", "Swift Runner", nil), Color: "Blue", Title: "Swift Runner"}))
	// Output: Swift Runner: drawing of a shoe, blue
}
