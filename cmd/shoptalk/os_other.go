//go:build !unix

package main

import (
	"errors"
	"syscall"
)

// isTaken tells whether listening failed because another program has the port.
func isTaken(err error) bool {
	const wsaAddressInUse = syscall.Errno(10048)
	return errors.Is(err, wsaAddressInUse) || errors.Is(err, syscall.EADDRINUSE)
}

// diskFree cannot tell on this system.
func diskFree(string) (int64, bool) { return 0, false }

// reloadSignal never comes on this system.
const reloadSignal = syscall.SIGHUP
