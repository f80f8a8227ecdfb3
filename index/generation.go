package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"shoptalk/data"
	"shoptalk/index/keyword"
)

// generation is one build of the index: its files, and what is in memory of them.
type generation struct {
	name    string // folder within the index folder
	words   *keyword.Index
	cols    *columns
	version int64 // change up to which it stands
	saved   int64 // change up to which the columns on disk stand
	edits   int   // documents written since it was built
	edited  time.Time
	merged  int // of those, before the last merge
}

func (g *generation) close() error { return g.words.Close() }

// The files of the index folder.
const (
	currentFile    = "current" // holds the name of the build in use
	buildPrefix    = "build-"
	wordsFolder    = "words"
	columnsFile    = "columns"
	vocabularyFile = "vocabulary"
	buildLearned   = "index-build" // Memory name under which the store knows its index
)

// formatVersion changes whenever the words of a product are cut, stemmed or laid out
// differently; an index of another format is made anew.
const formatVersion = "5"

// errOutdated says that the files are whole but of another shop, another format, or older
// than the change feed reaches back.
var errOutdated = errors.New("the index is outdated")

// openCurrent opens the build in use. Any error means that a new one is needed.
func (x *Index) openCurrent(ctx context.Context) (*generation, *Vocabulary, error) {
	raw, err := os.ReadFile(filepath.Join(x.dir, currentFile))
	if err != nil {
		return nil, nil, err
	}
	name, format, _ := strings.Cut(strings.TrimSpace(string(raw)), " ")
	if !strings.HasPrefix(name, buildPrefix) || strings.ContainsAny(name, `/\`) || format != formatVersion {
		return nil, nil, fmt.Errorf("%w: format %q", errOutdated, format)
	}
	if err := x.ownBuild(ctx, name); err != nil {
		return nil, nil, err
	}
	g, v, err := openBuild(filepath.Join(x.dir, name), name)
	if err != nil {
		return nil, nil, err
	}
	if err := x.checkVersions(ctx, g); err != nil {
		return nil, nil, errors.Join(err, g.close())
	}
	return g, v, nil
}

// openBuild reads the files of a build, side by side.
func openBuild(dir, name string) (g *generation, v *Vocabulary, err error) {
	g = &generation{name: name}
	var all errgroup.Group
	all.Go(func() (err error) {
		g.cols, g.version, err = loadColumns(filepath.Join(dir, columnsFile))
		return err
	})
	all.Go(func() (err error) {
		v, err = loadVocabulary(filepath.Join(dir, vocabularyFile))
		return err
	})
	all.Go(func() (err error) {
		g.words, err = keyword.Open(filepath.Join(dir, wordsFolder))
		return err
	})
	if err = all.Wait(); err != nil && g.words != nil {
		err = errors.Join(err, g.close())
	}
	return g, v, err
}

// ownBuild checks that the store knows the build as its own: another store, or one restored
// from a backup, does not.
func (x *Index) ownBuild(ctx context.Context, name string) error {
	known, err := x.opt.Store.Learned(ctx, buildLearned)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	if string(known.Bytes) != name {
		return fmt.Errorf("%w: it belongs to another catalog", errOutdated)
	}
	return nil
}

// checkVersions checks that words and columns belong together, and that the feed reaches
// back to where they stand. Bleve opens an index that lost its segments as an empty one.
// After a kill the words may be ahead of the columns; the changes between are applied again.
func (x *Index) checkVersions(ctx context.Context, g *generation) error {
	seq, err := g.words.Seq()
	if err != nil {
		return err
	}
	g.saved = g.version
	if seq < g.version || seq == g.version && g.words.Count() != g.cols.liveCount() {
		return fmt.Errorf("%w: words were lost after change %d", errTorn, seq)
	}
	now, err := x.opt.Store.Version(ctx)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	if now < g.version {
		return fmt.Errorf("%w: it is at change %d, the store at %d", errOutdated, g.version, now)
	}
	if _, err = x.opt.Store.Changes(ctx, g.version, 1); errors.Is(err, data.ErrTrimmed) {
		return fmt.Errorf("%w: the changes after %d are gone", errOutdated, g.version)
	}
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return nil
}

// sweep removes the folders of builds that are not in use.
func (x *Index) sweep(keep string) {
	entries, err := os.ReadDir(x.dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), buildPrefix) && e.Name() != keep {
			_ = os.RemoveAll(filepath.Join(x.dir, e.Name())) // tried again at the next start
		}
	}
}

// saveColumns brings the columns on disk up to date. The caller holds applying.
func (x *Index) saveColumns(g *generation) error {
	if g.saved == g.version {
		return nil
	}
	if err := g.words.Put(nil, nil, g.version); err != nil {
		return err
	}
	if err := g.cols.save(filepath.Join(x.dir, g.name, columnsFile), g.version); err != nil {
		return fmt.Errorf("index: save columns: %w", err)
	}
	if err := x.vocab.Load().save(filepath.Join(x.dir, g.name, vocabularyFile)); err != nil {
		return fmt.Errorf("index: save vocabulary: %w", err)
	}
	g.saved = g.version
	return nil
}

// setCurrent makes a build the one to open next time.
func (x *Index) setCurrent(ctx context.Context, name string) error {
	if !x.private {
		err := x.opt.Store.PutLearned(ctx, data.Learned{Name: buildLearned, Fingerprint: formatVersion, Bytes: []byte(name)})
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
	}
	path := filepath.Join(x.dir, currentFile)
	if err := os.WriteFile(path+".tmp", []byte(name+" "+formatVersion+"\n"), 0o644); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	if err := os.Rename(path+".tmp", path); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return nil
}
