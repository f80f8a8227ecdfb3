package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shoptalk/data/demo"
	"shoptalk/engine/talk"
)

// testCmd plays conversations written as tests.
type testCmd struct {
	Place
	Files []string `arg:"" type:"path" help:"Conversation tests, YAML."`
	JSON  bool     `name:"json" help:"Write JSON."`
}

// tested is what became of one file, as programs see it.
type tested struct {
	File   string        `json:"file"`
	Passed int           `json:"passed"`
	Failed int           `json:"failed"`
	Tests  []talk.Result `json:"tests"`
}

// Run plays every file. All of them are read before the first is played, so that a slip of
// the pen does not show after minutes.
func (cmd *testCmd) Run(c *call) error {
	s, err := load(c.flags, os.LookupEnv)
	if err != nil {
		return err
	}
	files := make([]talk.File, len(cmd.Files))
	for i, name := range cmd.Files {
		if files[i], err = readTests(name); err != nil {
			return err
		}
	}
	p := &player{c: c, s: s, runner: talk.NewRunner(), fixtures: map[string]*talk.Fixture{}}
	all := make([]tested, 0, len(files))
	for i, f := range files {
		t, err := p.play(cmd.Files[i], f)
		if err != nil {
			return errors.Join(err, p.close())
		}
		all = append(all, t)
	}
	return errors.Join(cmd.report(c, all), p.close())
}

// readTests reads a test file; what is wrong with it stands line by line in the error.
func readTests(name string) (talk.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return talk.File{}, misuse(plainPathError(err), "shoptalk test talk.yaml")
	}
	defer f.Close()
	tests, err := talk.Parse(f)
	if err != nil {
		text := strings.ReplaceAll(err.Error(), "\n", "\n  ")
		return tests, misuse(fmt.Errorf("%s cannot be played:\n  %s", filepath.Base(name), text), "correct the lines named above; the README shows what a test can say")
	}
	return tests, nil
}

// player plays files; a fixture is made once, however many files name it.
type player struct {
	c        *call
	s        *settings
	runner   *talk.Runner
	fixtures map[string]*talk.Fixture
}

func (p *player) play(name string, f talk.File) (tested, error) {
	t := tested{File: filepath.Base(name)}
	fixture, err := p.fixture(f.Fixture, filepath.Dir(name))
	if err != nil {
		return t, failed(fmt.Errorf("%s: %w", t.File, err), "name a shop file beside the tests, or a demo shop: fixture: %s%s", talk.DemoPrefix, demo.Shops()[0])
	}
	bar := newBar(p.c.err, t.File)
	p.runner.Progress = func(done, total int) { bar.show(int64(done), int64(total)) }
	t.Tests, err = p.runner.Run(p.c.ctx, fixture, f.Tests)
	bar.close()
	t.Failed = len(talk.Failed(t.Tests))
	t.Passed = len(t.Tests) - t.Failed
	return t, err
}

// fixture makes the shop a file is played in, on first use.
func (p *player) fixture(name, folder string) (*talk.Fixture, error) {
	key := name
	if name != "" && !strings.HasPrefix(name, talk.DemoPrefix) {
		key = filepath.Join(folder, name)
	}
	if f := p.fixtures[key]; f != nil {
		return f, nil
	}
	f, err := talk.Open(p.c.ctx, name, folder, func() (*talk.Fixture, error) { return p.c.shopFixture(p.s) })
	if err == nil {
		p.fixtures[key] = f
	}
	return f, err
}

// shopFixture copies the shop of the folder, at the moment it is; a demo shop when there is
// none.
func (c *call) shopFixture(s *settings) (*talk.Fixture, error) {
	if _, err := os.Stat(s.database()); err != nil {
		return talk.Demo(c.ctx, demo.Shops()[0])
	}
	return talk.Copy(c.ctx, s.database(), time.Now())
}

func (p *player) close() error {
	var errs []error
	for _, f := range p.fixtures {
		errs = append(errs, f.Close())
	}
	return errors.Join(errs...)
}

// report shows what failed, with the differences, and the sums. It is an error when any
// test failed.
func (cmd *testCmd) report(c *call, all []tested) error {
	passed, lost := 0, 0
	for _, t := range all {
		passed, lost = passed+t.Passed, lost+t.Failed
	}
	if cmd.JSON {
		if err := writeJSON(c.out, map[string]any{"passed": passed, "failed": lost, "files": all}); err != nil {
			return err
		}
	} else {
		for _, t := range all {
			c.showFailed(t)
		}
		c.printf("%d passed, %d failed\n", passed, lost)
	}
	if lost > 0 {
		return failed(fmt.Errorf("%d of %d conversations went otherwise than expected", lost, passed+lost),
			"shoptalk ask --explain tells how a message is understood")
	}
	return nil
}

func (c *call) showFailed(t tested) {
	for _, r := range talk.Failed(t.Tests) {
		c.printf("%s:%d %s\n", t.File, r.Line, r.ID)
		said := 0
		for _, d := range r.Differences {
			if d.Turn != said {
				c.printf("  turn %d: %s\n", d.Turn, d.Message)
				said = d.Turn
			}
			c.printf("    %s\n      expected %s\n      got      %s\n", d.Key, d.Want, d.Got)
		}
	}
}
