package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
)

// keptBackups is how many copies made before upgrades are kept.
const keptBackups = 3

// Backup writes a compact copy of the whole store, as it stands at one moment, to a new file.
// Writers go on meanwhile. data.ErrConflict when the file is there already.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := os.Stat(path); err == nil {
		return wrap(fmt.Errorf("%s is there already; choose another name: %w", path, data.ErrConflict), "back up")
	}
	return wrap(s.copyTo(ctx, path), "back up to %s", path)
}

// copyTo writes the copy under another name first, so that a file of the right name is whole.
func (s *Store) copyTo(ctx context.Context, path string) error {
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if _, err := (place{s: s, h: s.sideH}).exec(ctx, vacuumInto, part); err != nil {
		os.Remove(part)
		return err
	}
	f, err := os.OpenFile(part, os.O_RDWR, 0o600) // SQLite does not sync what VACUUM INTO writes
	if err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(0o600), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// backupBefore copies a database that is not empty before its schema changes:
// shop.db.v3.bak holds schema 3.
func (s *Store) backupBefore(ctx context.Context) error {
	version, err := s.schemaVersion(ctx)
	if err != nil || version == 0 {
		return err
	}
	if err := s.copyTo(ctx, fmt.Sprintf("%s.v%d.bak", s.path, version)); err != nil {
		return err
	}
	return s.dropOldBackups()
}

// dropOldBackups removes all but the latest copies made before upgrades.
func (s *Store) dropOldBackups() error {
	found, err := filepath.Glob(globEscape(s.path) + ".v*.bak")
	if err != nil {
		return err
	}
	version := func(file string) int {
		n, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(file, s.path+".v"), ".bak"))
		return n // 0 for names that are not ours
	}
	found = slices.DeleteFunc(found, func(f string) bool { return version(f) == 0 })
	slices.SortFunc(found, func(a, b string) int { return version(b) - version(a) })
	for _, old := range found[min(keptBackups, len(found)):] {
		if err := os.Remove(old); err != nil {
			return err
		}
	}
	return nil
}

// globEscape makes a path match itself only.
func globEscape(path string) string {
	return strings.NewReplacer(`*`, `[*]`, `?`, `[?]`, `[`, `[[]`).Replace(path)
}
