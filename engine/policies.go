package engine

import (
	"context"
	"errors"
	"fmt"

	"shoptalk/data"
	"shoptalk/engine/nlu"
	"shoptalk/engine/policy"
)

// policies is what the shop says about itself, with what finds it. It is immutable.
type policies struct {
	list    []data.Policy
	byID    map[string]*data.Policy
	matcher *policy.Matcher
}

// learnedMatcher is the name under which the store keeps the matcher.
const learnedMatcher = "policy-matcher"

// readPolicies reads the shop's policies and the matcher that was learned from them. When
// they have changed since, it is learned again, which takes some 30 ms for 30 policies, and
// kept for the next start.
func readPolicies(ctx context.Context, store Store) (*policies, error) {
	list, err := store.Policies(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the policies: %w", err)
	}
	want := policy.Fingerprint(list, nlu.OtherThings())
	kept, err := store.Learned(ctx, learnedMatcher)
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return nil, fmt.Errorf("read what was learned: %w", err)
	}
	m := &policy.Matcher{}
	if err == nil && kept.Fingerprint == want && m.UnmarshalBinary(kept.Bytes) == nil {
		return newPolicies(list, m), nil
	}
	m = policy.Learn(list, nlu.OtherThings())
	if b, err := m.MarshalBinary(); err == nil {
		// A store that cannot be written to costs the next start the learning, no more.
		_ = store.PutLearned(ctx, data.Learned{Name: learnedMatcher, Fingerprint: want, Bytes: b})
	}
	return newPolicies(list, m), nil
}

func newPolicies(list []data.Policy, m *policy.Matcher) *policies {
	p := &policies{list: list, byID: make(map[string]*data.Policy, len(list)), matcher: m}
	for i := range list {
		p.byID[list[i].ID] = &list[i]
	}
	return p
}

// match is the policy that answers a question, with how sure that is; false when none does.
func (p *policies) match(question string) (*data.Policy, float64, bool) {
	m, ok := p.matcher.Match(question)
	found := p.byID[m.ID]
	return found, m.Confidence, ok && found != nil
}

// sample is a short question the shop answers, for examples; empty without policies.
func (p *policies) sample() string {
	best := ""
	for i := range p.list {
		if q := p.list[i].Questions; len(q) > 0 && (best == "" || len(q[0]) < len(best)) {
			best = q[0]
		}
	}
	return best
}

// Policy is the id of the policy that answers a question, as the chat would find it, with how
// sure that is; false when none of the policies does.
func (e *Engine) Policy(ctx context.Context, question string) (id string, confidence float64, ok bool) {
	p, confidence, ok := e.shelf.view(ctx).policies.match(question)
	if !ok {
		return "", confidence, false
	}
	return p.ID, confidence, true
}
