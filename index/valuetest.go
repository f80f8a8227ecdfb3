package index

// holding says where a product has a key.
type holding uint8

const (
	holdsNothing holding = iota
	holdsAttribute
	holdsOption
)

// holds tells where the product at a place has a key; options win over attributes.
func (c *columns) holds(r int32, key uint32) holding {
	for i := range c.variants[r] {
		for _, id := range c.variants[r][i].options {
			if c.values.list[id].key == key {
				return holdsOption
			}
		}
	}
	for _, id := range c.attrs[r] {
		if c.values.list[id].key == key {
			return holdsAttribute
		}
	}
	return holdsNothing
}

// product tests a wish on a product as a whole. OnVariants says that the key is an option
// of it, which choose tests on each variant.
func (t *valueTest) product(c *columns, r int32) (onVariants, ok bool) {
	if t.never {
		return false, false
	}
	if t.key < uint32(len(c.counts)) && c.counts[t.key].option > 0 && c.holds(r, t.key) == holdsOption {
		return true, true
	}
	return false, t.attribute(c, r)
}

// attribute tests the attribute values of a product.
func (t *valueTest) attribute(c *columns, r int32) bool {
	if t.never {
		return false
	}
	if t.bounds != nil {
		for _, id := range c.attrs[r] {
			if v := &c.values.list[id]; v.key == t.key && t.bounds.has(v.number) {
				return true
			}
		}
		return false
	}
	if t.all && t.short {
		return false
	}
	hits := 0
	for _, want := range t.ids {
		for _, id := range c.attrs[r] {
			if id == want {
				hits++
				break
			}
		}
	}
	return hits == len(t.ids) || hits > 0 && !t.all
}

// variant tests the options of a variant; one has one value of a key, so any will do.
func (t *valueTest) variant(c *columns, v *variant) bool {
	if t.never {
		return false
	}
	for _, id := range v.options {
		if t.bounds != nil {
			if x := &c.values.list[id]; x.key == t.key && t.bounds.has(x.number) {
				return true
			}
			continue
		}
		for _, want := range t.ids {
			if id == want {
				return true
			}
		}
	}
	return false
}

// has tells whether a number lies within the bounds; NaN never does.
func (b *Bounds) has(n float64) bool {
	return n == n && (b.Min == nil || n >= *b.Min) && (b.Max == nil || n <= *b.Max)
}
