package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"shoptalk/engine"
	"shoptalk/index"
)

// env makes a look-up of an environment of its own.
func env(pairs ...string) func(string) (string, bool) {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return func(name string) (string, bool) { v, ok := m[name]; return v, ok }
}

// shopWith makes a folder with a configuration file.
func shopWith(t *testing.T, yaml string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "shoptalk.yaml"), []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestPrecedence(t *testing.T) {
	dir := shopWith(t, "rate_limit: 3\nlog_level: warn\nfeatures: {fuzzy: false, partial: false}\n")
	tests := []struct {
		name   string
		flags  map[string]string
		env    []string
		key    string
		want   string
		origin string
	}{
		{"default", nil, nil, "http", "127.0.0.1:8080", "default"},
		{"profile", nil, []string{"SHOPTALK_PROFILE", "production"}, "log_format", "json", "profile production"},
		{"file before profile", nil, []string{"SHOPTALK_PROFILE", "testing"}, "rate_limit", "3", filepath.Join(dir, "shoptalk.yaml") + " line 1"},
		{"group in file", nil, nil, "features.fuzzy", "false", filepath.Join(dir, "shoptalk.yaml") + " line 3"},
		{"environment before file", nil, []string{"SHOPTALK_RATE_LIMIT", "4"}, "rate_limit", "4", "environment SHOPTALK_RATE_LIMIT"},
		{"flag before environment", map[string]string{"rate_limit": "5"}, []string{"SHOPTALK_RATE_LIMIT", "4"}, "rate_limit", "5", "flag --rate-limit"},
		{"environment of a switch", nil, []string{"SHOPTALK_FEATURES_FUZZY", "true"}, "features.fuzzy", "true", "environment SHOPTALK_FEATURES_FUZZY"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := load(tt.flags, env(append(tt.env, "SHOPTALK_DIR", dir)...))
			if err != nil {
				t.Fatal(err)
			}
			o, err := optionByKey(tt.key)
			if err != nil {
				t.Fatal(err)
			}
			if got := o.text(&s.Config); got != tt.want || s.origin[tt.key] != tt.origin {
				t.Errorf("%s = %q from %q, want %q from %q", tt.key, got, s.origin[tt.key], tt.want, tt.origin)
			}
		})
	}
}

func TestFileValues(t *testing.T) {
	dir := shopWith(t, `
http: ${HOST:127.0.0.1}:${PORT:9000}
session_ttl: 48h
trusted_proxies: [10.0.0.0/8, "${PROXY}"]
admin_key: ${ADMIN:}
`)
	s, err := load(nil, env("SHOPTALK_DIR", dir, "PORT", "9001", "PROXY", "192.168.0.1"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"10.0.0.0/8", "192.168.0.1"}
	if s.HTTP != "127.0.0.1:9001" || s.SessionTTL != 48*time.Hour || !reflect.DeepEqual(s.TrustedProxies, want) || s.AdminKey != "" {
		t.Errorf("%+v", s.Config)
	}
}

func TestRefusedConfiguration(t *testing.T) {
	tests := []struct {
		name, yaml string
		env        []string
		want       []string // parts of the message
	}{
		{"unknown key", "ratelimit: 3\n", nil, []string{"line 1", `"ratelimit"`, "did you mean rate_limit?"}},
		{"dash for underscore", "rate-limit: 3\n", nil, []string{"did you mean rate_limit?"}},
		{"unknown switch", "features:\n  fuzy: false\n", nil, []string{"line 2", "features.fuzzy"}},
		{"far from everything", "xyzzyplugh: 3\n", nil, []string{"no known key", "shoptalk config"}},
		{"not a number", "rate_limit: many\n", nil, []string{"rate_limit", `"many"`, "from 0 to 100000", "line 1"}},
		{"out of range", "rate_limit: -1\n", nil, []string{"rate_limit", `"-1"`, "from 0 to 100000"}},
		{"environment out of range", "", []string{"SHOPTALK_SESSION_TTL", "1s"}, []string{"session_ttl", "1m to 87600h", "SHOPTALK_SESSION_TTL"}},
		{"not one of", "log_level: loud\n", nil, []string{"log_level", "debug, info, warn or error"}},
		{"profile", "profile: staging\n", nil, []string{"profile", "development, production or testing"}},
		{"address", "http: localhost\n", nil, []string{"http", "address with a port", "line 1"}},
		{"proxy", "trusted_proxies: [nowhere]\n", nil, []string{"trusted_proxies", "nowhere"}},
		{"origin", "allowed_origins: [shop.example]\n", nil, []string{"allowed_origins", "https://shop.example"}},
		{"switch", "features: {fuzzy: perhaps}\n", nil, []string{"features.fuzzy", "true or false"}},
		{"twice", "rate_limit: 1\nlog_level: info\n\"rate_limit\": 2\n", nil, []string{"rate_limit"}},
		{"no mapping", "- a\n", nil, []string{"line 1", "keys with values"}},
		{"no value", "rate_limit: {a: 1}\n", nil, []string{"line 1", "rate_limit", "plain value"}},
		{"missing variable", "http: ${NOWHERE}\n", nil, []string{"NOWHERE", "${NOWHERE:default}"}},
		{"flag only", "config: other.yaml\n", nil, []string{"config", "--config"}},
		{"short secret", "admin_key: swordfish\n", nil, []string{"admin_key", "32 characters"}},
		{"broken", "a: [\n", nil, []string{"shoptalk.yaml"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := shopWith(t, tt.yaml)
			_, err := load(nil, env(append(tt.env, "SHOPTALK_DIR", dir)...))
			if err == nil {
				t.Fatal("it was taken")
			}
			for _, part := range tt.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
			if strings.Contains(err.Error(), "swordfish") {
				t.Errorf("%q tells a secret", err)
			}
		})
	}
}

func TestNamedFileMustExist(t *testing.T) {
	if _, err := load(map[string]string{"config": "nowhere.yaml"}, env()); err == nil {
		t.Error("a missing file that was asked for was taken")
	}
	if _, err := load(nil, env("SHOPTALK_DIR", t.TempDir())); err != nil {
		t.Errorf("a missing file nobody asked for: %v", err)
	}
}

// TestOptionsAreWhole: defaults stand within their ranges, every option has help, a flag, a
// key and a variable of its own, and what profiles change exists.
func TestOptionsAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, o := range options() {
		var c Config
		if err := o.set(&c, o.def); err != nil {
			t.Errorf("the default of %s: %v", o.key, err)
		}
		if o.help == "" {
			t.Errorf("%s has no help", o.key)
		}
		for _, name := range []string{"key " + o.key, "flag " + o.flag, "variable " + o.env} {
			if seen[name] {
				t.Errorf("%s stands twice", name)
			}
			seen[name] = true
		}
		switch reflect.ValueOf(c).FieldByIndex(o.index).Interface().(type) {
		case int, time.Duration:
			if o.min == "" || o.max == "" {
				t.Errorf("%s has no range", o.key)
			}
		}
	}
	for _, p := range []string{"development", "production", "testing"} {
		for key, text := range profileDefaults(p) {
			o, err := optionByKey(key)
			if err == nil {
				err = o.set(&Config{}, text)
			}
			if err != nil {
				t.Errorf("profile %s: %v", p, err)
			}
		}
	}
}

