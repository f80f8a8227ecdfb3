package sqlite

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
)

// TestDriverVersions holds the driver at v1.61.1 or later, since v1.61.0 plans prepared
// statements again on every run, and its libc at exactly the version it was released with,
// since any other is untested and has corrupted memory before.
func TestDriverVersions(t *testing.T) {
	used := usedVersions(t)
	if v := used["modernc.org/sqlite"]; !atLeast(v, 1, 61, 1) {
		t.Errorf("modernc.org/sqlite is %q, want v1.61.1 or later", v)
	}
	cache, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Skipf("no go command to find the module cache: %v", err)
	}
	file := filepath.Join(strings.TrimSpace(string(cache)), "modernc.org", "sqlite@"+used["modernc.org/sqlite"], "go.mod")
	mod, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("the driver is not in the module cache: %v", err)
	}
	if want := required(mod)["modernc.org/libc"]; want == "" || used["modernc.org/libc"] != want {
		t.Errorf("modernc.org/libc is %q, but the driver was released with %q: go get modernc.org/libc@%s", used["modernc.org/libc"], want, want)
	}
}

// usedVersions are the modules of this build, or of go.mod where the test binary does not
// say.
func usedVersions(t *testing.T) map[string]string {
	t.Helper()
	used := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Replace != nil {
				m = m.Replace
			}
			used[m.Path] = m.Version
		}
	}
	if used["modernc.org/sqlite"] != "" {
		return used
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	return required(mod)
}

// required reads the versions a go.mod file requires.
func required(mod []byte) map[string]string {
	versions := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\s*(?:require\s+)?(\S+\.\S+/\S+)\s+(v\S+)`).FindAllSubmatch(mod, -1) {
		versions[string(m[1])] = string(m[2])
	}
	return versions
}

// atLeast compares a plain version such as v1.61.1.
func atLeast(version string, least ...int) bool {
	parts := strings.Split(strings.TrimPrefix(version, "v"), ".")
	for i, want := range least {
		if i >= len(parts) {
			return false
		}
		got := 0
		for _, r := range parts[i] {
			if r < '0' || r > '9' {
				return false // a pre-release
			}
			got = 10*got + int(r-'0')
		}
		if got != want {
			return got > want
		}
	}
	return true
}
