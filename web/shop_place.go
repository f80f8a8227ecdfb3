package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"

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
		if key != "q" && key != "raw" && slices.Contains(searchKeys, key) {
			asked.Del(key)
		}
	}
	return place{path: u.EscapedPath(), asked: asked, state: state, fixed: fixed}
}

// param is the name of the parameter that asks for a constraint.
func param(key string) string {
	if slices.Contains(searchKeys, key) {
		return "is." + key
	}
	return key
}

// at writes an address.
func (p place) at(v url.Values) string {
	if len(v) == 0 {
		return p.path
	}
	return p.path + "?" + v.Encode()
}

// set is the place where a parameter has these values instead of those it has.
func (p place) set(name string, values ...string) string {
	v := maps.Clone(p.asked)
	v[name] = values
	return p.at(v)
}

// chosen are the values of a constraint.
func (p place) chosen(key string) []string { return p.spelled()[param(key)] }

// toggle adds a value to a constraint, or takes it away.
func (p place) toggle(key, value string) string {
	name, v := param(key), p.spelled()
	i := slices.Index(v[name], value)
	if i < 0 {
		return p.set(name, append(slices.Clone(v[name]), value)...)
	}
	if v[name] = slices.Delete(v[name], i, i+1); len(v[name]) == 0 {
		delete(v, name)
	}
	return p.at(v)
}

// drop is the place without some parameters.
func (p place) drop(names ...string) string {
	v := p.spelled()
	for _, name := range names {
		v.Del(name)
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

// addParameters adds constraints as JSON has them; prefix is "not." for exclusions.
func addParameters(v url.Values, prefix string, keys map[string]any) {
	for key, value := range keys {
		name := param(prefix + key)
		switch value := value.(type) {
		case map[string]any:
			addParameters(v, key+".", value)
		case []any:
			for _, one := range value {
				v.Add(name, fmt.Sprint(one))
			}
		case float64:
			v.Set(name, strconv.FormatFloat(value, 'f', -1, 64))
		default:
			v.Set(name, fmt.Sprint(value))
		}
	}
}
