package index

import (
	"shoptalk/data"
)

// Spelling gives a value of a brand, option or attribute as the catalog spells it: "HP" for
// brand "hp". False for a value no product has, and while the index is being made.
func (x *Index) Spelling(key, value string) (string, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.gen == nil {
		return "", false
	}
	return x.gen.cols.spelling(data.OptionKey(key), value)
}

func (c *columns) spelling(key, value string) (string, bool) {
	if key == "brand" {
		n, ok := c.brands.find(value)
		if !ok || n == 0 {
			return "", false
		}
		return c.brands.texts[n], true
	}
	k, ok := c.values.keys.find(key)
	if !ok {
		return "", false
	}
	n, ok := c.values.find(k, value)
	if !ok {
		return "", false
	}
	return c.values.list[n].text, true
}
