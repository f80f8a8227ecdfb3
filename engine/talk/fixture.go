package talk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shoptalk/data"
	"shoptalk/data/demo"
	"shoptalk/data/feed"
	"shoptalk/data/sqlite"
	"shoptalk/engine"
	"shoptalk/engine/nlu"
	"shoptalk/index"
)

// DemoPrefix begins the name of a fixture that is a demo shop: "demo:harbour".
const DemoPrefix = "demo:"

// Moment is the clock of fixtures that name none.
func Moment() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// Fixture is a shop ready to be copied: its database and its search index, in a folder of its
// own. It is made once and copied for every conversation.
type Fixture struct {
	dir string
	now time.Time
}

// Demo makes a fixture of a demo shop, at Moment.
func Demo(ctx context.Context, name string) (*Fixture, error) {
	return build(ctx, Moment(), func(store *sqlite.Store) error { return demo.Load(ctx, store, name, Moment) })
}

// ShopFile makes a fixture of a shop file, at its own now, else at Moment. A file of which any
// row is refused is an error.
func ShopFile(ctx context.Context, path string) (*Fixture, error) {
	now, err := clockOf(path)
	if err != nil {
		return nil, err
	}
	return build(ctx, now, func(store *sqlite.Store) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		im := feed.Importer{Store: store, Clock: func() time.Time { return now }}
		report, err := im.Import(ctx, f, filepath.Base(path), feed.ImportOptions{})
		if err == nil && len(report.Errors) > 0 {
			err = &report.Errors[0]
		}
		return err
	})
}

// clockOf is the now of a shop file.
func clockOf(path string) (time.Time, error) {
	f, err := os.Open(path)
	if err != nil {
		return time.Time{}, err
	}
	defer f.Close()
	now, err := feed.ReadNow(f)
	if now == 0 {
		return Moment(), err
	}
	return now.Go(), err
}

// Copy makes a fixture of the shop in a database file, also beside a running server, at a
// moment. Its conversations and orders are copied with it.
func Copy(ctx context.Context, database string, now time.Time) (*Fixture, error) {
	return prepare(ctx, now, func(path string) error {
		store, err := sqlite.Open(ctx, database, sqlite.Options{ReadOnly: true})
		if err != nil {
			return err
		}
		return errors.Join(store.Backup(ctx, path), store.Close())
	})
}

// build makes a fixture of a shop that is put into an empty store.
func build(ctx context.Context, now time.Time, fill func(*sqlite.Store) error) (*Fixture, error) {
	return prepare(ctx, now, func(path string) error {
		whole := path + ".whole"
		store, err := sqlite.Open(ctx, whole, sqlite.Options{Clock: func() time.Time { return now }})
		if err != nil {
			return err
		}
		err = fill(store)
		if err == nil {
			err = store.Backup(ctx, path)
		}
		return errors.Join(err, store.Close(), os.Remove(whole))
	})
}

// prepare makes the folder of a fixture: fill writes the database, then the index is made.
func prepare(ctx context.Context, now time.Time, fill func(path string) error) (f *Fixture, err error) {
	f = &Fixture{now: now}
	if f.dir, err = os.MkdirTemp("", "shoptalk-talk-"); err != nil {
		return nil, err
	}
	if err = fill(f.database()); err == nil {
		err = f.learn(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (f *Fixture) database() string { return filepath.Join(f.dir, "shop.db") }

// learn makes the search index of the fixture and what the engine learns of the shop, and
// leaves both in files that can be copied.
func (f *Fixture) learn(ctx context.Context) error {
	store, err := sqlite.Open(ctx, f.database(), sqlite.Options{Clock: f.clock})
	if err != nil {
		return err
	}
	x, err := index.Open(ctx, index.Options{Dir: filepath.Join(f.dir, "index"), Store: store, Clock: f.clock})
	if err != nil {
		return errors.Join(err, store.Close())
	}
	if err = x.Wait(ctx); err == nil {
		err = learnPolicies(ctx, store, x)
	}
	return errors.Join(err, x.Close(), store.Close())
}

// learnPolicies has an engine look at the policies once: it keeps what it learns of them.
func learnPolicies(ctx context.Context, store *sqlite.Store, x *index.Index) error {
	e, err := engine.New(engine.Options{Store: store, Index: x, Reader: nlu.New()})
	if err != nil {
		return err
	}
	defer e.Close()
	e.Policy(ctx, "")
	return nil
}

func (f *Fixture) clock() time.Time { return f.now }

// Close removes the fixture's files. Rooms made of it stay.
func (f *Fixture) Close() error { return os.RemoveAll(f.dir) }

// Open makes the fixture that a test file names, its path being relative to folder; for a
// file that names none, fallback is asked.
func Open(ctx context.Context, name, folder string, fallback func() (*Fixture, error)) (*Fixture, error) {
	var f *Fixture
	var err error
	shop, isDemo := strings.CutPrefix(name, DemoPrefix)
	switch {
	case name == "":
		f, err = fallback()
	case isDemo:
		f, err = Demo(ctx, shop)
	case filepath.IsAbs(name):
		f, err = ShopFile(ctx, name)
	default:
		f, err = ShopFile(ctx, filepath.Join(folder, name))
	}
	if err != nil {
		return nil, fmt.Errorf("the fixture %s: %w", name, err)
	}
	return f, nil
}

// copyTree copies the files of a folder into another one.
func copyTree(to, from string) error {
	return filepath.WalkDir(from, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o700)
		}
		return copyFile(filepath.Join(to, rel), path)
	})
}

func copyFile(to, from string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// at makes a clock of a moment that can be set.
func at(now *data.Time) data.Clock { return func() time.Time { return now.Go() } }
