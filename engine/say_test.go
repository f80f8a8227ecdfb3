package engine

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestFill(t *testing.T) {
	for _, tt := range []struct {
		sentence, want string
		args           Args
	}{
		{"Hello {shop}!", "Hello Zed!", Args{"shop": "Zed"}},
		{"{n} {n|item|items}", "1 item", Args{"n": "1"}},
		{"{n} {n|item|items}", "2 items", Args{"n": "2"}},
		{"a {missing} b", "a  b", nil},
		{"open { brace", "open ", nil},
		{"{x}", "{y}", Args{"x": "{y}", "y": "never twice"}},
	} {
		if got := fill(tt.sentence, tt.args); got != tt.want {
			t.Errorf("fill(%q) = %q, want %q", tt.sentence, got, tt.want)
		}
	}
}

// TestEveryPhraseIsWorded reads the keys used in the code and looks each up in the wording.
func TestEveryPhraseIsWorded(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := 0
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || sel.Sel.Name != "say" && sel.Sel.Name != "phrase" {
				return true
			}
			if lit, ok := call.Args[0].(*ast.BasicLit); ok {
				used++
				key, _ := strconv.Unquote(lit.Value)
				if english().Say(key, 0, Args{}) == "" {
					t.Errorf("nothing is worded for %q", key)
				}
			}
			return true
		})
	}
	if used < 30 {
		t.Errorf("only %d phrases found in the code; has say been renamed?", used)
	}
}

func TestVariantsTurnByTurn(t *testing.T) {
	w := english()
	a, b := w.Say("greeting", 0, Args{"shop": "Zed"}), w.Say("greeting", 1, Args{"shop": "Zed"})
	if a == b || !strings.Contains(a, "Zed") || a != w.Say("greeting", 0, Args{"shop": "Zed"}) {
		t.Errorf("variants %q and %q", a, b)
	}
}

func TestCut(t *testing.T) {
	if got := cut("one two three four", 12); got != "one two…" {
		t.Errorf("cut gave %q", got)
	}
	if got := cut("short", 12); got != "short" {
		t.Errorf("cut gave %q", got)
	}
}
