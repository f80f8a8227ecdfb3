package demo_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// has tells whether an attribute's list holds a value.
func (p product) has(key, value string) bool {
	list, _ := p.Attributes[key].([]any)
	return slices.Contains(list, any(value))
}

// TestHarbourTitlesAgreeWithAttributes reads the figures in titles and looks them up.
func TestHarbourTitlesAgreeWithAttributes(t *testing.T) {
	rules := []struct {
		in  *regexp.Regexp
		key string
	}{
		{regexp.MustCompile(`\b(\d+)-(?:Pack|Piece)\b`), "pack_size"},
		{regexp.MustCompile(`\b(\d+(?:\.\d)?)"`), "screen_in"},
		{regexp.MustCompile(`\b(\d+(?:\.\d+)?) l\b`), "capacity_l"},
		{regexp.MustCompile(`\b(\d+) cm\b`), "length_cm"},
		{regexp.MustCompile(`\b(\d+(?:\.\d)?) mm\b`), "thickness_mm"},
		{regexp.MustCompile(`\b(\d+)W\b`), "power_w"},
		{regexp.MustCompile(`SPF (\d+)`), "spf"},
	}
	used := map[string]bool{}
	for _, p := range read(t, "harbour").Products {
		for _, r := range rules {
			m := r.in.FindStringSubmatch(p.Title)
			if m == nil {
				continue
			}
			used[r.key] = true
			want, _ := strconv.ParseFloat(m[1], 64)
			if got := fmt.Sprint(p.Attributes[r.key]); got != strconv.FormatFloat(want, 'f', -1, 64) {
				t.Errorf("%q: %s is %s", p.Title, r.key, got)
			}
		}
	}
	if len(used) != len(rules) {
		t.Errorf("only %v are told by titles", used)
	}
}

// TestHarbourFeaturesAreTrue finds products that claim what their own words deny.
func TestHarbourFeaturesAreTrue(t *testing.T) {
	denials := map[string][]string{
		"waterproof":         {"not waterproof", "keeps no water out"},
		"noise cancelling":   {"without noise cancelling", "no noise cancelling"},
		"dishwasher safe":    {"not dishwasher safe"},
		"induction":          {"not work on induction"},
		"vegan":              {"not vegan", "beeswax", "contains milk", "milk chocolate"},
		"insulated":          {"not insulated"},
		"lumbar support":     {"no lumbar support"},
		"microwave safe":     {"not for the microwave"},
		"fragrance-free":     {"scented"},
		"dedicated graphics": {"not for games"},
	}
	denied := 0
	for _, p := range read(t, "harbour").Products {
		text := strings.ToLower(p.Description)
		for feature, words := range denials {
			for _, w := range words {
				if !strings.Contains(text, w) {
					continue
				}
				denied++
				if p.has("features", feature) {
					t.Errorf("%s is %s and says %q", p.Handle, feature, w)
				}
			}
		}
		if p.has("features", "leather-free") && (p.has("material", "leather") || p.has("material", "suede")) {
			t.Errorf("%s is leather-free and made of leather", p.Handle)
		}
	}
	if denied < 15 {
		t.Errorf("only %d products say what they lack", denied)
	}
}

// TestHarbourKeepsItsTraps names the products whose words invite mistakes, so that tidying
// the catalog does not make it easier than a real one.
func TestHarbourKeepsItsTraps(t *testing.T) {
	byTitle := map[string]product{}
	trail := map[string]bool{}
	s := read(t, "harbour")
	for _, p := range s.Products {
		byTitle[p.Title] = p
		if strings.Contains(p.Title, "Trail") {
			trail[p.Category] = true
		}
	}
	for _, title := range []string{
		"Ridgeback Leather Boot", "Ridgeback Vegan Boot", // one is leather, one is not
		"SoundMax 300", "SoundMax 300 Lite", "Scree Master AX-200 Boot", // model numbers and one prefix
		`Feather 15" Laptop`, `Slate 15.6" Laptop`, // nearly one size
		"Morning Tide 1.2 l Coffee Maker", "No-Show Socks 10-Pack",
		`Salt & "Pepper" Mill Set`, "Coffee Lover's Gift Set",
		"The Coffee Notebook", "Plain Tee", // a book, and a brand that is a word
	} {
		if _, ok := byTitle[title]; !ok {
			t.Errorf("%q is gone", title)
		}
	}
	if len(trail) < 5 {
		t.Errorf("Trail stands in titles of %v only", trail)
	}
	blue := slices.IndexFunc(byTitle["Swift Runner"].Variants, func(v variant) bool { return v.SKU == "SWF-RUN-BLU-10" })
	if blue < 0 || *byTitle["Swift Runner"].Variants[blue].Stock != 3 {
		t.Error("the Swift Runner in blue, size 10, must be there three times")
	}
}

// A word stands in one group of synonyms, or it would mean two things.
func TestHarbourSynonymsDoNotOverlap(t *testing.T) {
	seen := map[string]bool{}
	for _, syn := range read(t, "harbour").Synonyms {
		if (len(syn.Words) > 1) == (len(syn.From) > 0 && len(syn.To) > 0) {
			t.Errorf("synonym %+v is neither a group nor a direction", syn)
		}
		for _, w := range slices.Concat(syn.Words, syn.From) {
			if seen[w] || w != strings.ToLower(w) {
				t.Errorf("%q is in two groups or not in lower case", w)
			}
			seen[w] = true
		}
	}
}
