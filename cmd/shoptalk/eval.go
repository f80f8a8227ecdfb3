package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"shoptalk/engine"
	"shoptalk/engine/nlu"
)

// evalCmd measures the shop on judged searches, questions or intents.
type evalCmd struct {
	Place
	Queries   string `type:"path" placeholder:"FILE" help:"Judged searches, with --qrels: lines of an id, a tab and the words."`
	Qrels     string `type:"path" placeholder:"FILE" help:"Their judgments: lines of query id, 0, product handle and grade."`
	Questions string `type:"path" placeholder:"FILE" help:"Judged questions: lines of a text, a tab and the policy that answers it, - for none."`
	Intents   string `type:"path" placeholder:"FILE" help:"Judged messages: lines of a text, a tab and an intent."`
	Chat      bool   `help:"Ask the questions in conversations, instead of the policies alone."`
	PerQuery  bool   `help:"Tell about each search, question or message."`
	JSON      bool   `name:"json" help:"Write JSON."`
}

const evalExample = "shoptalk eval --queries queries.tsv --qrels qrels.txt, shoptalk eval --questions questions.tsv, or shoptalk eval --intents intents.tsv"

// Run measures one of the three.
func (cmd *evalCmd) Run(c *call) error {
	given := 0
	for _, name := range []string{cmd.Queries, cmd.Questions, cmd.Intents} {
		if name != "" {
			given++
		}
	}
	switch {
	case given != 1:
		return misuse(errors.New("name one thing to measure"), evalExample)
	case (cmd.Queries == "") != (cmd.Qrels == ""):
		return misuse(errors.New("judged searches need both --queries and --qrels"), evalExample)
	case cmd.Queries != "":
		return cmd.searches(c)
	case cmd.Questions != "":
		return cmd.questions(c)
	}
	return cmd.intents(c)
}

// withShop opens the shop of the folder for measuring: with its own index or, beside a
// running server, with a private one. Nothing of it is changed.
func (c *call) withShop(use func(*shop) error) error {
	s, err := load(c.flags, os.LookupEnv)
	if err != nil {
		return err
	}
	if _, err := os.Stat(s.database()); err != nil {
		return noShop(s)
	}
	s.Features.Caching = false // what is measured is searching, not remembering
	h, err := openBeside(c, s)
	if err != nil {
		return err
	}
	err = h.index.Wait(c.ctx)
	if err == nil {
		err = h.index.CatchUp(c.ctx)
	}
	if err == nil {
		err = use(h)
	}
	return errors.Join(err, h.close())
}

// readFile reads a judged file; what is wrong with it names file and line.
func readFile[T any](name string, read func(*os.File) (T, error)) (T, error) {
	var none T
	f, err := os.Open(name)
	if err != nil {
		return none, misuse(plainPathError(err), evalExample)
	}
	defer f.Close()
	v, err := read(f)
	if err != nil {
		return none, misuse(fmt.Errorf("%s: %w", filepath.Base(name), err), "shoptalk eval --help tells what a line holds")
	}
	return v, nil
}

// quiet is the engine of a shop that keeps nothing of what it is asked.
func (h *shop) quiet() (*engine.Engine, error) {
	f := engine.AllFeatures()
	f.Sessions, f.Analytics = false, false
	return engine.New(engine.Options{Store: h.store, Index: h.index, Reader: nlu.New(), Features: func() engine.Features { return f }})
}
