package data

import "errors"

// The kinds of failure a Store reports. Wrapped errors answer to errors.Is.
var (
	// ErrNotFound: what was asked for by id, handle, number or key is not there.
	ErrNotFound = errors.New("not found")
	// ErrConflict: the write meets something that is already there or has changed meanwhile.
	ErrConflict = errors.New("conflict")
	// ErrInvalid: the value given breaks a rule; the error is an *Invalid naming the field.
	ErrInvalid = errors.New("invalid")
	// ErrStock: not enough stock is left.
	ErrStock = errors.New("out of stock")
	// ErrNewer: the database was written by a newer version of the program.
	ErrNewer = errors.New("written by a newer version")
	// ErrTrimmed: the change feed no longer reaches back as far as asked, or the database is
	// not the one it was; read the whole catalog again.
	ErrTrimmed = errors.New("the change feed does not reach that far")
)

// Invalid says which field breaks which rule, in words a person can act on.
type Invalid struct {
	Field  string // as in the shop file: "price", "variants[2].sku"
	Reason string // "is negative"
}

// Error reads "price: is negative".
func (e *Invalid) Error() string {
	if e.Field == "" {
		return e.Reason
	}
	return e.Field + ": " + e.Reason
}

// Is makes an *Invalid answer to errors.Is(err, ErrInvalid).
func (e *Invalid) Is(target error) bool { return target == ErrInvalid }
