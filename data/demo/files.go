package demo

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"shoptalk/data"
)

// shops holds one folder of shop files per demo shop.
//
//go:embed harbour kirana
var shops embed.FS

// fallback is the shop meant when no name is given.
const fallback = "harbour"

// File is one embedded shop file.
type File struct {
	Name  string // with its folder: "harbour/shoes.yaml"
	Bytes []byte // belongs to the caller
}

// Shops lists the names of the demo shops; the first is the one meant by no name.
func Shops() []string { return []string{fallback, "kirana"} }

// Files reads the shop files of a demo shop in the order they are to be imported: first
// shop.yaml, whose currency the prices are in, then the products, and last orders.yaml,
// which speaks of them. Empty and "true", which is what a bare --demo says, mean the first
// shop. An unknown name is a *data.Invalid error.
func Files(name string) ([]File, error) {
	if name == "" || name == "true" {
		name = fallback
	}
	if !slices.Contains(Shops(), name) {
		return nil, &data.Invalid{Field: "demo", Reason: fmt.Sprintf("there is no demo shop %q; try %s", name, strings.Join(Shops(), " or "))}
	}
	entries, err := shops.ReadDir(name)
	if err != nil {
		return nil, fmt.Errorf("demo shop %s: %w", name, err)
	}
	return readAll(name, entries)
}

// readAll reads the entries of a folder in the order of import.
func readAll(folder string, entries []fs.DirEntry) ([]File, error) {
	files := make([]File, 0, len(entries))
	for _, e := range entries {
		full := path.Join(folder, e.Name())
		b, err := shops.ReadFile(full)
		if err != nil {
			return nil, fmt.Errorf("demo file %s: %w", full, err)
		}
		files = append(files, File{Name: full, Bytes: b})
	}
	slices.SortStableFunc(files, func(a, b File) int { return rank(a.Name) - rank(b.Name) })
	return files, nil
}

// rank is the place of a file in the order of import.
func rank(name string) int {
	switch path.Base(name) {
	case "shop.yaml":
		return 0
	case "orders.yaml":
		return 2
	}
	return 1
}
