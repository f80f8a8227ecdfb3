package index

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
)

// columns holds of every product what can be filtered, counted and sorted by: one slice per
// field, one place per product. Texts are numbers in tables, so that a test of a product
// compares integers. Callers synchronise.
type columns struct {
	ids      []data.ProductID
	live     []bool // active and not deleted
	category []uint32
	brand    []uint32
	rating   []float32
	reviews  []int32
	created  []data.Time
	attrs    [][]uint32 // attribute values
	variants [][]variant

	place      map[data.ProductID]int32
	categories table // paths
	brands     table
	values     valueTable
	counts     []keyCount // by key
}

// variant is what can be bought, as far as filters look at it.
type variant struct {
	price    data.Money
	sellable bool
	options  []uint32 // option values
}

// keyCount says how products use an attribute or option key.
type keyCount struct {
	attribute int // products that have it as an attribute
	many      int // of those, with two values or more
	option    int // products that have it as an option
	numeric   int // products with a numeric value of it
}

func newColumns() *columns {
	c := &columns{place: map[data.ProductID]int32{}, categories: newTable(), brands: newTable(), values: newValueTable()}
	c.categories.id("") // number 0: no category, no brand
	c.brands.id("")
	return c
}

// put adds a product or replaces it.
func (c *columns) put(p *data.Product) {
	r, ok := c.place[p.ID]
	if !ok {
		r = c.grow(p.ID)
	}
	if c.live[r] {
		c.count(r, -1)
	}
	c.live[r] = p.Active
	c.category[r] = c.categories.id(p.Category)
	c.brand[r] = c.brands.id(p.Brand)
	c.rating[r], c.reviews[r], c.created[r] = float32(p.Rating), int32(p.Reviews), p.Created
	c.attrs[r] = c.attributeValues(p)
	c.variants[r] = c.variantsOf(p)
	if p.Active {
		c.count(r, 1)
	}
}

func (c *columns) grow(id data.ProductID) int32 {
	r := int32(len(c.ids))
	c.place[id] = r
	c.ids = append(c.ids, id)
	c.live = append(c.live, false)
	c.category, c.brand = append(c.category, 0), append(c.brand, 0)
	c.rating, c.reviews, c.created = append(c.rating, 0), append(c.reviews, 0), append(c.created, 0)
	c.attrs, c.variants = append(c.attrs, nil), append(c.variants, nil)
	return r
}

// remove takes a product out; its place stays empty until the next rebuild.
func (c *columns) remove(id data.ProductID) {
	if r, ok := c.place[id]; ok && c.live[r] {
		c.count(r, -1)
		c.live[r] = false
	}
}

func (c *columns) attributeValues(p *data.Product) []uint32 {
	if len(p.Attributes) == 0 && len(p.Tags) == 0 {
		return nil
	}
	out := make([]uint32, 0, len(p.Attributes)+len(p.Tags))
	for key, v := range p.Attributes {
		if v.Numeric {
			out = append(out, c.values.number(key, v.Number))
			continue
		}
		for _, t := range v.Texts {
			out = appendValue(out, c.values.text(key, t))
		}
	}
	if _, own := p.Attributes[tagsKey]; !own {
		for _, t := range p.Tags {
			out = appendValue(out, c.values.text(tagsKey, t))
		}
	}
	slices.Sort(out)
	return out
}

// tagsKey is the key under which a product's tags can be asked for.
const tagsKey = "tags"

func appendValue(list []uint32, v uint32) []uint32 {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

func (c *columns) variantsOf(p *data.Product) []variant {
	out := make([]variant, len(p.Variants))
	for i := range p.Variants {
		v := &p.Variants[i]
		out[i] = variant{price: v.Price, sellable: v.Sellable()}
		for _, o := range v.Options {
			out[i].options = append(out[i].options, c.values.text(data.OptionKey(o.Name), o.Value))
		}
	}
	return out
}

// count adds the product at a place to the key counts, or takes it off with sign -1.
func (c *columns) count(r int32, sign int) {
	for len(c.counts) < len(c.values.keys.texts) {
		c.counts = append(c.counts, keyCount{})
	}
	for i, id := range c.attrs[r] {
		v := &c.values.list[id]
		k := &c.counts[v.key]
		switch c.earlier(c.attrs[r][:i], v.key) {
		case 0:
			k.attribute += sign
			if v.numeric {
				k.numeric += sign
			}
		case 1:
			k.many += sign
		}
	}
	var keys []uint32
	for i := range c.variants[r] {
		for _, id := range c.variants[r][i].options {
			if key := c.values.list[id].key; !slices.Contains(keys, key) {
				keys = append(keys, key)
				c.counts[key].option += sign
			}
		}
	}
}

// earlier counts the values of a key in a list, up to two.
func (c *columns) earlier(list []uint32, key uint32) int {
	n := 0
	for _, id := range list {
		if c.values.list[id].key == key {
			if n++; n == 2 {
				break
			}
		}
	}
	return n
}

// multi tells whether products usually may have several values of a key at once. A stray
// product with two materials does not make every wish for one of two materials a wish for both.
func (c *columns) multi(key uint32) bool {
	if int(key) >= len(c.counts) {
		return false
	}
	k := c.counts[key]
	return k.many > 0 && k.many*20 >= k.attribute
}

// liveCount is the number of active products.
func (c *columns) liveCount() int {
	n := 0
	for _, l := range c.live {
		if l {
			n++
		}
	}
	return n
}

// table numbers texts compared without case and keeps their first spelling.
type table struct {
	numbers map[string]uint32 // by the text in lower case
	texts   []string          // as first spelt
}

func newTable() table { return table{numbers: map[string]uint32{}} }

func (t *table) id(text string) uint32 {
	low := strings.ToLower(strings.TrimSpace(text))
	n, ok := t.numbers[low]
	if !ok {
		n = uint32(len(t.texts))
		t.numbers[low] = n
		t.texts = append(t.texts, strings.TrimSpace(text))
	}
	return n
}

// find is the number of a text, false when no product ever had it.
func (t *table) find(text string) (uint32, bool) {
	n, ok := t.numbers[strings.ToLower(text)]
	return n, ok
}

// valueTable numbers the values of options and attributes.
type valueTable struct {
	keys    table
	list    []value
	numbers map[valueKey]uint32
}

type valueKey struct {
	key  uint32
	text string // lower case
}

// value is one value of one key.
type value struct {
	key     uint32
	text    string  // as first spelt
	number  float64 // what the text says when it is a plain number, else NaN
	numeric bool    // it was given as a number
}

func newValueTable() valueTable {
	return valueTable{keys: newTable(), numbers: map[valueKey]uint32{}}
}

func (t *valueTable) text(key, text string) uint32 {
	return t.id(t.keys.id(key), strings.TrimSpace(text), false)
}

func (t *valueTable) number(key string, n float64) uint32 {
	return t.id(t.keys.id(key), data.Number(n).String(), true)
}

func (t *valueTable) id(key uint32, text string, numeric bool) uint32 {
	k := valueKey{key, strings.ToLower(text)}
	n, ok := t.numbers[k]
	if !ok {
		n = uint32(len(t.list))
		t.numbers[k] = n
		t.list = append(t.list, value{key: key, text: text, number: plainNumber(text), numeric: numeric})
	}
	return n
}

// find is the number of a value, false when no product ever had it.
func (t *valueTable) find(key uint32, text string) (uint32, bool) {
	n, ok := t.numbers[valueKey{key, strings.ToLower(text)}]
	return n, ok
}

func plainNumber(text string) float64 {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(n, 0) {
		return math.NaN()
	}
	return n
}
