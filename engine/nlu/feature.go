package nlu

// hash is FNV-1a, continued over pieces of a feature.
type hash uint32

const hashStart hash = 2166136261

func (h hash) text(s string) hash {
	for i := range len(s) {
		h = (h ^ hash(s[i])) * 16777619
	}
	return h
}

func (h hash) bucket() uint32 { return uint32(h^h>>15) % buckets }

// features appends what the model sees of a run of spans: words, pairs of words and the
// character 4-grams of words; in place of brands, prices and the like their class.
func (s *scan) features(out []uint32, from, to int) []uint32 {
	var room [96]string
	units := room[:0]
	end := 0
	for k := from; k < to; k++ {
		sp := &s.spans[k]
		if tag := tagOf(sp); tag != "" {
			out = append(out, hashStart.text(tag).bucket())
		}
		if sp.from < end {
			continue
		}
		end = sp.to
		if class := sp.class(); class != "" {
			units = append(units, class)
			continue
		}
		for j := sp.from; j < sp.to; j++ {
			if u := s.unit(j); u != "" {
				units = append(units, u)
			}
		}
	}
	out = hashUnits(out, units)
	return s.classes(out, units)
}

// classes appends the classes of shop talk the words belong to, each once more with the one
// before it.
func (s *scan) classes(out []uint32, units []string) []uint32 {
	prev := "^"
	for _, u := range units {
		names := s.lex.Classes(u)
		for _, c := range names {
			out = append(out, hashStart.text("@").text(c).bucket(), hashStart.text("@").text(prev).text(" ").text(c).bucket())
		}
		if len(names) > 0 {
			prev = names[0]
		}
	}
	return out
}

func tagOf(sp *span) string {
	if int(sp.kind) < len(tags) {
		return tags[sp.kind]
	}
	return ""
}

// unit is a word as the model sees it: figures are all alike, of punctuation only the
// question mark counts.
func (s *scan) unit(j int) string {
	n := s.norms[j]
	switch {
	case n == "": // a lone apostrophe folds to nothing
		return ""
	case n[0] >= '0' && n[0] <= '9':
		return "0"
	case len(n) == 1 && (n[0] < 'a' || n[0] > 'z') && n != "?":
		return ""
	}
	return n
}

func hashUnits(out []uint32, units []string) []uint32 {
	prev := "^"
	for _, u := range units {
		out = append(out, hashStart.text(u).bucket(), hashStart.text(prev).text(" ").text(u).bucket())
		if u[0] != '<' && len(u) > 2 {
			out = grams(out, u)
		}
		prev = u
	}
	if len(units) > 0 {
		out = append(out, hashStart.text(prev).text(" $").bucket())
	}
	return out
}

// grams appends the character 4-grams of a word with its ends marked.
func grams(out []uint32, w string) []uint32 {
	const mark = hash('_')
	at := func(i int) hash {
		if i == 0 || i == len(w)+1 {
			return mark
		}
		return hash(w[i-1])
	}
	for i := 0; i+4 <= len(w)+2; i++ {
		h := hashStart.text("#")
		for j := i; j < i+4; j++ {
			h = (h ^ at(j)) * 16777619
		}
		out = append(out, h.bucket())
	}
	return out
}
