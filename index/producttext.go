package index

import (
	"strings"

	"shoptalk/data"
	"shoptalk/data/lexicon"
	"shoptalk/index/keyword"
)

// truthValue is what a text says about having something.
type truthValue uint8

const (
	neither truthValue = iota
	yes
	no
)

// truth reads the texts that stand for having and lacking.
func truth(text string) truthValue {
	switch strings.ToLower(text) {
	case "true", "yes", "y":
		return yes
	case "false", "no", "n", "none", "not available", "not supported", "n/a":
		return no
	}
	return neither
}

// keyLabel is the words of a key: "front_camera" gives "front camera".
func keyLabel(key string) string { return strings.ReplaceAll(key, "_", " ") }

// label is the words of a key with a capital: "Front camera".
func label(key string) string { return data.CategoryLabel(strings.ReplaceAll(key, "_", "-")) }

// splitUnit takes the unit off a key: "battery_h" gives "battery" and "h".
func splitUnit(key string) (base, unit string) {
	if u, ok := lexicon.English().UnitOfKey(key); ok {
		return key[:strings.LastIndexByte(key, '_')], u.Symbol
	}
	return key, ""
}

// productTexts lists the texts a product is found by: title, category and brand, what its
// attributes and options say, description.
func productTexts(p *data.Product) [4]string {
	return [4]string{p.Title, kindText(p), attributeText(p), p.Description}
}

func kindText(p *data.Product) string {
	return strings.NewReplacer("/", " ", "-", " ").Replace(p.Category) + " " + p.Brand
}

// attributeText joins what attributes, tags and options say. A feature the product has is
// said by its key, one it lacks not at all.
func attributeText(p *data.Product) string {
	var b strings.Builder
	for _, key := range p.Attributes.Keys() {
		for _, t := range p.Attributes[key].Texts {
			switch truth(t) {
			case yes:
				sentence(&b, keyLabel(key))
			case neither:
				sentence(&b, t)
			}
		}
	}
	for _, t := range p.Tags {
		sentence(&b, t)
	}
	seen := map[string]bool{}
	for i := range p.Variants {
		for _, o := range p.Variants[i].Options {
			if !seen[o.Value] {
				seen[o.Value] = true
				sentence(&b, o.Value)
			}
		}
	}
	return b.String()
}

// sentence appends a text so that no word of it joins those around it.
func sentence(b *strings.Builder, text string) {
	b.WriteString(text)
	b.WriteString(" ; ")
}

// document is what the keyword index holds of a product.
func (s stemmer) document(p *data.Product) keyword.Doc {
	d := keyword.Doc{ID: int64(p.ID)}
	texts := productTexts(p)
	for f, text := range map[keyword.Field]string{
		keyword.Title: texts[0], keyword.Kind: texts[1], keyword.Attributes: texts[2], keyword.Description: texts[3],
	} {
		var b strings.Builder
		s.fieldText(&b, text)
		if f == keyword.Attributes {
			s.codes(&b, p)
		}
		d.Fields[f] = b.String()
	}
	d.Fields[keyword.Raw] = rawTitle(p.Title)
	return d
}

// codes appends SKUs and barcodes, each as one word.
func (s stemmer) codes(b *strings.Builder, p *data.Product) {
	for i := range p.Variants {
		v := &p.Variants[i]
		if !v.MadeSKU && v.SKU != "" {
			s.put(b, codeWord(v.SKU))
		}
		if v.Barcode != "" {
			s.put(b, codeWord(v.Barcode))
		}
	}
}

// codeWord is a code as a query's words give it: folded, without hyphens.
func codeWord(code string) string {
	var b strings.Builder
	for _, t := range lexicon.Tokens(code) {
		if t.Kind != lexicon.Symbol {
			b.WriteString(t.Norm)
		}
	}
	return b.String()
}

func rawTitle(title string) string {
	var out []string
	for _, w := range words(title) {
		if !w.negated {
			out = append(out, w.norm)
		}
	}
	return strings.Join(out, " ")
}
