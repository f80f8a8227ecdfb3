package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"shoptalk/data/feed"
	"shoptalk/data/sqlite"
)

// exportCmd writes the catalog to a file.
type exportCmd struct {
	Place
	Format string `default:"yaml" help:"yaml, json, ndjson, shopify, woocommerce, google-tsv, google-csv, google-xml or xlsx."`
	Out    string `placeholder:"FILE" help:"Where to write; the default is the standard output."`
	Link   string `placeholder:"URL" help:"What stands before a handle in feeds that need addresses: https://shop.example/p/"`
}

// Run writes the catalog. A file appears only once it is whole.
func (cmd *exportCmd) Run(c *call) (err error) {
	format, err := feed.ParseFormat(cmd.Format)
	if err != nil {
		return misuse(err, "shoptalk export --format shopify --out products.csv")
	}
	if format == feed.XLSX && cmd.Out == "" && isTerminal(c.out) {
		return misuse(errors.New("a workbook cannot be shown in a terminal"), "shoptalk export --format xlsx --out products.xlsx")
	}
	s, err := load(c.flags, os.LookupEnv)
	if err != nil {
		return err
	}
	if _, err := os.Stat(s.database()); err != nil {
		return noShop(s)
	}
	store, err := sqlite.Open(c.ctx, s.database(), sqlite.Options{ReadOnly: true})
	if err != nil {
		return failed(err, "shoptalk check --dir %s", s.Dir)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	write := func(w io.Writer) error {
		return feed.Export(c.ctx, store, w, format, feed.ExportOptions{Link: cmd.Link})
	}
	if cmd.Out == "" {
		return write(c.out)
	}
	return writeWhole(cmd.Out, write)
}

// writeWhole writes a file beside its place and moves it there when it is whole.
func writeWhole(name string, write func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return failed(err, "choose another file: --out FILE")
	}
	err = errors.Join(write(tmp), tmp.Close())
	if err == nil {
		err = errors.Join(os.Chmod(tmp.Name(), 0o644), os.Rename(tmp.Name(), name))
	}
	if err != nil {
		return fmt.Errorf("%s was not written: %w", name, errors.Join(err, os.Remove(tmp.Name())))
	}
	return nil
}
