package main

import (
	"errors"
	"log/slog"
	"os"
	"time"

	"shoptalk/index"
)

// reindexCmd makes the search index anew.
type reindexCmd struct {
	Place
	JSON bool `name:"json" help:"Write JSON."`
}

// rebuilt tells about a rebuild.
type rebuilt struct {
	By     string  `json:"by"` // "server" or "command"
	Millis float64 `json:"milliseconds"`
}

// Run lets the running server make its index anew, or does it itself when none runs.
func (cmd *reindexCmd) Run(c *call) error {
	s, err := load(c.flags, os.LookupEnv)
	if err != nil {
		return err
	}
	start, by := time.Now(), "server"
	if server, ok := findServer(c.ctx, s.serverFile()); ok {
		err = server.Rebuild(c.ctx)
	} else {
		by, err = "command", c.rebuild(s)
	}
	if err != nil {
		return err
	}
	took := time.Since(start)
	if cmd.JSON {
		return writeJSON(c.out, rebuilt{by, float64(took.Microseconds()) / 1000})
	}
	c.printf("The search index is new (%v).\n", took.Round(time.Millisecond))
	return nil
}

// rebuild makes the index of the shop's folder anew.
func (c *call) rebuild(s *settings) (err error) {
	if _, err := os.Stat(s.database()); err != nil {
		return noShop(s)
	}
	log := newLog(s, c.err, slog.LevelError)
	store, err := openStore(c.ctx, s, log, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	x, err := index.Open(c.ctx, index.Options{Dir: s.indexDir(), Store: store, Log: log})
	if errors.Is(err, index.ErrBusy) {
		return failed(err, "wait until the other command is done, then try again")
	}
	if err != nil {
		return err
	}
	bar := newBar(c.err, "Indexing")
	defer bar.close()
	return errors.Join(x.Rebuild(c.ctx, bar.show), x.Close())
}
