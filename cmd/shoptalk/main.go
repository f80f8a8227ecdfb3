// Command shoptalk is the shop assistant in one binary: it keeps a catalog, finds products,
// and talks with shoppers.
//
// main.go hands over to run, run.go chooses the command, and every command has a file of its
// own. serve.go holds the wiring of the whole server, top to bottom, closed in reverse.
package main

import (
	"context"
	"os"
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
