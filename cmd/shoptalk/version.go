package main

import (
	"runtime"
	"runtime/debug"
	"strings"
)

// versionCmd shows what is running.
type versionCmd struct {
	JSON bool `name:"json" help:"Write JSON, with the versions of all dependencies."`
}

// versionInfo is what the build knows about itself.
type versionInfo struct {
	Version      string            `json:"version"`
	Revision     string            `json:"revision"`
	Time         string            `json:"time"`
	Modified     bool              `json:"modified"`
	Go           string            `json:"go"`
	Platform     string            `json:"platform"`
	Dependencies map[string]string `json:"dependencies"`
}

// Run shows the version.
func (cmd *versionCmd) Run(c *call) error {
	v := readVersion()
	if cmd.JSON {
		return writeJSON(c.out, v)
	}
	c.printf("shoptalk %s", v.Version)
	if v.Revision != "" {
		c.printf(" (%.12s, %s)", v.Revision, v.Time)
	}
	c.printf(" %s %s\n", v.Go, v.Platform)
	return nil
}

// readVersion reads what the Go tool has written into the binary; the newest entry of the
// changelog names a build without a version.
func readVersion() versionInfo {
	v := versionInfo{Version: changelogVersion(), Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Dependencies: map[string]string{}}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if m := info.Main.Version; m != "" && m != "(devel)" && !strings.HasPrefix(m, "v0.0.0-") {
		v.Version = strings.TrimPrefix(m, "v")
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.time":
			v.Time = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	for _, d := range info.Deps {
		v.Dependencies[d.Path] = d.Version
	}
	return v
}
