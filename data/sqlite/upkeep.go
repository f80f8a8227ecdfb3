package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"shoptalk/data"
)

// The bounds of the write-ahead log, in bytes. A checkpoint that is complete lets the next
// writer begin the log anew, cut to journal_size_limit.
const (
	logLimit = 32 << 20 // a bulk write checkpoints after itself from here on
	logCap   = 64 << 20 // Tidy empties the log from here on even when the shop is busy
)

const (
	idleFor        = 10 * time.Second       // without requests for so long, upkeep disturbs nobody
	truncateWait   = 200 * time.Millisecond // how long emptying the log may wait for readers
	orphanedCartIn = 30 * 24 * time.Hour    // carts without a session go after this
)

// Tidy implements data.Upkeep: it moves the write-ahead log into the file in the background,
// so that no commit has to, and empties it when the shop is idle. Call it every second or so.
func (s *Store) Tidy(ctx context.Context, idle time.Duration) error {
	size := s.logSize()
	if s.fastH == nil {
		return nil
	}
	if idle < idleFor && size < logCap {
		return wrap(s.checkpoint(ctx, checkpointPassive), "tidy")
	}
	if idle >= idleFor {
		if err := s.sweep(ctx); err != nil {
			return wrap(err, "tidy")
		}
	}
	if s.logSize() == 0 {
		return nil
	}
	if err := s.acquire(ctx); err != nil {
		return wrap(err, "tidy")
	}
	defer s.release()
	return wrap(s.checkpoint(ctx, checkpointTruncate), "tidy")
}

// sweep removes what nobody asks for any more, when there is any of it.
func (s *Store) sweep(ctx context.Context) error {
	old := int64(s.now().Add(-orphanedCartIn))
	due, err := one(ctx, s.reads(), sweepDue, scalar[bool], old, feedLength)
	if err != nil || !due {
		return err
	}
	return s.fast(ctx, func(tx context.Context, p place) error {
		if _, err := p.exec(tx, changesTrim, feedLength); err != nil {
			return err
		}
		_, err := p.exec(tx, cartsOrphaned, old)
		return err
	})
}

// checkpoint moves the log into the file as far as readers allow. Being kept from it by
// others is no failure: the next one will do it.
func (s *Store) checkpoint(ctx context.Context, id statement) error {
	if id == checkpointTruncate {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, truncateWait)
		defer cancel()
	}
	err := (place{s: s, h: s.sideH}).each(ctx, id, func(r row) error {
		var busy, frames, moved int
		return r.Scan(&busy, &frames, &moved)
	})
	if resultCode(err)&0xff == codeBusy || errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return err
}

// boundLog keeps a long series of bulk writes from growing the log without end.
func (s *Store) boundLog(ctx context.Context) error {
	if s.logSize() < logLimit {
		return nil
	}
	return s.checkpoint(ctx, checkpointPassive)
}

// logSize is the size of the write-ahead log in bytes, 0 when there is none.
func (s *Store) logSize() int64 {
	info, err := os.Stat(s.path + "-wal")
	if err != nil {
		return 0
	}
	return info.Size()
}

// Optimize implements data.Upkeep.
func (s *Store) Optimize(ctx context.Context) error {
	err := s.fast(ctx, func(tx context.Context, p place) error {
		_, err := p.exec(tx, analyze)
		return err
	})
	return wrap(err, "optimize")
}

// Sizes implements data.Upkeep. Indexes count with their table.
func (s *Store) Sizes(ctx context.Context) (map[string]int64, error) {
	bytes := map[string]int64{}
	err := (place{s: s, h: s.sideH}).each(ctx, sizes, func(r row) error {
		var table string
		var n int64
		err := r.Scan(&table, &n)
		bytes[table] += n
		return err
	})
	return bytes, wrap(err, "read sizes")
}

// Check implements data.Upkeep.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	p := place{s: s, h: s.sideH}
	problems, err := all(ctx, p, checkIntegrity, scalar[string])
	if err != nil {
		if errors.Is(wrap(err, ""), ErrCorrupt) {
			return []string{ErrCorrupt.Error()}, nil
		}
		return nil, wrap(err, "check")
	}
	if len(problems) == 1 && problems[0] == "ok" {
		problems = nil
	}
	err = p.each(ctx, checkForeignKeys, func(r row) error {
		var table, parent string
		var id int64
		err := r.Scan(&table, &id, &parent)
		problems = append(problems, fmt.Sprintf("row %d of %s belongs to a row of %s that is not there; restore a backup", id, table, parent))
		return err
	})
	if err != nil {
		return nil, wrap(err, "check")
	}
	for _, c := range checks {
		found, err := all(ctx, p, c.id, scalar[string])
		if err != nil {
			return nil, wrap(err, "check")
		}
		for _, name := range found {
			problems = append(problems, fmt.Sprintf(c.says, name))
		}
	}
	return problems, nil
}

// checks are the rules that hold between rows, with what to say when one does not.
var checks = [...]struct {
	id   statement
	says string
}{
	{checkPrices, "product %s is sorted under a wrong price; import it again"},
	{checkVariants, "product %s has no variant and cannot be bought; import it again"},
	{checkCategories, "product %s stands in a category that is not in the tree; import it again"},
	{checkJSON, "product %s has lists that cannot be read; import it again"},
	{checkMovements, "the stock of %s is not the sum of its movements; count it and set it again"},
	{checkTurns, "the session in %s has lost turns"},
}

var _ data.Upkeep = (*Store)(nil)
