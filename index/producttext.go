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

// productTexts lists the texts a product is found by: what it is called, what kind of thing
// it is and by whom, what its attributes and options say, and its description with what it is
// for.
func productTexts(p *data.Product) [4]string {
	title, purpose := splitPurpose(p.Title)
	return [4]string{title, kindText(p), attributeText(p), p.Description + " ; " + purpose}
}

// splitPurpose cuts a title before what the thing is for: a "case for iPhone" is a case, and
// no iPhone.
func splitPurpose(title string) (name, purpose string) {
	for i := 1; i+5 < len(title); i++ {
		if title[i] == ' ' && strings.EqualFold(title[i:i+5], " for ") {
			return title[:i], title[i+5:]
		}
	}
	return title, ""
}

// kindKeys are attributes that say what kind of thing a product is.
var kindKeys = [...]string{"product_type", "type", "kind", "google_product_category"}

// kindText joins category, type and brand.
func kindText(p *data.Product) string {
	var b strings.Builder
	sentence(&b, strings.NewReplacer("/", " ; ", "-", " ").Replace(p.Category))
	for _, key := range kindKeys {
		for _, t := range p.Attributes[key].Texts {
			sentence(&b, t)
		}
	}
	b.WriteString(p.Brand)
	return b.String()
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
	for i, f := range [...]keyword.Field{keyword.Title, keyword.Kind, keyword.Attributes, keyword.Description} {
		var b strings.Builder
		s.fieldText(&b, texts[i])
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
