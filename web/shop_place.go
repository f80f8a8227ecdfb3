package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"shoptalk/index"
)

// place is a list of products as its address asks for it, and makes the addresses of the
// lists beside it. Adding a condition keeps the words as typed; taking one away spells the
// whole search out, since the words may say what is to go.
type place struct {
	path  string            // "/search" or "/c/shoes"
	asked url.Values        // of the address, without the page
	state index.Constraints // what the address and its words mean together
	fixed string            // the category the path stands for; empty on /search
}

// newPlace makes the place of a request that was understood as a state.
func newPlace(u *url.URL, state index.Constraints, fixed string) place {
	asked := u.Query()
	for key := range asked {
		if slices.Contains([]string{"page", "size", "facets", "explain", "session"}, key) {
			asked.Del(key)
		}
	}
	return place{path: u.EscapedPath(), asked: asked, state: state, fixed: fixed}
}

// at writes an address.
func (p place) at(v url.Values) string {
	if len(v) == 0 {
		return p.path
	}
	return p.path + "?" + v.Encode()
}

// set is the place where a key has these values instead of those it has.
func (p place) set(key string, values ...string) string {
	if len(values) == 0 {
		v := p.spelled()
		v.Del(key)
		return p.at(v)
	}
	v := maps.Clone(p.asked)
	v[key] = values
	return p.at(v)
}

// toggle adds a value to a key, or takes it away.
func (p place) toggle(key, value string) string {
	values := p.spelled()[key]
	if i := slices.Index(values, value); i >= 0 {
		v := p.spelled()
		if v[key] = slices.Delete(slices.Clone(values), i, i+1); len(v[key]) == 0 {
			delete(v, key)
		}
		return p.at(v)
	}
	return p.set(key, append(slices.Clone(values), value)...)
}

// drop is the place without some keys.
func (p place) drop(keys ...string) string {
	v := p.spelled()
	for _, k := range keys {
		v.Del(k)
	}
	return p.at(v)
}

// page is another page of the same place.
func (p place) page(n int) string {
	v := maps.Clone(p.asked)
	if n > 1 {
		v.Set("page", fmt.Sprint(n))
	}
	return p.at(v)
}

// spelled is the state as parameters; the words left over are q.
func (p place) spelled() url.Values {
	v := parameters(p.state)
	if p.fixed != "" && len(v["category"]) == 1 && v.Get("category") == p.fixed {
		v.Del("category")
	}
	return v
}

// parameters writes constraints as the query of an address, as searchRequest reads it.
func parameters(c index.Constraints) url.Values {
	v := url.Values{}
	var keys map[string]any
	b, err := json.Marshal(c)
	if err == nil {
		err = json.Unmarshal(b, &keys)
	}
	if err != nil { // bounds that are no numbers cannot come from an address
		return v
	}
	addParameters(v, "", keys)
	if text := v.Get("text"); text != "" {
		v.Set("q", text)
	}
	v.Del("text")
	return v
}

func addParameters(v url.Values, prefix string, keys map[string]any) {
	for key, value := range keys {
		switch value := value.(type) {
		case map[string]any:
			addParameters(v, key+".", value)
		case []any:
			for _, one := range value {
				v.Add(prefix+key, fmt.Sprint(one))
			}
		default:
			v.Set(prefix+key, strings.TrimSuffix(fmt.Sprint(value), ".0"))
		}
	}
}
