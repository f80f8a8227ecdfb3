package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"text/tabwriter"

	"shoptalk/data"
	"shoptalk/data/feed"
)

// importCmd reads files into the shop. It writes to the database itself; a running server
// follows within two seconds.
type importCmd struct {
	Place
	Files  []string `arg:"" type:"path" help:"Shop files, NDJSON, CSV, TSV, XML or workbooks; gzip is fine."`
	DryRun bool     `help:"Write nothing; tell what would happen."`
	Strict bool     `help:"Exit 1 when any row was refused."`
	JSON   bool     `name:"json" help:"Write JSON."`
}

// imported is the outcome of all files together, as programs see it.
type imported struct {
	Created   int             `json:"created"`
	Updated   int             `json:"updated"`
	Unchanged int             `json:"unchanged"`
	Errors    []feed.RowError `json:"errors"`

	failed   int            // errors, also those not kept in Errors
	read     int            // products read
	sections map[string]int // changes in other sections of shop files
	broken   []brokenFile   // files that could not be read at all, or not to the end
}

// Run imports every file. A file that cannot be read does not stop the others.
func (cmd *importCmd) Run(c *call) error {
	all := imported{Errors: []feed.RowError{}, sections: map[string]int{}}
	open := c.withStore
	if cmd.DryRun {
		open = c.withStoreOrNone
	}
	err := open(func(store data.Store) error {
		for _, name := range cmd.Files {
			if err := cmd.file(c, store, name, &all); err != nil {
				return err
			}
		}
		if all.Created+all.Updated > 0 && !cmd.DryRun {
			return store.Optimize(c.ctx)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := cmd.show(c, &all); err != nil {
		return err
	}
	return cmd.verdict(&all)
}

// withStoreOrNone is withStore that leaves no trace where there is no shop yet: an empty store
// in a temporary folder stands in for it.
func (c *call) withStoreOrNone(use func(data.Store) error) error {
	s, err := load(c.flags, os.LookupEnv)
	if err != nil {
		return err
	}
	if _, err := os.Stat(s.database()); !errors.Is(err, fs.ErrNotExist) {
		return c.useStore(s, use)
	}
	if s.Dir, err = os.MkdirTemp("", "shoptalk-dry-run-"); err != nil {
		return err
	}
	return errors.Join(c.useStore(s, use), os.RemoveAll(s.Dir))
}

// file imports one file into the tally. Its error ends the command: the store failed, or the
// command was told to stop.
func (cmd *importCmd) file(c *call, store feed.Store, name string, all *imported) error {
	f, err := os.Open(name)
	if err != nil {
		all.broken = append(all.broken, brokenFile{name, plainPathError(err)})
		return nil
	}
	defer f.Close()
	var size int64
	if info, err := f.Stat(); err == nil {
		size = info.Size()
	}
	bar := newBar(c.err, filepath.Base(name))
	im := feed.Importer{Store: store, Progress: bar.show}
	report, err := im.Import(c.ctx, f, filepath.Base(name), feed.ImportOptions{DryRun: cmd.DryRun, Size: size})
	bar.close()
	all.add(&report)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled):
		return err
	}
	all.broken = append(all.broken, brokenFile{name, err})
	return nil
}

func (all *imported) add(r *feed.Report) {
	all.Created += r.Created
	all.Updated += r.Updated
	all.Unchanged += r.Unchanged
	all.read += r.Read()
	all.failed += r.Failed
	all.Errors = append(all.Errors, r.Errors...)
	for section, n := range r.Sections {
		all.sections[section] += n
	}
}

// refused is the number of rows that were refused; a row may have several errors.
func (all *imported) refused() int {
	type place struct {
		file string
		line int
	}
	rows := map[place]bool{}
	for i := range all.Errors {
		rows[place{all.Errors[i].File, all.Errors[i].Line}] = true
	}
	return len(rows) + all.failed - len(all.Errors)
}

// brokenFile is a file that could not be read, or not to its end.
type brokenFile struct {
	name string
	err  error
}

// row says the same as a refused row does. Told is true when the report says it already,
// with the line.
func (b brokenFile) row() (e feed.RowError, told bool) {
	var at *feed.RowError
	if errors.As(b.err, &at) {
		return *at, true
	}
	why := b.err
	if inner := errors.Unwrap(why); inner != nil {
		why = inner // without the name
	}
	return feed.RowError{File: filepath.Base(b.name), Reason: why.Error()}, false
}

// plainPathError says "shop.csv: no such file or directory".
func plainPathError(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", p.Path, p.Err)
	}
	return err
}

// show writes the report: what was refused, row by row, then the sums.
func (cmd *importCmd) show(c *call, all *imported) error {
	if cmd.JSON {
		shown := *all
		for _, b := range all.broken {
			if e, told := b.row(); !told {
				shown.Errors = append(shown.Errors, e)
			}
		}
		return writeJSON(c.out, shown)
	}
	w := tabwriter.NewWriter(c.err, 0, 0, 2, ' ', 0)
	for i := range all.Errors {
		e := &all.Errors[i]
		where := e.File
		if e.Line > 0 {
			where += " line " + strconv.Itoa(e.Line)
		}
		row(w, where, e.Field, e.Reason)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if more := all.failed - len(all.Errors); more > 0 {
		fmt.Fprintf(c.err, "and %d more\n", more)
	}
	would := ""
	if cmd.DryRun {
		would = "Nothing was written. This would be: "
	}
	c.printf("%s%d created, %d updated, %d unchanged, %d refused\n", would, all.Created, all.Updated, all.Unchanged, all.refused())
	for _, section := range slices.Sorted(maps.Keys(all.sections)) {
		if n := all.sections[section]; n > 0 {
			c.printf("%s: %d changed\n", section, n)
		}
	}
	return nil
}

// verdict decides whether the command succeeded: it failed when a file could not be read,
// when nothing in it could, or with --strict when any row was refused.
func (cmd *importCmd) verdict(all *imported) error {
	switch {
	case len(all.broken) > 0:
		try := "check the file named above; whatever stood before the trouble is in the shop, and importing again is safe"
		if cmd.DryRun || all.read == 0 {
			try = "check that the file is what it should be: shoptalk import --help names the formats"
		}
		var errs []error
		for _, b := range all.broken {
			errs = append(errs, b.err)
		}
		return failed(errors.Join(errs...), "%s", try)
	case all.failed > 0 && cmd.Strict:
		return failed(fmt.Errorf("rows were refused: %d", all.refused()), "correct the rows named above and import the file again")
	case all.failed > 0 && all.read == 0 && len(all.sections) == 0:
		return failed(errors.New("no row could be read"), "correct the rows named above and import the file again")
	}
	return nil
}
