package dialog

import (
	"strings"

	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// Wish is what all parts of a message together ask of products, as the first message of a
// conversation: for searches outside a conversation. A product that is named is searched for
// by its name.
func Wish(msg *nlu.Meaning, env Env) index.Constraints {
	var c index.Constraints
	m := &Move{}
	for i := range msg.Parts {
		p := &msg.Parts[i]
		for _, r := range p.Refs {
			if r.Kind == nlu.RefProduct {
				c.Text = joinWords(c.Text, strings.ToLower(msg.Text[r.Start:r.End]))
			}
		}
		merge(&c, &p.Want, false, env, m)
		(&State{}).applyComparative(&c, p, env, m)
	}
	return c
}
