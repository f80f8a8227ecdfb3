package index

import (
	"shoptalk/data"
)

// columnsMagic names the file format; another number means another format.
const columnsMagic = "shoptalk columns 2\n"

// save writes the columns to a file, with the change up to which they stand.
func (c *columns) save(path string, version int64) error {
	e := &encoder{b: make([]byte, 0, 1<<20)}
	e.int(version)
	for _, t := range []*table{&c.categories, &c.brands, &c.values.keys} {
		e.uint(uint64(len(t.texts)))
		for _, s := range t.texts {
			e.string(s)
		}
	}
	e.uint(uint64(len(c.values.list)))
	for i := range c.values.list {
		v := &c.values.list[i]
		e.uint(uint64(v.key))
		e.string(v.text)
		e.bool(v.numeric)
	}
	e.uint(uint64(len(c.counts)))
	for _, k := range c.counts {
		for _, n := range [...]int{k.attribute, k.many, k.option, k.numeric} {
			e.uint(uint64(n))
		}
	}
	e.uint(uint64(len(c.ids)))
	for r := range c.ids {
		c.encode(e, int32(r))
	}
	return e.save(path, columnsMagic)
}

func (c *columns) encode(e *encoder, r int32) {
	e.int(int64(c.ids[r]))
	e.bool(c.live[r])
	e.uint(uint64(c.category[r]))
	e.uint(uint64(c.brand[r]))
	e.float(float64(c.rating[r]))
	e.int(int64(c.reviews[r]))
	e.int(int64(c.created[r]))
	e.numbers(c.attrs[r])
	e.uint(uint64(len(c.variants[r])))
	for _, v := range c.variants[r] {
		e.int(int64(v.price))
		e.bool(v.sellable)
		e.numbers(v.options)
	}
}

// loadColumns reads columns back. Any damage is an error.
func loadColumns(path string) (c *columns, version int64, err error) {
	d, err := load(path, columnsMagic)
	if err != nil {
		return nil, 0, err
	}
	c = &columns{place: map[data.ProductID]int32{}, values: valueTable{numbers: map[valueKey]uint32{}}}
	version = d.int()
	for _, t := range []*table{&c.categories, &c.brands, &c.values.keys} {
		*t = newTable()
		for range d.size() {
			t.id(d.string())
		}
	}
	for range d.size() {
		key := uint32(d.uint())
		text := d.string()
		c.values.id(key, text, d.bool())
	}
	c.counts = make([]keyCount, d.size())
	for i := range c.counts {
		c.counts[i] = keyCount{int(d.uint()), int(d.uint()), int(d.uint()), int(d.uint())}
	}
	n := d.size()
	c.place = make(map[data.ProductID]int32, n)
	arena := make([]uint32, 0, 1<<16)
	for range n {
		c.decode(d, &arena)
	}
	if d.err == nil && (len(d.b) > 0 || !c.sound()) {
		d.err = errTorn
	}
	if d.err != nil {
		return nil, 0, d.err
	}
	return c, version, nil
}

func (c *columns) decode(d *decoder, arena *[]uint32) {
	r := c.grow(data.ProductID(d.int()))
	c.live[r] = d.bool()
	c.category[r], c.brand[r] = uint32(d.uint()), uint32(d.uint())
	c.rating[r] = float32(d.float())
	c.reviews[r], c.created[r] = int32(d.int()), data.Time(d.int())
	c.attrs[r] = d.numbers(arena)
	if n := d.size(); n > 0 {
		c.variants[r] = make([]variant, n)
	}
	for i := range c.variants[r] {
		v := &c.variants[r][i]
		v.price, v.sellable = data.Money(d.int()), d.bool()
		v.options = d.numbers(arena)
	}
}

// sound checks that every number points into its table.
func (c *columns) sound() bool {
	for r := range c.ids {
		if int(c.category[r]) >= len(c.categories.texts) || int(c.brand[r]) >= len(c.brands.texts) || !c.known(c.attrs[r]) {
			return false
		}
		for _, v := range c.variants[r] {
			if !c.known(v.options) {
				return false
			}
		}
	}
	return true
}

func (c *columns) known(ids []uint32) bool {
	for _, id := range ids {
		if int(id) >= len(c.values.list) || int(c.values.list[id].key) >= len(c.values.keys.texts) {
			return false
		}
	}
	return true
}
