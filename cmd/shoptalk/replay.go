package main

import (
	"errors"
	"os"

	"shoptalk/engine/talk"
)

// replayCmd says a stored conversation again.
type replayCmd struct {
	Place
	Session string `arg:"" help:"The conversation: the session id a reply names."`
	JSON    bool   `name:"json" help:"Write JSON."`
}

// replayed is what came of it, as programs see it.
type replayed struct {
	Turns   int               `json:"turns"`
	Changes []talk.Difference `json:"changes"` // want: what was answered then; got: what is now
}

// Run plays the conversation in a copy of the shop and shows what is answered differently.
// The shop itself stays as it is.
func (cmd *replayCmd) Run(c *call) (err error) {
	s, err := load(c.flags, os.LookupEnv)
	if err != nil {
		return err
	}
	session, turns, err := c.conversation(s, cmd.Session)
	if err != nil {
		return err
	}
	f, err := talk.Copy(c.ctx, s.database(), session.Created.Go())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	out := replayed{Turns: len(turns), Changes: []talk.Difference{}}
	changes, err := talk.NewRunner().Replay(c.ctx, f, session.Locale, turns)
	if err != nil {
		return err
	}
	out.Changes = append(out.Changes, changes...)
	if cmd.JSON {
		return writeJSON(c.out, out)
	}
	c.showReplayed(out)
	return nil
}

func (c *call) showReplayed(r replayed) {
	said, changed := 0, 0
	for _, d := range r.Changes {
		if d.Turn != said {
			c.printf("turn %d: %s\n", d.Turn, d.Message)
			said = d.Turn
			changed++
		}
		c.printf("  %s\n    then %s\n    now  %s\n", d.Key, d.Want, d.Got)
	}
	if changed == 0 {
		c.printf("All %d turns are answered as they were.\n", r.Turns)
		return
	}
	c.printf("%d of %d turns are answered differently.\n", changed, r.Turns)
}
