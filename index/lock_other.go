//go:build !unix

package index

// lockDir does nothing where the system has no advisory locks; Bleve's own lock still keeps
// a second process from opening the same files.
func lockDir(string) (unlock func() error, err error) {
	return func() error { return nil }, nil
}
