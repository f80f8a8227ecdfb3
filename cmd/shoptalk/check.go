package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"shoptalk/data"
	"shoptalk/data/sqlite"
	"shoptalk/index"
)

// checkCmd tells whether the installation is sound.
type checkCmd struct {
	Config `embed:""`
	JSON   bool `name:"json" help:"Write JSON."`
}

// finding is one thing that was looked at. Try is empty when all is well.
type finding struct {
	What  string `json:"what"`
	OK    bool   `json:"ok"`
	State string `json:"state"`
	Try   string `json:"try,omitempty"`
}

const leastFree = 256 << 20 // bytes of disk below which a shop is not safe

// Run looks at configuration, disk, database, index and server.
func (cmd *checkCmd) Run(c *call) error {
	s, err := load(c.flags, os.LookupEnv)
	if err != nil {
		return err
	}
	found := []finding{{What: "configuration", OK: true, State: "sound, profile " + s.Profile}}
	found = append(found, unknownEnvironment(os.Environ())...)
	if _, err := os.Stat(s.database()); err != nil {
		return noShop(s)
	}
	found = append(found, checkDisk(s.Dir), checkFolder(s.Dir))
	store, err := sqlite.Open(c.ctx, s.database(), sqlite.Options{ReadOnly: true})
	if err != nil {
		found = append(found, finding{What: "database", State: err.Error(), Try: "restore a backup into another folder and start with --dir"})
		return cmd.report(c, found)
	}
	found = append(found, checkStore(c.ctx, store), checkIndex(c.ctx, s, store))
	if err := store.Close(); err != nil {
		return err
	}
	return cmd.report(c, found)
}

func (cmd *checkCmd) report(c *call, found []finding) error {
	bad := 0
	for _, f := range found {
		if !f.OK {
			bad++
		}
	}
	if cmd.JSON {
		if err := writeJSON(c.out, map[string]any{"ok": bad == 0, "findings": found}); err != nil {
			return err
		}
	} else {
		for _, f := range found {
			c.printf("%-14s %s\n", f.What, f.State)
			if f.Try != "" {
				c.printf("%-14s Try: %s\n", "", f.Try)
			}
		}
	}
	if bad > 0 {
		return failed(fmt.Errorf("%d of %d checks failed", bad, len(found)), "do what stands beside each of them, then check again")
	}
	return nil
}

// unknownEnvironment names SHOPTALK_ variables that set nothing.
func unknownEnvironment(environ []string) []finding {
	known := map[string]bool{}
	for _, o := range options() {
		known[o.env] = true
	}
	var out []finding
	for _, e := range environ {
		name, _, _ := strings.Cut(e, "=")
		if strings.HasPrefix(name, "SHOPTALK_") && !known[name] {
			out = append(out, finding{What: "environment", OK: true, State: name + " sets nothing this version knows"})
		}
	}
	return out
}

func checkDisk(dir string) finding {
	free, known := diskFree(dir)
	f := finding{What: "disk", OK: !known || free >= leastFree, State: fmt.Sprintf("%.1f GB free", float64(free)/1e9)}
	if !known {
		f.State = "free space cannot be told on this system"
	}
	if !f.OK {
		f.Try = "make room, or move the folder to a larger disk and start with --dir"
	}
	return f
}

// checkFolder looks whether files can be made where the shop lives.
func checkFolder(dir string) finding {
	tmp, err := os.CreateTemp(dir, ".check-*")
	if err == nil {
		err = errors.Join(tmp.Close(), os.Remove(tmp.Name()))
	}
	if err != nil {
		return finding{What: "folder", State: err.Error(), Try: "give the user who runs shoptalk the right to write to " + dir}
	}
	return finding{What: "folder", OK: true, State: dir + " can be written to"}
}

func checkStore(ctx context.Context, store data.Upkeep) finding {
	trouble, err := store.Check(ctx)
	switch {
	case err != nil:
		return finding{What: "database", State: err.Error(), Try: "restore a backup into another folder and start with --dir"}
	case len(trouble) > 0:
		return finding{What: "database", State: strings.Join(trouble, "; "), Try: "restore a backup, or export and import into a new folder"}
	}
	return finding{What: "database", OK: true, State: "sound"}
}

// checkIndex asks the running server, or opens the index when none runs.
func checkIndex(ctx context.Context, s *settings, store index.Store) finding {
	version, err := store.Version(ctx)
	if err != nil {
		return finding{What: "index", State: err.Error(), Try: "see the database above"}
	}
	if server, ok := findServer(ctx, s.serverFile()); ok {
		if err := server.do(ctx, "GET", "/readyz", nil, nil); err != nil {
			return finding{What: "server", State: server.base + " runs but is not ready: " + err.Error(), Try: "shoptalk reindex"}
		}
		return finding{What: "server", OK: true, State: server.base + " is ready"}
	}
	return checkIndexFiles(ctx, s, store, version)
}

// checkIndexFiles compares the index of the folder with the catalog. An index that is
// missing or outdated is no fault: the server makes it anew.
func checkIndexFiles(ctx context.Context, s *settings, store index.Store, version int64) finding {
	f := finding{What: "index", OK: true}
	x, err := index.Open(ctx, index.Options{Dir: s.indexDir(), Store: store})
	if errors.Is(err, index.ErrBusy) {
		f.State = "in use by another command"
		return f
	}
	if err != nil {
		return finding{What: "index", State: err.Error(), Try: "remove " + s.indexDir() + ", then shoptalk reindex"}
	}
	st := x.Status()
	switch {
	case st.Building || st.Level == "lookup":
		f.State, f.Try = "missing or outdated; the server makes it anew when it starts", "shoptalk reindex to do it now"
	case st.Version < version:
		f.State = fmt.Sprintf("%d changes behind the catalog; the server catches up when it starts", version-st.Version)
	default:
		f.State = fmt.Sprintf("sound, %d products at change %d", st.Documents, st.Version)
	}
	if err := x.Close(); err != nil && ctx.Err() == nil {
		f.OK, f.State, f.Try = false, err.Error(), "shoptalk reindex"
	}
	return f
}
