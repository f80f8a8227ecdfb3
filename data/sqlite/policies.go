package sqlite

import (
	"context"
	"slices"

	"shoptalk/data"
)

// Policies implements data.Policies.
func (s *Store) Policies(ctx context.Context) ([]data.Policy, error) {
	list, err := all(ctx, s.reads(), policiesAll, func(r row) (p data.Policy, err error) {
		var questions string
		if err = r.Scan(&p.ID, &p.Title, &questions, &p.Answer, &p.Updated); err == nil {
			p.Questions, err = parseTexts(questions)
		}
		return p, err
	})
	return list, wrap(err, "read policies")
}

// PutPolicies implements data.Policies.
func (s *Store) PutPolicies(ctx context.Context, policies ...data.Policy) (int, error) {
	changed := 0
	err := s.fast(ctx, func(tx context.Context, p place) error {
		for _, policy := range policies {
			if policy.ID == "" || policy.Answer == "" {
				return invalid("policies", "each needs an id and an answer; %q lacks one", policy.ID+policy.Title)
			}
			n, err := p.change(tx, policyPut, policy.ID, policy.Title, textsJSON(policy.Questions), policy.Answer, int64(s.now()))
			if err != nil {
				return err
			}
			changed += n
		}
		return p.changedIf(tx, changed > 0, data.PolicyChange)
	})
	return counted(changed, wrap(err, "put policies"))
}

// counted is a count that stands only when all went well.
func counted(n int, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	return n, nil
}

// DeletePolicies implements data.Policies.
func (s *Store) DeletePolicies(ctx context.Context, ids ...string) (int, error) {
	gone := 0
	err := s.fast(ctx, func(tx context.Context, p place) error {
		for _, id := range ids {
			n, err := p.change(tx, policyDelete, id)
			if err != nil {
				return err
			}
			gone += n
		}
		return p.changedIf(tx, gone > 0, data.PolicyChange)
	})
	return counted(gone, wrap(err, "delete policies"))
}

// Synonyms implements data.Synonyms.
func (s *Store) Synonyms(ctx context.Context) ([]data.Synonym, error) {
	list, err := all(ctx, s.reads(), synonymsAll, scanJSON[data.Synonym])
	return list, wrap(err, "read synonyms")
}

// PutSynonyms implements data.Synonyms.
func (s *Store) PutSynonyms(ctx context.Context, synonyms []data.Synonym) (bool, error) {
	bodies := make([]string, len(synonyms))
	for i, syn := range synonyms {
		one, two := len(syn.Words) > 1, len(syn.From) > 0 && len(syn.To) > 0
		if one == two {
			return false, wrap(invalid("synonyms", "entry %d needs either two words or more, or both from and to", i+1), "put synonyms")
		}
		bodies[i] = toJSON(syn)
	}
	changed := false
	err := s.fast(ctx, func(tx context.Context, p place) error {
		was, err := all(tx, p, synonymsAll, scalar[string])
		if err != nil || slices.Equal(was, bodies) {
			return err
		}
		if _, err := p.exec(tx, synonymsClear); err != nil {
			return err
		}
		for i, body := range bodies {
			if _, err := p.exec(tx, synonymInsert, i, body); err != nil {
				return err
			}
		}
		changed = true
		return p.changedIf(tx, true, data.SynonymChange)
	})
	return changed && err == nil, wrap(err, "put synonyms")
}
