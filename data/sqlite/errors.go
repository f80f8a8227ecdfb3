package sqlite

import (
	"errors"
	"fmt"

	driver "modernc.org/sqlite"

	"shoptalk/data"
)

// The failures of the file itself, beside the kinds of package data. They come wrapped with
// what was being done.
var (
	// ErrBusy: another process held the write lock for longer than we wait.
	ErrBusy = errors.New("the database is busy in another process; try again in a moment")
	// ErrFull: no room left on the disk.
	ErrFull = errors.New("the disk is full; free some space and try again")
	// ErrCorrupt: the file is damaged or no database.
	ErrCorrupt = errors.New("the database file is damaged; restore a backup")
	// ErrReadOnly: a write through a store opened read-only, or without the right to write.
	ErrReadOnly = errors.New("the database cannot be written to; check the rights of the file and its folder")
	// ErrDisk: the operating system failed to read or write the file.
	ErrDisk = errors.New("the disk failed to read or write the database file")
	// ErrOpen: the file or its folder cannot be opened.
	ErrOpen = errors.New("the database file cannot be opened; check that its folder exists and may be written to")
)

// SQLite's result codes, https://sqlite.org/rescode.html; the low byte is the primary code.
const (
	codeBusy       = 5
	codeReadOnly   = 8
	codeIO         = 10
	codeCorrupt    = 11
	codeFull       = 13
	codeCantOpen   = 14
	codeNotADB     = 26
	codeForeignKey = 787
	codePrimaryKey = 1555
	codeUnique     = 2067
	codeRowID      = 2579
)

// kind maps an SQLite result code to the failure it means; nil for codes without one.
func kind(code int) error {
	switch code {
	case codeUnique, codePrimaryKey, codeRowID:
		return data.ErrConflict
	case codeForeignKey:
		return data.ErrNotFound
	}
	switch code & 0xff {
	case codeBusy:
		return ErrBusy
	case codeFull:
		return ErrFull
	case codeCorrupt, codeNotADB:
		return ErrCorrupt
	case codeReadOnly:
		return ErrReadOnly
	case codeIO:
		return ErrDisk
	case codeCantOpen:
		return ErrOpen
	}
	return nil
}

// resultCode is the SQLite result code inside an error, 0 when there is none.
func resultCode(err error) int {
	var e *driver.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

// wrap adds what was being done to an error and makes it answer to its kind:
// "sqlite: put product swift-runner: conflict: UNIQUE constraint failed ...".
func wrap(err error, doing string, args ...any) error {
	if err == nil {
		return nil
	}
	doing = fmt.Sprintf(doing, args...)
	if k := kind(resultCode(err)); k != nil && !errors.Is(err, k) {
		return fmt.Errorf("sqlite: %s: %w: %w", doing, k, err)
	}
	return fmt.Errorf("sqlite: %s: %w", doing, err)
}
