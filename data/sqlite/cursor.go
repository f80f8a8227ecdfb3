package sqlite

import (
	"encoding/base64"
	"encoding/json"

	"shoptalk/data"
)

// cursor is the key of the last row of a page: what it was sorted by and what breaks ties.
type cursor struct {
	Key  string `json:"k,omitempty"` // text key
	N    int64  `json:"n,omitempty"` // number key
	ID   int64  `json:"i,omitempty"`
	List string `json:"l"` // the list it belongs to
}

// String makes the opaque form.
func (c cursor) String() string {
	b, _ := json.Marshal(c) // texts and integers only: cannot fail
	return base64.RawURLEncoding.EncodeToString(b)
}

// parseCursor reads the opaque form of a cursor of the named list; empty text gives the
// cursor before the first row.
func parseCursor(text, list string) (cursor, error) {
	if text == "" {
		return cursor{List: list}, nil
	}
	var c cursor
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil || c.List != list {
		return c, &data.Invalid{Field: "after", Reason: "is no cursor of this list; begin at the first page"}
	}
	return c, nil
}

// pageSize is a wished page size within its bounds: 1 to 1000, 50 when not given.
func pageSize(n int) int {
	if n <= 0 {
		return 50
	}
	return min(n, 1000)
}

// page cuts a list read with one row more than asked for into a page.
func page[T any](list []T, size int, last func(T) cursor) data.Page[T] {
	if len(list) <= size {
		return data.Page[T]{Items: list}
	}
	list = list[:size]
	return data.Page[T]{Items: list, Next: last(list[size-1]).String()}
}
