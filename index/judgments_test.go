package index

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoptalk/data"
)

func TestReadJudgments(t *testing.T) {
	got, err := ReadJudgments(strings.NewReader("\ufeffq1\tred shoes\r\n\nq2\tgreen tea \n"),
		strings.NewReader("q1 0 red-shoe 3\nq1\t0\tblue-shoe\t0\nother 0 red-shoe 1\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Judgment{
		{ID: "q1", Text: "red shoes", Grades: map[string]int{"red-shoe": 3, "blue-shoe": 0}},
		{ID: "q2", Text: "green tea", Grades: map[string]int{}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []struct{ queries, qrels, want string }{
		{"q1 red shoes", "", "queries: line 1: needs"},
		{"q1\ta\nq1\tb", "", "queries: line 2: the query q1 stands here twice"},
		{"q1\ta", "q1 0 a 1\nq1 a 1", "qrels: line 2: needs four parts"},
		{"q1\ta", "q1 0 a good", `qrels: line 1: the grade "good" is no whole number`},
	} {
		_, err := ReadJudgments(strings.NewReader(bad.queries), strings.NewReader(bad.qrels))
		if !errors.Is(err, data.ErrInvalid) || !strings.Contains(err.Error(), bad.want) {
			t.Errorf("%q %q: %v, want %q", bad.queries, bad.qrels, err, bad.want)
		}
	}
}
