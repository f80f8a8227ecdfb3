package index

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"shoptalk/data"
)

// ReadJudgments reads judged searches: queries are lines of an id, a tab and the text, qrels
// the lines "id 0 handle grade" of TREC. Judgments of queries that are not listed are left
// out. The error for a wrong line is a *data.Invalid that names it.
func ReadJudgments(queries, qrels io.Reader) ([]Judgment, error) {
	var out []Judgment
	place := map[string]int{}
	err := eachLine(queries, func(line string) error {
		id, text, ok := strings.Cut(line, "\t")
		if text = strings.TrimSpace(text); !ok || id == "" || text == "" {
			return fmt.Errorf("needs the id of a query, a tab and its words")
		}
		if _, twice := place[id]; twice {
			return fmt.Errorf("the query %s stands here twice", id)
		}
		place[id] = len(out)
		out = append(out, Judgment{ID: id, Text: text, Grades: map[string]int{}})
		return nil
	})
	if err != nil {
		return nil, &data.Invalid{Field: "queries", Reason: err.Error()}
	}
	err = eachLine(qrels, func(line string) error {
		parts := strings.Fields(line)
		if len(parts) != 4 {
			return fmt.Errorf("needs four parts: query id, 0, handle, grade")
		}
		grade, err := strconv.Atoi(parts[3])
		if err != nil {
			return fmt.Errorf("the grade %q is no whole number", parts[3])
		}
		if i, ok := place[parts[0]]; ok {
			out[i].Grades[parts[2]] = grade
		}
		return nil
	})
	if err != nil {
		return nil, &data.Invalid{Field: "qrels", Reason: err.Error()}
	}
	return out, nil
}

// eachLine reads the lines that are not empty; an error is told with the line it is about.
func eachLine(r io.Reader, read func(line string) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		line := strings.TrimRight(strings.TrimPrefix(s.Text(), "\ufeff"), "\r")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := read(line); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return s.Err()
}
