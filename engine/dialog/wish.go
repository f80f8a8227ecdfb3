package dialog

import (
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// Wish is what all parts of a message together ask of products, as the first message of a
// conversation: for searches outside a conversation.
func Wish(parts []nlu.Part, env Env) index.Constraints {
	var c index.Constraints
	m := &Move{}
	for i := range parts {
		merge(&c, &parts[i].Want, false, env, m)
		(&State{}).applyComparative(&c, &parts[i], env, m)
	}
	return c
}
