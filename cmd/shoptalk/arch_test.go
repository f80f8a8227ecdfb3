package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// folders are the top-level folders in import order: a package imports from its own folder
// or from one further right. Scripts stand where cmd stands.
var folders = []string{"cmd", "web", "engine", "index", "data"}

// homes says in which folder alone a third-party engine may be imported, with all below it.
var homes = map[string]string{
	"database/sql":                       "data/sqlite",
	"modernc.org/sqlite":                 "data/sqlite",
	"github.com/pressly/goose":           "data/sqlite",
	"github.com/blevesearch/bleve":       "index/keyword",
	"github.com/philippgille/chromem-go": "index/vector",
	"github.com/dgraph-io/ristretto":     "data/cache",
	"github.com/prometheus":              "data/meter",
	"github.com/labstack/echo":           "web",
	"github.com/alecthomas/kong":         "cmd/shoptalk",
	"github.com/schollz/progressbar":     "cmd/shoptalk",
	"github.com/xuri/excelize":           "data/feed",
	"github.com/microcosm-cc/bluemonday": "data/feed",
	"golang.org/x/text/currency":         "data/locale",
	"github.com/rogpeppe/go-internal":    "cmd/shoptalk",
}

const (
	maxLines   = 400 // of a file that is no test
	maxMethods = 5   // of an interface, embedded ones apart
)

// TestArchitecture parses every Go file of the module, in process: what `go list` says would
// be frozen by the test cache.
func TestArchitecture(t *testing.T) {
	for _, v := range violations(t, os.DirFS("../..")) {
		t.Error(v)
	}
}

// TestArchitectureIsWatched: every rule catches who breaks it.
func TestArchitectureIsWatched(t *testing.T) {
	const fine = "// Package x is fine.\npackage x\n"
	tests := []struct{ name, file, text, want string }{
		{"fine", "data/x/x.go", fine, ""},
		{"rightward", "web/x/x.go", fine + `import _ "shoptalk/data"`, ""},
		{"within", "index/x/x.go", fine + `import _ "shoptalk/index"`, ""},
		{"leftward", "data/x/x.go", fine + `import _ "shoptalk/web"`, "data/x/x.go imports shoptalk/web"},
		{"one step left", "index/x.go", fine + `import _ "shoptalk/engine"`, "index/x.go imports shoptalk/engine"},
		{"in a test", "data/x/x_test.go", fine + `import _ "shoptalk/engine/nlu"`, "imports shoptalk/engine/nlu"},
		{"script from cmd", "scripts/x/x.go", fine + `import _ "shoptalk/cmd/shoptalk"`, "imports shoptalk/cmd/shoptalk"},
		{"not at home", "engine/x.go", fine + `import _ "database/sql"`, "database/sql, which belongs in data/sqlite"},
		{"not at home, version", "engine/x.go", fine + `import _ "github.com/blevesearch/bleve/v2/search"`, "belongs in index/keyword"},
		{"at home", "data/sqlite/x.go", fine + `import _ "database/sql"`, ""},
		{"data stays plain", "data/x.go", fine + `import _ "golang.org/x/text/language"`, "standard library only"},
		{"no comment", "data/x/x.go", "package x\n", "no package comment"},
		{"wrong comment", "data/x/x.go", "// X is odd.\npackage x\n", "no package comment"},
		{"init", "data/x/x.go", fine + "func init() {}", "has an init"},
		{"long", "data/x/x.go", fine + strings.Repeat("\n", maxLines), "lines"},
		{"long test", "data/x/x_test.go", fine + strings.Repeat("\n", maxLines), ""},
		{"wide", "data/x/x.go", fine + "type T interface { A(); B(); C(); D(); E(); F() }", "6 methods"},
		{"stranger", "util/x.go", fine, "util stands at the top"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := violations(t, fstest.MapFS{tt.file: {Data: []byte(tt.text)}})
			if tt.want == "" && len(got) > 0 || tt.want != "" && (len(got) != 1 || !strings.Contains(got[0], tt.want)) {
				t.Errorf("violations %q, want %q", got, tt.want)
			}
		})
	}
}

