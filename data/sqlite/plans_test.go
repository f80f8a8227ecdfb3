package sqlite

import (
	"context"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// costly names the statements that may scan a table or sort, with the reason. Lists by a
// lead are added in TestPlans.
var costly = map[string]string{
	"categories.all":       "the tree is small and read whole",
	"settings.all":         "a handful of settings, read whole",
	"policies.all":         "read whole, in the order of the key",
	"synonyms.all":         "read whole, in the order of the key",
	"coupons.all":          "a handful of coupons, read whole",
	"keys.all":             "a handful of keys, read whole",
	"product.any":          "stops at the first row",
	"changes.version":      "stops at the first row, from the end of the key",
	"orders.by_customer":   "sorts the orders of one customer, who has few",
	"searches.counts":      "a report: groups the log since a moment",
	"searches.counts_zero": "a report: groups the log since a moment",
	"check.foreign_keys":   "reads everything on purpose",
	"check.integrity":      "reads everything on purpose",
	"check.prices":         "reads everything on purpose",
	"check.variants":       "reads everything on purpose",
	"check.categories":     "reads everything on purpose",
	"check.json":           "reads everything on purpose",
	"check.movements":      "reads everything on purpose",
	"check.turns":          "reads everything on purpose",
	"sizes":                "reads every page on purpose, seldom",
}

// TestPlans compares the query plan of every statement with testdata/plans.txt and fails on a
// scan or a sort that has no reason.
func TestPlans(t *testing.T) {
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "shop.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	reasons := maps.Clone(costly)
	for _, by := range []string{"title", "leaf", "category", "brand"} {
		for _, order := range []string{"id", "price", "name", "newest"} {
			if name := by + "_" + order; name != "title_name" && name != "leaf_price" {
				reasons["products.list_"+name] = "sorts what one " + by + " leads to, ids and keys only"
			}
		}
	}
	var golden strings.Builder
	for i := range statements {
		e := &statements[i]
		if e.name == "" || e.sql == "" || e.on == 0 {
			t.Fatalf("statement %d of the table is missing", i)
		}
		plan := explain(t, s, e)
		golden.WriteString(e.name + "\n" + plan)
		if expensive(plan) != (reasons[e.name] != "") {
			t.Errorf("%s: expensive %v, but its reason is %q:\n%s", e.name, expensive(plan), reasons[e.name], plan)
		}
	}
	checkGolden(t, "testdata/plans.txt", golden.String())
}

// explain is the plan of a statement, one step a line; empty for what has none.
func explain(t *testing.T, s *Store, e *entry) string {
	verb, _, _ := strings.Cut(e.sql, " ")
	if !strings.Contains("SELECT INSERT UPDATE DELETE", verb) {
		return ""
	}
	rows, err := s.sideH.db.Query("EXPLAIN QUERY PLAN "+e.sql, make([]any, parameters(e.sql))...)
	if err != nil {
		t.Fatalf("%s: %v", e.name, err)
	}
	defer rows.Close()
	var plan strings.Builder
	depth := map[int]int{}
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		depth[id] = depth[parent] + 1
		plan.WriteString(strings.Repeat("    ", depth[id]) + detail + "\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return plan.String()
}

// parameters is how many parameters a statement has, numbered or not.
func parameters(text string) int {
	highest := 0
	for _, m := range regexp.MustCompile(`\?(\d+)`).FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(m[1])
		highest = max(highest, n)
	}
	if highest > 0 {
		return highest
	}
	return strings.Count(text, "?")
}

// expensive tells whether a plan scans a table or sorts. Lists of parameters (j) are small.
func expensive(plan string) bool {
	for line := range strings.Lines(plan) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "SCAN ") && !strings.HasPrefix(line, "SCAN j VIRTUAL") && !strings.HasPrefix(line, "SCAN json_each VIRTUAL") &&
			line != "SCAN CONSTANT ROW" || strings.Contains(line, "TEMP B-TREE") {
			return true
		}
	}
	return false
}

func checkGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is different; look at the plans, then run with -update:\n%s", file, diff)
	}
}
