package engine

import (
	"context"
	"maps"
	"slices"
	"strings"

	"shoptalk/engine/dialog"
	"shoptalk/index"
)

// soften searches again where nothing was found: first with the attributes asked for as
// words, for a shop's fields may be too seldom filled in to answer what its texts say; then
// without the words the catalog never says, where the rest still names a kind of product.
// When that finds nothing either, the first result stands.
func (t *turn) soften(ctx context.Context, m *dialog.Move, first index.Result) (index.Result, []Card, error) {
	if soft, changed := t.asWords(&m.Want); changed {
		res, cards, err := t.again(ctx, m, soft, "attributes read as words")
		if err != nil || len(cards) > 0 {
			return res, cards, err
		}
	}
	if soft, left := t.withoutChatter(&m.Want); left != "" {
		res, cards, err := t.again(ctx, m, soft, "words nobody knows set aside")
		if len(cards) > 0 {
			t.say("set_aside", Args{"words": left})
		}
		if err != nil || len(cards) > 0 {
			return res, cards, err
		}
	}
	return first, nil, nil
}

// again tries another reading of a wish. Only products that say all of its words count.
func (t *turn) again(ctx context.Context, m *dialog.Move, soft index.Constraints, rule string) (index.Result, []Card, error) {
	res, cards, err := t.search(ctx, index.Query{Constraints: soft, Size: pageSize, Facets: facetKeys})
	t.searches = t.searches[:max(0, len(t.searches)-1)] // a second try is no search of its own
	if err != nil || len(cards) == 0 || res.Level != index.LevelAll && res.Level != index.LevelConstraints {
		return res, nil, err
	}
	m.Want = soft
	if n := len(t.searches); n > 0 {
		t.searches[n-1].Total = res.Total
	}
	t.reply.Trace.Rules = append(t.reply.Trace.Rules, rule)
	return res, cards, nil
}

// asWords moves the attributes of a wish, not its options, into its words.
func (t *turn) asWords(want *index.Constraints) (index.Constraints, bool) {
	soft := want.Clone()
	for _, key := range slices.Sorted(maps.Keys(soft.Values)) {
		if k, ok := t.e.index.Vocabulary().Key(key); ok && k.Option {
			continue
		}
		soft.Text = strings.TrimSpace(strings.Join(soft.Values[key], " ") + " " + soft.Text)
		delete(soft.Values, key)
	}
	return soft, len(soft.Values) != len(want.Values)
}

// withoutChatter takes out of a wish the words no product says, where a kind or a brand or
// a value is left to search by; it gives the words taken out.
func (t *turn) withoutChatter(want *index.Constraints) (index.Constraints, string) {
	soft := want.Clone()
	var kept, left []string
	for w := range strings.FieldsSeq(want.Text) {
		if t.e.index.Vocabulary().Known(w) > 0 {
			kept = append(kept, w)
		} else {
			left = append(left, w)
		}
	}
	soft.Text = strings.Join(kept, " ")
	if len(soft.Category) == 0 && len(soft.Brand) == 0 && len(soft.Values) == 0 {
		return soft, ""
	}
	return soft, strings.Join(left, " ")
}