func TestSecretsAreMasked(t *testing.T) {
	key := strings.Repeat("k", 32)
	s, err := load(nil, env("SHOPTALK_DIR", t.TempDir(), "SHOPTALK_ADMIN_KEY", key))
	if err != nil {
		t.Fatal(err)
	}
	o, err := optionByKey("admin_key")
	if err != nil {
		t.Fatal(err)
	}
	if got := s.shown(o); got != "***" {
		t.Errorf("shown as %q", got)
	}
	if s.AdminKey != key {
		t.Error("the key itself was masked")
	}
}

func TestReloadNamesWhatChanged(t *testing.T) {
	load := func(pairs ...string) *settings {
		s, err := load(nil, env(append(pairs, "SHOPTALK_DIR", "d")...))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	v := &server{settings: load()}
	taken, refused := v.changes(load("SHOPTALK_LOG_LEVEL", "debug", "SHOPTALK_FEATURES_FUZZY", "false", "SHOPTALK_HTTP", ":99"))
	if !reflect.DeepEqual(taken, []string{"log_level", "features.fuzzy"}) || !reflect.DeepEqual(refused, []string{"http"}) {
		t.Errorf("taken %v, refused %v", taken, refused)
	}
}

func TestSwitches(t *testing.T) {
	on := Features{Fuzzy: true, Phonetic: true, Partial: true, Search: true, Commands: true, Analytics: true, Sessions: true, Caching: true}
	s := newSwitches(on)
	s.update(map[string]string{"features.fuzzy": "false", "features.caching": "false", "features.search": "perhaps", "other": "false"})
	if s.index().Fuzzy || s.engine().Caching || s.index().Caching || !s.index().Search || !s.engine().Search || !s.engine().Commands {
		t.Errorf("index %+v, engine %+v", s.index(), s.engine())
	}
	off := on
	off.Commands = false
	s.configure(off)
	s.update(nil)
	if !s.index().Fuzzy || s.engine().Commands {
		t.Errorf("after the settings went: index %+v, engine %+v", s.index(), s.engine())
	}
	for name := range on.byName() {
		s.configure(on)
		s.update(map[string]string{"features." + name: "false"})
		if n := *s.now.Load(); reflect.DeepEqual(n, on) || n.byName()[name] {
			t.Errorf("%s cannot be switched off", name)
		}
		if s.engine() == engine.AllFeatures() && s.index() == index.AllFeatures() {
			t.Errorf("%s reaches neither engine nor index", name)
		}
	}
}

func TestPlainDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "0s", time.Second: "1s", 10 * time.Minute: "10m", 720 * time.Hour: "720h", 90 * time.Minute: "1h30m", time.Hour + time.Second: "1h0m1s"} {
		if got := plainDuration(d); got != want {
			t.Errorf("%v is written %q, want %q", d, got, want)
		}
	}
}
