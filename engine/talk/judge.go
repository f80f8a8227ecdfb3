package talk

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
)

// None is the label of messages that nothing answers.
const None = "-"

// Labelled is a message with what it should be understood as.
type Labelled struct {
	Text  string
	Label string // a policy id or an intent; None for none
}

// ReadLabelled reads lines of text, a tab, and a label. Empty lines are passed over; the error
// for a line without a label is a *Problem.
func ReadLabelled(r io.Reader) ([]Labelled, error) {
	var out []Labelled
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		line := strings.TrimPrefix(s.Text(), "\ufeff")
		if strings.TrimSpace(line) == "" {
			continue
		}
		i := strings.LastIndexByte(line, '\t')
		if i < 0 || strings.TrimSpace(line[:i]) == "" || strings.TrimSpace(line[i+1:]) == "" {
			return nil, &Problem{Line: n, Reason: "needs a text, a tab and what it should be understood as"}
		}
		out = append(out, Labelled{strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+1:])})
	}
	if err := s.Err(); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, &Problem{Reason: "the file is empty; it needs lines of a text, a tab and what it should be understood as"}
	}
	return out, nil
}

// Confusion is how often one label was taken for another.
type Confusion struct {
	Want  string `json:"want"`
	Got   string `json:"got"`
	Count int    `json:"count"`
}

// Verdict is how well labelled messages were understood. Shares of nothing are 0.
type Verdict struct {
	Messages   int         `json:"messages"`
	Accuracy   float64     `json:"accuracy"`
	InScope    float64     `json:"in_scope_accuracy"`   // of messages with a label
	OutOfScope float64     `json:"out_of_scope_recall"` // of messages labelled None
	Labels     []Share     `json:"labels"`              // by name
	Confused   []Confusion `json:"confused"`            // most frequent first
	Misses     []Miss      `json:"misses"`
}

// Share is how many messages of one label were understood.
type Share struct {
	Label string `json:"label"`
	Count int    `json:"count"`
	Right int    `json:"right"`
}

// Miss is a message that was not understood as it should be.
type Miss struct {
	Text string `json:"text"`
	Want string `json:"want"`
	Got  string `json:"got"`
}

// Judge asks for the label of every message and counts.
func Judge(ctx context.Context, messages []Labelled, label func(ctx context.Context, text string) (string, error)) (Verdict, error) {
	shares, confused := map[string]*Share{}, map[Confusion]int{}
	j := Verdict{Messages: len(messages), Labels: []Share{}, Confused: []Confusion{}, Misses: []Miss{}}
	for _, m := range messages {
		got, err := label(ctx, m.Text)
		if err != nil {
			return j, fmt.Errorf("%q: %w", m.Text, err)
		}
		s := shares[m.Label]
		if s == nil {
			s = &Share{Label: m.Label}
			shares[m.Label] = s
		}
		s.Count++
		if got == m.Label {
			s.Right++
			continue
		}
		confused[Confusion{Want: m.Label, Got: got}]++
		j.Misses = append(j.Misses, Miss{m.Text, m.Label, got})
	}
	j.sum(shares, confused)
	return j, nil
}

// sum fills in shares and lists.
func (j *Verdict) sum(shares map[string]*Share, confused map[Confusion]int) {
	var in, out Share
	for _, s := range shares {
		to := &in
		if s.Label == None {
			to = &out
		}
		to.Count, to.Right = to.Count+s.Count, to.Right+s.Right
		j.Labels = append(j.Labels, *s)
	}
	slices.SortFunc(j.Labels, func(a, b Share) int { return cmp.Compare(a.Label, b.Label) })
	both := Share{Count: in.Count + out.Count, Right: in.Right + out.Right}
	j.Accuracy, j.InScope, j.OutOfScope = both.share(), in.share(), out.share()
	for c, n := range confused {
		c.Count = n
		j.Confused = append(j.Confused, c)
	}
	slices.SortFunc(j.Confused, func(a, b Confusion) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Want, b.Want), cmp.Compare(a.Got, b.Got))
	})
}

func (s Share) share() float64 {
	if s.Count == 0 {
		return 0
	}
	return float64(s.Right) / float64(s.Count)
}
