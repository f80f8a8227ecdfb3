//go:build unix

package main

import (
	"errors"
	"syscall"
)

// isTaken tells whether listening failed because another program has the port.
func isTaken(err error) bool { return errors.Is(err, syscall.EADDRINUSE) }

// diskFree is how many bytes are left where a folder is; false when it cannot be told.
func diskFree(dir string) (int64, bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return int64(s.Bavail) * int64(s.Bsize), true
}

// reloadSignal asks a running server to read its configuration again.
const reloadSignal = syscall.SIGHUP
