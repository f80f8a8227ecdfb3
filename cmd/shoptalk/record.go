package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"shoptalk/data"
	"shoptalk/data/sqlite"
	"shoptalk/engine/talk"
)

// recordCmd writes a stored conversation as a test.
type recordCmd struct {
	Place
	Session string `arg:"" help:"The conversation: the session id a reply names."`
	ID      string `name:"id" placeholder:"NAME" help:"What to call the test; the default is the day and time of the conversation."`
}

// Run writes the test.
func (cmd *recordCmd) Run(c *call) error {
	s, err := load(c.flags, os.LookupEnv)
	if err != nil {
		return err
	}
	session, turns, err := c.conversation(s, cmd.Session)
	if err != nil {
		return err
	}
	if cmd.ID == "" {
		cmd.ID = "recorded-" + session.Created.Go().Format("20060102-150405")
	}
	text, err := talk.Record(cmd.ID, turns)
	if err != nil {
		return err
	}
	c.printf("%s", text)
	return nil
}

// conversation reads what was said in a session from the store, whether a server runs or not.
func (c *call) conversation(s *settings, id string) (session *data.Session, turns []data.Turn, err error) {
	if _, err := os.Stat(s.database()); err != nil {
		return nil, nil, noShop(s)
	}
	store, err := sqlite.Open(c.ctx, s.database(), sqlite.Options{ReadOnly: true})
	if err != nil {
		return nil, nil, failed(err, "shoptalk check --dir %s", s.Dir)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	session, err = store.Session(c.ctx, id)
	if errors.Is(err, data.ErrNotFound) {
		return nil, nil, failed(fmt.Errorf("there is no conversation %q in %s", id, s.Dir), "the id a reply of the chat names as its session, and the right folder: --dir DIR")
	}
	if err != nil {
		return nil, nil, err
	}
	turns, err = allTurns(c.ctx, store, id)
	if err == nil && len(turns) == 0 {
		err = failed(fmt.Errorf("nothing was said in the conversation %q", id), "another conversation")
	}
	return session, turns, err
}

// allTurns reads the turns of a session page by page.
func allTurns(ctx context.Context, store data.Turns, session string) ([]data.Turn, error) {
	const page = 500
	var all []data.Turn
	for {
		last := 0
		if len(all) > 0 {
			last = all[len(all)-1].N
		}
		some, err := store.Turns(ctx, session, last, page)
		if all = append(all, some...); err != nil || len(some) < page {
			return all, err
		}
	}
}
