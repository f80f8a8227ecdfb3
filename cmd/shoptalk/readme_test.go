package main

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the parts of the README that come from the code")

const readme = "../../README.md"

// TestReadmeOptions compares the table of options with the struct it describes.
func TestReadmeOptions(t *testing.T) {
	text := readReadme(t)
	want := optionTable()
	if *update {
		text = replaceSection(t, text, "options", want)
		if err := os.WriteFile(readme, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := section(t, text, "options"); got != want {
		t.Errorf("the table of options is not what the code says; go test ./cmd/shoptalk -run Readme -update writes it. Want:\n%s", want)
	}
}

// optionTable is every option as a row of the README.
func optionTable() string {
	var b strings.Builder
	b.WriteString("| flag | in the file | default | what |\n|---|---|---|---|\n")
	for _, o := range options() {
		key, name, def, what := "`"+o.key+"`", "`--"+o.flag+"`", o.def, o.help
		if o.nofile {
			key = ""
		}
		if def != "" {
			def = "`" + def + "`"
		}
		if o.min != "" {
			what += " " + o.min + " to " + o.max + "."
		}
		if o.reload {
			what += " ↻"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", name, key, def, what)
	}
	return b.String()
}

// TestReadmeDependencies compares the table of dependencies with go.mod.
func TestReadmeDependencies(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for line := range strings.Lines(string(mod)) {
		if m := regexp.MustCompile(`^\t(\S+) v\S+$`).FindStringSubmatch(strings.TrimSuffix(line, "\n")); m != nil {
			want = append(want, m[1])
		}
	}
	var got []string
	for line := range strings.Lines(section(t, readReadme(t), "dependencies")) {
		if m := regexp.MustCompile("^\\| `([^`]+)` \\| \\S").FindStringSubmatch(line); m != nil {
			got = append(got, m[1])
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	for _, m := range want {
		if !slices.Contains(got, m) {
			t.Errorf("%s stands in go.mod without a reason in the README", m)
		}
	}
	for _, m := range got {
		if !slices.Contains(want, m) {
			t.Errorf("%s stands in the README and not in go.mod", m)
		}
	}
}

func readReadme(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// section is what stands between two marks of the README.
func section(t *testing.T, text, name string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, "<!-- "+name+" -->\n")
	body, _, ok2 := strings.Cut(rest, "<!-- /"+name+" -->")
	if !ok || !ok2 {
		t.Fatalf("the README has no section %s", name)
	}
	return body
}

func replaceSection(t *testing.T, text, name, body string) string {
	t.Helper()
	open, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	old := open + section(t, text, name) + end
	return strings.Replace(text, old, open+body+end, 1)
}
