package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// cli is the command line: every command is a struct in its own file.
type cli struct {
	Serve   serveCmd   `cmd:"" help:"Run the shop: storefront, chat and API."`
	Import  importCmd  `cmd:"" help:"Read a catalog into the shop."`
	Export  exportCmd  `cmd:"" help:"Write the catalog to a file."`
	Search  searchCmd  `cmd:"" help:"Search the catalog."`
	Ask     askCmd     `cmd:"" help:"Ask the assistant one question."`
	Chat    chatCmd    `cmd:"" help:"Talk with the assistant in the terminal."`
	Test    testCmd    `cmd:"" help:"Play conversations written as tests."`
	Eval    evalCmd    `cmd:"" help:"Measure searches, questions or intents that people judged."`
	Record  recordCmd  `cmd:"" help:"Write a stored conversation as a test."`
	Replay  replayCmd  `cmd:"" help:"Say a stored conversation again and show what changed."`
	Reindex reindexCmd `cmd:"" help:"Make the search index anew."`
	Check   checkCmd   `cmd:"" help:"Check that this installation is sound."`
	Admin   adminCmd   `cmd:"" help:"Manage the API keys of those who run the shop."`
	Config  configCmd  `cmd:"" help:"Show the configuration and where each value comes from."`
	Version versionCmd `cmd:"" help:"Show what is running."`
}

// call is what every command is given.
type call struct {
	ctx      context.Context
	in       io.Reader
	out, err io.Writer
	flags    map[string]string // configuration flags given on the command line, by key
}

// printf writes to the output. A reader that has gone away is no failure of the command.
func (c *call) printf(format string, args ...any) { fmt.Fprintf(c.out, format, args...) }

// run runs one command line and gives the exit code. Interrupt and SIGTERM end the command
// in good order; a second one ends it at once.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	code, err := dispatch(&call{ctx: ctx, in: in, out: out, err: errs}, args)
	if err != nil {
		code = complain(errs, err)
	}
	return code
}

// ended is what kong's exit is turned into, so that --help ends the command and not the
// process.
type ended int

func dispatch(c *call, args []string) (code int, err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(ended)
			if !ok {
				panic(r)
			}
			code = int(e)
		}
	}()
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parser, err := kong.New(&cli{}, kong.Name("shoptalk"), kong.Description("The shop assistant in one binary."),
		kong.Writers(c.out, c.err), kong.Exit(func(code int) { panic(ended(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}))
	if err != nil {
		return 0, err
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return 0, misuse(err, "shoptalk --help lists the commands, shoptalk COMMAND --help their flags.")
	}
	if c.flags, err = givenFlags(parsed); err != nil {
		return 0, err
	}
	return exitDone, parsed.Run(c)
}

// givenFlags collects the configuration flags that stand on the command line.
func givenFlags(parsed *kong.Context) (map[string]string, error) {
	given := map[string]string{}
	for _, p := range parsed.Path {
		if p.Flag == nil || p.Resolved {
			continue
		}
		if o, ok := optionByFlag(p.Flag.Name); ok {
			text, err := textOf(p.Flag.Target)
			if err != nil {
				return nil, fmt.Errorf("flag --%s: %w", p.Flag.Name, err)
			}
			given[o.key] = text
		}
	}
	return given, nil
}

// failure is an error with what to try next and the exit code it deserves.
type failure struct {
	err  error
	try  string
	code int
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// failed adds to an error what to try.
func failed(err error, try string, args ...any) error {
	return &failure{err: err, try: fmt.Sprintf(try, args...), code: exitFailed}
}

// misuse is an error of whoever typed the command or wrote the configuration.
func misuse(err error, try string, args ...any) error {
	return &failure{err: err, try: fmt.Sprintf(try, args...), code: exitUsage}
}

// complain tells a person what went wrong and what to try, and gives the exit code.
func complain(w io.Writer, err error) int {
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, "Stopped.")
		return exitFailed
	}
	fmt.Fprintf(w, "Error: %v\n", err)
	var f *failure
	if !errors.As(err, &f) {
		return exitFailed
	}
	if f.try != "" {
		fmt.Fprintf(w, "Try: %s\n", f.try)
	}
	return f.code
}
