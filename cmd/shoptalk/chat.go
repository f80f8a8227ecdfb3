package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-isatty"

	"shoptalk/data"
	"shoptalk/engine"
)

// chatCmd is a conversation in the terminal.
type chatCmd struct {
	Place
	Locale  string `placeholder:"TAG" help:"Locale to answer in, such as en-IN; the default is the shop's."`
	Explain bool   `help:"Tell how each message was understood."`
}

// Run reads messages line by line until the input ends, the shopper leaves with /quit, or the
// command is told to stop.
func (cmd *chatCmd) Run(c *call) error {
	return c.withAssistant(func(a assistant) error {
		person := isTerminal(c.in)
		if person {
			c.printf("Ask for anything in the shop. /help shows what is possible, /quit leaves.\n")
		}
		session, lines := "", readLines(c.ctx, c.in)
		for {
			if person {
				c.printf("> ")
			}
			l, ok := <-lines
			message := strings.TrimSpace(l.text)
			switch {
			case !ok || message == "/quit" || message == "/exit":
				return nil
			case l.err != nil:
				return l.err
			case message == "":
				continue
			case !person:
				c.printf("> %s\n", message)
			}
			var err error
			if session, err = cmd.turn(c, a, session, message); err != nil {
				return err
			}
		}
	})
}

// turn answers one message and gives the session it belongs to.
func (cmd *chatCmd) turn(c *call, a assistant, session, message string) (string, error) {
	r, err := a.Respond(c.ctx, engine.Turn{Session: session, Message: message, Locale: cmd.Locale, Explain: cmd.Explain})
	if refused := refusal(err); refused != "" {
		c.printf("%s\n\n", refused)
		return session, nil
	}
	if err != nil {
		return session, err
	}
	err = c.showReply(r, cmd.Explain)
	c.printf("\n")
	return r.Session, err
}

// line is one line of the input, or why there is none.
type line struct {
	text string
	err  error
}

// readLines reads lines until the input ends or the context does, whichever is first; a read
// that waits for a person is left behind.
func readLines(ctx context.Context, r io.Reader) <-chan line {
	read, out := make(chan line), make(chan line)
	go func() {
		defer close(read)
		s := bufio.NewScanner(r)
		s.Buffer(nil, 1<<20)
		for s.Scan() {
			read <- line{text: s.Text()}
		}
		if err := s.Err(); err != nil {
			read <- line{err: err}
		}
	}()
	go func() {
		defer close(out)
		for {
			select {
			case <-ctx.Done():
				return
			case l, ok := <-read:
				if !ok {
					return
				}
				out <- l
			}
		}
	}()
	return out
}

// refusal is what to say about a message that was not taken, empty for any other error.
func refusal(err error) string {
	var invalid *data.Invalid
	var p *problem
	switch {
	case errors.As(err, &invalid):
		return "Your " + invalid.Field + " " + invalid.Reason + "."
	case errors.As(err, &p) && p.Status >= 400 && p.Status < 500:
		return p.Error()
	}
	return ""
}

// isTerminal tells whether a person sits at the other end.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}
