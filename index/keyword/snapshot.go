package keyword

import (
	"fmt"
	"strconv"

	index "github.com/blevesearch/bleve_index_api"
)

// snapshot is the index at one moment: a reader, and the product of every document number.
type snapshot struct {
	reader index.IndexReader
	ids    []int64 // by document number; 0 for removed documents
	live   int
	avg    [numFields]float32 // mean number of words
}

func newSnapshot(adv index.Index, z sizes) (*snapshot, error) {
	r, err := adv.Reader()
	if err != nil {
		return nil, err
	}
	s := &snapshot{reader: r}
	if err := s.readIDs(); err != nil {
		return nil, fmt.Errorf("read ids: %w", err)
	}
	s.avg = z.means()
	return s, nil
}

func (s *snapshot) readIDs() error {
	all, err := s.reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer all.Close()
	for {
		internal, err := all.Next()
		if err != nil || internal == nil {
			return err
		}
		text, err := s.reader.ExternalID(internal)
		if err != nil {
			return err
		}
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return fmt.Errorf("document %q is no product", text)
		}
		for n := int(internal.Value()); n >= len(s.ids); {
			s.ids = append(s.ids, 0)
		}
		s.ids[internal.Value()] = id
		s.live++
	}
}

func (s *snapshot) close() error { return s.reader.Close() }
