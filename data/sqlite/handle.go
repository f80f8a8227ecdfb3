package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	driver "modernc.org/sqlite"
)

// handle is one way to the file: a pool of readers, or a single connection of its own.
type handle struct {
	use      use
	db       *sql.DB
	conn     *sql.Conn // the only connection; nil for the pool of readers
	mu       sync.Mutex
	prepared [statementCount]atomic.Pointer[sql.Stmt]
}

// openHandle opens the connections of one use. Statements are prepared when first needed,
// so that opening costs the same however many there are.
func openHandle(ctx context.Context, path string, u use, readOnly bool) (*handle, error) {
	address, err := dsn(path, u, readOnly)
	if err != nil {
		return nil, err
	}
	connector, err := driver.NewConnector(address)
	if err != nil {
		return nil, err
	}
	h := &handle{use: u, db: sql.OpenDB(connector)}
	if u == forReading {
		n := max(4, 2*runtime.GOMAXPROCS(0))
		h.db.SetMaxOpenConns(n)
		h.db.SetMaxIdleConns(n)
		return h, nil
	}
	if u == forUpkeep {
		h.db.SetMaxOpenConns(2) // a checkpoint need not wait for a long check
		return h, nil
	}
	h.db.SetMaxOpenConns(1)
	err = retryBusy(ctx, func() error {
		h.conn, err = h.db.Conn(ctx)
		return err
	})
	if err != nil {
		return nil, errors.Join(err, h.db.Close())
	}
	return h, nil
}

// stmt is a statement of the table, prepared on this handle.
func (h *handle) stmt(ctx context.Context, id statement) (*sql.Stmt, error) {
	if st := h.prepared[id].Load(); st != nil {
		return st, nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if st := h.prepared[id].Load(); st != nil {
		return st, nil
	}
	entry := &statements[id]
	if entry.on&(1<<h.use) == 0 {
		return nil, fmt.Errorf("statement %s does not belong on this handle", entry.name)
	}
	st, err := h.prepare(context.WithoutCancel(ctx), entry.sql)
	if err != nil {
		return nil, fmt.Errorf("prepare %s: %w", entry.name, err)
	}
	h.prepared[id].Store(st)
	return st, nil
}

func (h *handle) prepare(ctx context.Context, text string) (*sql.Stmt, error) {
	if h.conn != nil {
		return h.conn.PrepareContext(ctx, text)
	}
	return h.db.PrepareContext(ctx, text)
}

// close closes the statements and connections.
func (h *handle) close() error {
	for i := range h.prepared {
		if st := h.prepared[i].Load(); st != nil {
			st.Close()
		}
	}
	if h.conn != nil {
		h.conn.Close()
	}
	return h.db.Close()
}
