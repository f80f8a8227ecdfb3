package feed

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"go.yaml.in/yaml/v3"
)

// readLines reads products as lines. Lines that cannot be read are refused and the rest
// goes on.
func (run *run) readLines() error {
	for line := 1; ; line++ {
		if err := run.ctx.Err(); err != nil {
			return err
		}
		b, long, err := readLine(run.src.r, maxRecord)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		switch text := bytes.TrimSpace(b); {
		case long:
			run.fail(RowError{Line: line, Reason: "the line is longer than 4 MB"})
		case len(text) > 0:
			if err := run.addJSON(text, line); err != nil {
				return err
			}
		}
		run.tell(run.src.packed.n)
		if err != nil {
			return run.flush()
		}
	}
}

// readLine reads one line of at most limit bytes; a longer one is skipped to its end.
func readLine(r *bufio.Reader, limit int) (line []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if !long {
			line = append(line, part...)
		}
		if len(line) > limit {
			line, long = nil, true
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

// addJSON takes one product object.
func (run *run) addJSON(b []byte, line int) error {
	n, err := parseJSON([]byte(toUTF8(b)), line)
	if err != nil {
		var at *RowError
		if errors.As(err, &at) {
			run.fail(*at)
			return nil
		}
		return err
	}
	return run.addNode(n)
}

// addNode takes one product. What is wrong in a variant leaves that variant out, anything
// else wrong refuses the product.
func (run *run) addNode(n *yaml.Node) error {
	dec := decoder{now: run.now()}
	s := dec.product(n, "")
	d := s.draft(run.shop.Currency)
	d.line = n.Line
	for i := range d.errs {
		d.errs[i].Line = d.lineOf(d.errs[i].Field)
	}
	d.errs = append(dec.errs, d.errs...)
	d.dropWrong()
	return run.add(d)
}

// dropWrong removes the variants that errors name, and refuses the product for any other
// error or when no variant is left.
func (d *draft) dropWrong() {
	wrong := map[int]bool{}
	for _, e := range d.errs {
		d.bad = true
		if i := variantIndex(e.Field); i >= 0 {
			wrong[i] = true
		} else {
			d.refused = true
		}
	}
	if len(wrong) == 0 {
		return
	}
	kept, lines := d.product.Variants[:0], []int(nil)
	for i, v := range d.product.Variants {
		if !wrong[i] {
			kept, lines = append(kept, v), append(lines, d.lines[i])
		}
	}
	d.product.Variants, d.lines = kept, lines
	d.refused = d.refused || len(kept) == 0
}
