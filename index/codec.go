package index

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"os"
)

// errTorn says that a file is not what was written.
var errTorn = errors.New("the file is damaged")

// castagnoli is the checksum table; the processor computes this polynomial itself.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encoder appends values to a buffer that is written in one go.
type encoder struct{ b []byte }

func (e *encoder) uint(n uint64)   { e.b = binary.AppendUvarint(e.b, n) }
func (e *encoder) int(n int64)     { e.b = binary.AppendVarint(e.b, n) }
func (e *encoder) float(f float64) { e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(f)) }
func (e *encoder) string(s string) { e.uint(uint64(len(s))); e.b = append(e.b, s...) }
func (e *encoder) bool(v bool)     { e.b = append(e.b, map[bool]byte{true: 1}[v]) }
func (e *encoder) numbers(l []uint32) {
	e.uint(uint64(len(l)))
	for _, n := range l {
		e.uint(uint64(n))
	}
}

// save writes the buffer with a magic word and a checksum to a new file, durably, and gives
// it its name last: a torn file never bears it.
func (e *encoder) save(path, magic string) error {
	tmp := path + ".tmp"
	f, err := os.Create(tmp)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<16)
	sum := crc32.Checksum(e.b, castagnoli)
	_, err = w.WriteString(magic)
	_, err2 := w.Write(e.b)
	_, err3 := w.Write(binary.LittleEndian.AppendUint32(nil, sum))
	err = errors.Join(err, err2, err3, w.Flush(), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(tmp, path)
}

// decoder reads what an encoder wrote. After the first value that is not there it gives
// zeros and err is errTorn.
type decoder struct {
	b   []byte
	err error
}

// load reads a file that save wrote and checks it.
func load(path, magic string) (*decoder, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(b) < len(magic)+4 || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("%s: %w", path, errTorn)
	}
	body, tail := b[len(magic):len(b)-4], b[len(b)-4:]
	if crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(tail) {
		return nil, fmt.Errorf("%s: %w", path, errTorn)
	}
	return &decoder{b: body}, nil
}

func (d *decoder) fail() { d.b, d.err = nil, errTorn }

func (d *decoder) uint() uint64 {
	n, size := binary.Uvarint(d.b)
	if size <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[size:]
	return n
}

func (d *decoder) int() int64 {
	n, size := binary.Varint(d.b)
	if size <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[size:]
	return n
}

func (d *decoder) float() float64 {
	if len(d.b) < 8 {
		d.fail()
		return 0
	}
	f := math.Float64frombits(binary.LittleEndian.Uint64(d.b))
	d.b = d.b[8:]
	return f
}

func (d *decoder) string() string {
	n := d.uint()
	if n > uint64(len(d.b)) {
		d.fail()
		return ""
	}
	s := string(d.b[:n])
	d.b = d.b[n:]
	return s
}

func (d *decoder) bool() bool {
	if len(d.b) == 0 {
		d.fail()
		return false
	}
	v := d.b[0] != 0
	d.b = d.b[1:]
	return v
}

// size reads a count of things that take at least one byte each.
func (d *decoder) size() int {
	n := d.uint()
	if n > uint64(len(d.b)) {
		d.fail()
		return 0
	}
	return int(n)
}

// numbers reads a list into the arena, which grows in large steps.
func (d *decoder) numbers(arena *[]uint32) []uint32 {
	n := d.size()
	if n == 0 {
		return nil
	}
	if cap(*arena)-len(*arena) < n {
		*arena = make([]uint32, 0, max(n, 1<<16))
	}
	start := len(*arena)
	for range n {
		*arena = append(*arena, uint32(d.uint()))
	}
	return (*arena)[start:len(*arena):len(*arena)]
}
