package sqlite

import (
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
)

// use says what a connection is for; it decides the pragmas.
type use int

// The uses of a connection.
const (
	forReading use = iota // a pool; SQLite itself refuses writes
	forSafe               // carts, orders, returns, keys: a commit survives a power cut
	forFast               // imports, turns, logs: a commit survives kill -9
	forUpkeep             // checkpoints, checks, backups, migrations
	forLock               // an empty file whose exclusive transaction is a lock
)

// dsn makes the address of a database file for one use. Pragmas stand here and nowhere else,
// because a PRAGMA run through a pool reaches one connection only. The driver runs
// busy_timeout first, whatever the order.
func dsn(path string, u use, readOnly bool) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	slashed := filepath.ToSlash(abs)
	if runtime.GOOS == "windows" && !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	q := url.Values{"_pragma": pragmas(u, readOnly), "_dqs": {"0"}}
	if readOnly {
		q.Set("mode", "ro")
	}
	switch u {
	case forSafe, forFast, forUpkeep:
		q.Set("_txlock", "immediate")
	case forLock:
		q = url.Values{"_pragma": {"busy_timeout(1000)"}, "_txlock": {"exclusive"}}
	}
	address := url.URL{Scheme: "file", Path: slashed, RawQuery: q.Encode()}
	return address.String(), nil
}

// pragmas lists the pragmas of one use. A large cache_size is left out on purpose: with mmap
// it made reads slower. Checkpoints are never automatic, so that none runs inside a COMMIT.
func pragmas(u use, readOnly bool) []string {
	list := []string{"busy_timeout(10000)", "foreign_keys(1)", "mmap_size(268435456)"}
	if readOnly && u == forUpkeep {
		return list // mode=ro refuses writes as well, and lets a copy be written elsewhere
	}
	if u == forReading || readOnly {
		return append(list, "query_only(1)")
	}
	sync := "synchronous(NORMAL)"
	if u == forSafe || u == forUpkeep {
		sync = "synchronous(FULL)"
	}
	if u != forUpkeep {
		// Begin polls by itself, in milliseconds instead of SQLite's tenths of a second:
		// see handle.begin.
		list[0] = "busy_timeout(10)"
	}
	return append(list, "journal_mode(WAL)", sync, "wal_autocheckpoint(0)", "journal_size_limit(8388608)")
}
