package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"shoptalk/data"
	"shoptalk/data/cache"
)

// Store is what the index reads of the shop, and where it keeps what it learned.
type Store interface {
	data.Catalog
	data.Shops
	data.Policies
	data.Synonyms
	data.Feed
	data.Memory
}

// Features are the switches of searching that may change while running.
type Features struct {
	Fuzzy    bool // misspelt words are corrected
	Phonetic bool // words that only sound alike count as corrections
	Partial  bool // products that say only some of the words count
	Search   bool // searching by words at all; without, constraints alone count
	Caching  bool // the rankings of texts are kept for later searches
}

// AllFeatures has every switch on.
func AllFeatures() Features {
	return Features{Fuzzy: true, Phonetic: true, Partial: true, Search: true, Caching: true}
}

// Options say where an index lives and what it is made of.
type Options struct {
	// Dir holds the index files; it is made when missing. One process at a time may use
	// it. Empty: a private temporary folder, removed by Close, so that commands can search
	// beside a running server.
	Dir      string
	Store    Store           // required
	Log      *slog.Logger    // nil: nothing is logged
	Clock    data.Clock      // nil: time.Now
	Features func() Features // nil: AllFeatures
	Poll     time.Duration   // how often Follow looks for changes; 0: 250 ms
}

// ErrBusy says that another process uses the index folder.
var ErrBusy = errors.New("another process is using the index")

// Index finds products and passages. It is safe for concurrent use.
type Index struct {
	opt      Options
	dir      string
	private  bool // dir is ours alone and goes with us
	unlock   func() error
	vocab    atomic.Pointer[Vocabulary]
	synonyms atomic.Pointer[synonyms]
	meaning  meanings
	passages atomic.Pointer[passages]
	labels   atomic.Pointer[labels]
	rankings *cache.Cache[*ranking]
	texts    cache.Generation // bumped when the text of a product changes
	status   statusBoard

	mu  sync.RWMutex // for reading while a search uses gen; for writing while it changes
	gen *generation  // nil until the first build is done

	building sync.Mutex // one Rebuild at a time
	applying sync.Mutex // the feed is applied, or a build is switched to
	notify   chan struct{}
	base     context.Context // of the work in the background, which outlives Open; ended by Close
	stop     context.CancelFunc
	tasks    sync.WaitGroup
	closing  sync.Once
	closed   error
}

// Open opens the index in a folder. It takes milliseconds: when the files are missing, torn
// or outdated a rebuild starts in the background, and searches are answered from the store
// meanwhile. ErrBusy when another process has the folder.
func Open(ctx context.Context, opt Options) (*Index, error) {
	x, err := prepare(opt)
	if err != nil {
		return nil, err
	}
	x.base, x.stop = context.WithCancel(context.WithoutCancel(ctx))
	if err := x.readShop(ctx); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	g, v, err := x.openCurrent(ctx)
	if err == nil {
		x.gen = g
		x.vocab.Store(v)
		x.status.opened(g.version, g.cols.liveCount())
		x.sweep(g.name)
		x.inBackground(func() { x.readMeaning(x.base) })
		return x, nil
	}
	x.opt.Log.Info("the search index is made anew", "reason", err)
	x.sweep("")
	x.rebuildSoon()
	return x, nil
}

func prepare(opt Options) (*Index, error) {
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Clock == nil {
		opt.Clock = time.Now
	}
	if opt.Features == nil {
		opt.Features = AllFeatures
	}
	if opt.Poll == 0 {
		opt.Poll = 250 * time.Millisecond
	}
	x := &Index{opt: opt, dir: opt.Dir, private: opt.Dir == "", notify: make(chan struct{}, 1), unlock: func() error { return nil }}
	x.vocab.Store(newVocabulary())
	if err := x.takeDir(); err != nil {
		return nil, err
	}
	var err error
	if x.rankings, err = x.newRankings(); err != nil {
		return nil, errors.Join(fmt.Errorf("index: %w", err), x.unlock())
	}
	return x, nil
}

// takeDir makes the folder and keeps other processes out of it.
func (x *Index) takeDir() (err error) {
	if x.private {
		if x.dir, err = os.MkdirTemp("", "shoptalk-index-"); err != nil {
			return fmt.Errorf("index: %w", err)
		}
		return nil
	}
	if err = os.MkdirAll(x.dir, 0o755); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	if x.unlock, err = lockDir(x.dir); err != nil {
		return fmt.Errorf("index: %s: %w", x.dir, err)
	}
	return nil
}

// readShop reads what the index needs of the shop besides its products.
func (x *Index) readShop(ctx context.Context) error {
	shop, err := x.opt.Store.Shop(ctx)
	if err != nil {
		return fmt.Errorf("index: read the shop: %w", err)
	}
	x.status.setCurrency(shop.Currency)
	list, err := x.opt.Store.Synonyms(ctx)
	if err != nil {
		return fmt.Errorf("index: read the synonyms: %w", err)
	}
	x.synonyms.Store(newSynonyms(list))
	return errors.Join(x.readLabels(ctx), x.readPolicies(ctx))
}

// inBackground runs work that Close waits for.
func (x *Index) inBackground(work func()) {
	end := x.status.begin()
	x.tasks.Go(func() {
		defer end()
		work()
	})
}

// rebuildSoon starts a rebuild in the background unless one is under way.
func (x *Index) rebuildSoon() {
	if !x.status.startBuilding() {
		return
	}
	x.inBackground(func() {
		err := x.rebuild(x.base, nil)
		x.status.stopBuilding(err)
		if err != nil && x.base.Err() == nil {
			x.opt.Log.Error("the search index could not be made", "error", err)
		}
	})
}

// Vocabulary is what the catalog can be asked about, as it stands, and corrects as the
// switches stand. It is never nil.
func (x *Index) Vocabulary() *Vocabulary { return x.vocab.Load().heeding(x.opt.Features()) }

// Close ends the work in the background and saves what changed since the index was opened.
// Calling it again does nothing more and gives the same.
func (x *Index) Close() error {
	x.closing.Do(func() { x.closed = x.close() })
	return x.closed
}

func (x *Index) close() error {
	x.stop()
	x.tasks.Wait()
	x.rankings.Close()
	x.applying.Lock()
	defer x.applying.Unlock()
	x.mu.Lock()
	g := x.gen
	x.gen = nil
	x.mu.Unlock()
	var err error
	if g != nil {
		err = errors.Join(x.saveColumns(g), g.close())
	}
	if x.private {
		err = errors.Join(err, os.RemoveAll(x.dir))
	}
	return errors.Join(err, x.unlock())
}