// violations lists what breaks the rules in a module.
func violations(t *testing.T, module fs.FS) []string {
	t.Helper()
	w := watch{files: token.NewFileSet(), documented: map[string]bool{}}
	w.top(t, module)
	err := fs.WalkDir(module, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "shop_data" || d.Name() == "bin"):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go":
			return nil
		}
		text, err := fs.ReadFile(module, name)
		if err != nil {
			return err
		}
		return w.file(name, text)
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir, ok := range w.documented {
		if !ok {
			w.say("%s has no package comment that begins as it should", dir)
		}
	}
	slices.Sort(w.found)
	return w.found
}

// watch collects violations.
type watch struct {
	files      *token.FileSet
	documented map[string]bool // by folder
	found      []string
}

func (w *watch) say(format string, args ...any) {
	w.found = append(w.found, fmt.Sprintf(format, args...))
}

// top checks that nothing new stands at the top of the module.
func (w *watch) top(t *testing.T, module fs.FS) {
	entries, err := fs.ReadDir(module, ".")
	if err != nil {
		t.Fatal(err)
	}
	known := append([]string{"scripts", "README.md", "go.mod", "go.sum", "shop_data", "shoptalk", "bin"}, folders...)
	for _, e := range entries {
		if ignored := strings.HasPrefix(e.Name(), ".") || slices.Contains([]string{".test", ".prof", ".out"}, path.Ext(e.Name())); !ignored && !slices.Contains(known, e.Name()) {
			w.say("%s stands at the top; it belongs in one of %s", e.Name(), strings.Join(folders, ", "))
		}
	}
}

func (w *watch) file(name string, text []byte) error {
	f, err := parser.ParseFile(w.files, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, im := range f.Imports {
		target, err := strconv.Unquote(im.Path.Value)
		if err != nil {
			return err
		}
		w.imports(name, target)
	}
	if strings.HasSuffix(name, "_test.go") {
		return nil
	}
	dir := path.Dir(name)
	w.documented[dir] = w.documented[dir] || isComment(f)
	if lines := strings.Count(string(text), "\n"); lines > maxLines {
		w.say("%s has %d lines; split it", name, lines)
	}
	w.declarations(name, f)
	return nil
}

// isComment tells whether a file has the comment of its package.
func isComment(f *ast.File) bool {
	want := "Package " + f.Name.Name + " "
	if f.Name.Name == "main" {
		want = "Command "
	}
	return strings.HasPrefix(f.Doc.Text(), want)
}

// imports checks one import of a file.
func (w *watch) imports(name, target string) {
	dir := path.Dir(name)
	for engine, home := range homes {
		if within(target, engine) && !within(dir, home) {
			w.say("%s imports %s, which belongs in %s", name, target, home)
		}
	}
	ours, isOurs := strings.CutPrefix(target, "shoptalk/")
	if isOurs {
		from, to := first(dir), first(ours)
		if from != to && rank(to) <= rank(from) {
			w.say("%s imports %s, which is further left", name, target)
		}
		return
	}
	if dir == "data" && !strings.HasSuffix(name, "_test.go") && strings.Contains(first(target), ".") {
		w.say("%s imports %s; package data uses the standard library only", name, target)
	}
}

func (w *watch) declarations(name string, f *ast.File) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" {
				w.say("%s has an init function", name)
			}
		case *ast.TypeSpec:
			if i, ok := n.Type.(*ast.InterfaceType); ok {
				if methods := countMethods(i); methods > maxMethods {
					w.say("%s: interface %s has %d methods; compose it", name, n.Name.Name, methods)
				}
			}
		}
		return true
	})
}

func countMethods(i *ast.InterfaceType) int {
	n := 0
	for _, m := range i.Methods.List {
		n += len(m.Names)
	}
	return n
}

// within tells whether a path is prefix or lies below it.
func within(p, prefix string) bool { return p == prefix || strings.HasPrefix(p, prefix+"/") }

func first(p string) string {
	head, _, _ := strings.Cut(p, "/")
	return head
}

// rank is the place of a folder in the import order; scripts stand beside cmd.
func rank(folder string) int { return max(0, slices.Index(folders, folder)) }
