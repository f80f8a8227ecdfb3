package keyword

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
)

// Doc is the text of one product: per field its words, separated by blanks.
type Doc struct {
	ID     int64
	Fields [numFields]string
}

// Index is a set of documents on disk. It is safe for concurrent use. One process at a time
// can have it open.
type Index struct {
	bleve bleve.Index
	pool  sync.Pool // of *scratch

	writing sync.Mutex // one Put, Refresh or Merge at a time
	sizes   sizes

	mu   sync.RWMutex // held for reading while the snapshot is searched
	snap *snapshot
}

// lockTimeout is how long to wait for another process that has the index open.
const lockTimeout = "500ms"

// What the index knows about itself, kept beside the documents.
var (
	seqKey   = []byte("seq")
	sizesKey = []byte("sizes")
)

// Create makes an empty index in a directory that must not exist.
func Create(dir string) (*Index, error) {
	m, err := newMapping()
	if err != nil {
		return nil, fmt.Errorf("keyword: %w", err)
	}
	b, err := bleve.NewUsing(dir, m, scorch.Name, scorch.Name, config())
	if err != nil {
		return nil, fmt.Errorf("keyword: create %s: %w", dir, err)
	}
	return start(b)
}

// Open opens an index that was made before. Damage and a lock held by another process are
// errors.
func Open(dir string) (x *Index, err error) {
	defer func() { // Bleve panics on some kinds of torn segment
		if r := recover(); r != nil {
			x, err = nil, fmt.Errorf("keyword: open %s: %v", dir, r)
		}
	}()
	b, err := bleve.OpenUsing(dir, config())
	if err != nil {
		return nil, fmt.Errorf("keyword: open %s: %w", dir, err)
	}
	return start(b)
}

func config() map[string]any { return map[string]any{"bolt_timeout": lockTimeout} }

func start(b bleve.Index) (*Index, error) {
	x := &Index{bleve: b}
	raw, err := b.GetInternal(sizesKey)
	if err == nil {
		x.sizes.decode(raw)
		err = x.Refresh()
	}
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return x, nil
}

// Close gives the files free.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	var err error
	if x.snap != nil {
		err = x.snap.close()
		x.snap = nil
	}
	return errors.Join(err, x.bleve.Close())
}

// Put adds or replaces documents, removes others, and notes up to which change of the
// catalog the index now stands, all in one step that is durable when Put returns.
func (x *Index) Put(docs []Doc, remove []int64, seq int64) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	b := x.bleve.NewBatch()
	next := x.sizes
	for i := range docs {
		next.add(&docs[i])
		fields := make(map[string]any, numFields)
		for f, text := range docs[i].Fields {
			if text != "" {
				fields[names[f]] = text
			}
		}
		if err := b.Index(strconv.FormatInt(docs[i].ID, 10), fields); err != nil {
			return fmt.Errorf("keyword: product %d: %w", docs[i].ID, err)
		}
	}
	for _, id := range remove {
		b.Delete(strconv.FormatInt(id, 10))
	}
	b.SetInternal(seqKey, binary.BigEndian.AppendUint64(nil, uint64(seq)))
	b.SetInternal(sizesKey, next.encode())
	if err := x.bleve.Batch(b); err != nil {
		return fmt.Errorf("keyword: write: %w", err)
	}
	x.sizes = next
	return nil
}

// Seq is the change up to which the index stands, 0 when nothing was put.
func (x *Index) Seq() (int64, error) {
	b, err := x.bleve.GetInternal(seqKey)
	if err != nil {
		return 0, fmt.Errorf("keyword: %w", err)
	}
	if len(b) != 8 {
		return 0, nil
	}
	return int64(binary.BigEndian.Uint64(b)), nil
}

// Merge brings the index into one segment, which searches fastest, and refreshes.
func (x *Index) Merge(ctx context.Context) error {
	x.writing.Lock()
	adv, err := x.bleve.Advanced()
	x.writing.Unlock()
	if err != nil {
		return fmt.Errorf("keyword: %w", err)
	}
	if s, ok := adv.(*scorch.Scorch); ok {
		if err := s.ForceMerge(ctx, &mergeplan.SingleSegmentMergePlanOptions); err != nil {
			return fmt.Errorf("keyword: merge: %w", err)
		}
	}
	return x.Refresh()
}

// Count is the number of documents.
func (x *Index) Count() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.snap == nil {
		return 0
	}
	return x.snap.live
}

// Refresh makes what was Put visible to searches.
func (x *Index) Refresh() error {
	x.writing.Lock()
	defer x.writing.Unlock()
	adv, err := x.bleve.Advanced()
	if err != nil {
		return fmt.Errorf("keyword: %w", err)
	}
	next, err := newSnapshot(adv, x.sizes)
	if err != nil {
		return fmt.Errorf("keyword: %w", err)
	}
	x.mu.Lock()
	old := x.snap
	x.snap = next
	x.mu.Unlock()
	if old != nil {
		return old.close()
	}
	return nil
}
