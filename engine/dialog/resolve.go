package dialog

import (
	"cmp"
	"slices"

	"shoptalk/engine/nlu"
)

// resolve finds the products a part points at, by handle, in the order said. beyond is set
// when an ordinal points past the list.
func (s *State) resolve(p *nlu.Part) (targets []string, pick *nlu.Comparative, beyond bool) {
	for _, r := range p.Refs {
		var found []string
		switch r.Kind {
		case nlu.RefOrdinal:
			h, ok := s.ordinal(r.N)
			beyond = beyond || !ok
			if ok {
				found = []string{h}
			}
		case nlu.RefFirst:
			found = s.handles(r.N)
		case nlu.RefIt:
			if ref := s.it(); ref != "" {
				found = []string{ref}
			}
		case nlu.RefThem:
			found = s.them()
		case nlu.RefOther:
			found = s.other()
		case nlu.RefSuper:
			var h string
			if h, pick = s.super(p.Compare); h != "" {
				found = []string{h}
			}
		case nlu.RefProduct:
			found = []string{r.Handle}
		}
		for _, h := range found {
			if !slices.Contains(targets, h) {
				targets = append(targets, h)
			}
		}
	}
	return targets, pick, beyond
}

// ordinal is the nth product shown; -1 is the last.
func (s *State) ordinal(n int) (string, bool) {
	if n < 0 {
		n = len(s.Shown) + 1 + n
	}
	if n < 1 || n > len(s.Shown) {
		return "", false
	}
	return s.Shown[n-1].Handle, true
}

func (s *State) handles(n int) []string {
	n = max(0, min(n, len(s.Shown)))
	out := make([]string, n)
	for i := range n {
		out[i] = s.Shown[i].Handle
	}
	return out
}

// it is the product in focus, else the only one shown, else the first of a list.
func (s *State) it() string {
	if ref := s.reference(); ref != nil {
		return ref.Handle
	}
	return ""
}

// maxCompared is how many products fit side by side.
const maxCompared = 4

// them is what was compared last, else the head of the list shown.
func (s *State) them() []string {
	if len(s.Compared) > 0 {
		return s.Compared
	}
	return s.handles(maxCompared)
}

// other is the one of two that is not in focus.
func (s *State) other() []string {
	two := s.Compared
	if len(two) != 2 {
		two = s.handles(2)
	}
	for _, h := range two {
		if len(two) == 2 && s.Focus != nil && h != s.Focus.Handle {
			return []string{h}
		}
	}
	return nil
}

// super is the best of the list by price or rating; other keys are left to the engine as a pick.
func (s *State) super(c *nlu.Comparative) (string, *nlu.Comparative) {
	list := s.Shown
	if len(s.Compared) > 0 {
		list = nil
		for _, h := range s.Compared {
			if p, ok := s.shownAt(h); ok {
				list = append(list, p)
			}
		}
	}
	if c == nil || len(list) == 0 {
		return "", nil
	}
	by := func(a, b Shown) int { return cmp.Compare(a.Price, b.Price) }
	switch c.Key {
	case "price":
	case "rating":
		by = func(a, b Shown) int { return cmp.Compare(a.Rating, b.Rating) }
	default:
		return "", c
	}
	best := list[0]
	for _, p := range list[1:] {
		d := by(p, best)
		if best.Gone != p.Gone { // what can be bought comes first
			d = map[bool]int{best.Gone: 1, p.Gone: -1}[c.More]
		}
		if c.More && d > 0 || !c.More && d < 0 {
			best = p
		}
	}
	return best.Handle, nil
}
