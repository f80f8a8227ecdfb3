package feed

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// counter counts the bytes read through it.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// bombGuard stops reading when a compressed file unpacks to absurdly more than it holds.
type bombGuard struct {
	r      io.Reader
	packed *counter
	n      int64
}

func (b *bombGuard) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	if b.n > freeUnpack && b.n > maxRatio*b.packed.n {
		return n, fmt.Errorf("the file unpacks to more than %d times its size; unpack it yourself if that is meant", maxRatio)
	}
	return n, err
}

// unpacked removes gzip, at most twice, from in front of a file.
func unpacked(c *counter) (*bufio.Reader, error) {
	r := bufio.NewReaderSize(c, peekSize)
	for range 2 {
		if head, _ := r.Peek(2); !bytes.Equal(head, []byte{0x1f, 0x8b}) {
			return r, nil
		}
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("the gzip file is damaged: %w", err)
		}
		r = bufio.NewReaderSize(&bombGuard{r: z, packed: c}, peekSize)
	}
	if head, _ := r.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return nil, fmt.Errorf("the file is compressed more than twice; unpack it first")
	}
	return r, nil
}

// decoded turns UTF-16, with or without a byte order mark, into UTF-8 and drops a UTF-8
// mark. Bytes that are no UTF-8 are left for toUTF8 to read cell by cell.
func decoded(r *bufio.Reader) *bufio.Reader {
	head, _ := r.Peek(64)
	switch {
	case bytes.HasPrefix(head, []byte{0xef, 0xbb, 0xbf}):
		_, _ = r.Discard(3)
		return r
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), zeros(head, 1):
		return fromUTF16(r, unicode.LittleEndian)
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}), zeros(head, 0):
		return fromUTF16(r, unicode.BigEndian)
	}
	return r
}

func fromUTF16(r io.Reader, order unicode.Endianness) *bufio.Reader {
	dec := unicode.UTF16(order, unicode.UseBOM).NewDecoder()
	return bufio.NewReaderSize(transform.NewReader(r, dec), peekSize)
}

// zeros tells whether every second byte, from a place on, is zero and no other is: western
// text as UTF-16 without a mark.
func zeros(head []byte, from int) bool {
	if len(head) < 4 {
		return false
	}
	for i, b := range head {
		if (i%2 == from) != (b == 0) {
			return false
		}
	}
	return true
}

// toUTF8 reads bytes as UTF-8 or, when they are not, as Windows-1252, in which old
// spreadsheets save.
func toUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	s, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return string(bytes.ToValidUTF8(b, []byte("\uFFFD")))
	}
	return string(s)
}
