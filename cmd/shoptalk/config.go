package main

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"time"
)

// Place says which shop a command is about. Every command that touches one has these flags.
type Place struct {
	Dir     string `default:"shop_data" placeholder:"DIR" help:"Folder of the shop's files."`
	File    string `name:"config" placeholder:"FILE" nofile:"yes" help:"Configuration file, YAML; the default is shoptalk.yaml in the shop's folder."`
	Profile string `default:"development" enum:"development,production,testing" help:"Set of defaults: development, production or testing."`
}

// Config is everything that can be set. This struct is the one place where an option is
// named: its flag, its SHOPTALK_ variable, its key in the file, its default, its range, its
// help and the table in the README all come from here.
//
// Tags: default; enum, min and max (the range); help; secret (masked when shown); reload
// (may change while the server runs); nofile (flag and environment only).
type Config struct {
	Place

	HTTP           string        `name:"http" default:"127.0.0.1:8080" placeholder:"ADDRESS" help:"Address and port to listen on."`
	LogLevel       string        `default:"info" enum:"debug,info,warn,error" reload:"yes" help:"What is logged: debug, info, warn or error."`
	LogFormat      string        `default:"text" enum:"text,json" help:"How the log is written: text or json."`
	RateLimit      int           `default:"120" min:"0" max:"100000" placeholder:"N" reload:"yes" help:"Chat messages per minute and address, with a burst of 30; 0 is no limit."`
	TrustedProxies []string      `placeholder:"ADDRESS" help:"Addresses or ranges of proxies whose X-Forwarded-For is believed."`
	AllowedOrigins []string      `placeholder:"URL" help:"Sites whose pages may call the API, such as https://shop.example."`
	SessionTTL     time.Duration `name:"session-ttl" default:"720h" min:"1m" max:"87600h" placeholder:"DURATION" help:"How long an idle conversation is kept."`
	SlowQuery      time.Duration `default:"100ms" min:"0s" max:"1h" placeholder:"DURATION" help:"Database statements slower than this are logged; 0s logs none."`
	AdminKey       string        `secret:"yes" placeholder:"KEY" help:"API key of an owner, 32 characters or more, known beside those made by admin create."`

	Features Features `embed:"" prefix:"features-"`
}

// Features are the switches of what the shop does. All are on by default, and each may also
// be changed while the server runs, in its settings.
type Features struct {
	Fuzzy     bool `default:"true" negatable:"" reload:"yes" help:"Misspelt words are corrected."`
	Phonetic  bool `default:"true" negatable:"" reload:"yes" help:"Words that sound alike count as corrections."`
	Partial   bool `default:"true" negatable:"" reload:"yes" help:"Products that match only some of the words are found."`
	Search    bool `default:"true" negatable:"" reload:"yes" help:"Products are searched by words."`
	Commands  bool `default:"true" negatable:"" reload:"yes" help:"Chat commands such as /cart are read."`
	Analytics bool `default:"true" negatable:"" reload:"yes" help:"Searches are logged and counted."`
	Sessions  bool `default:"true" negatable:"" reload:"yes" help:"Conversations are kept."`
	Caching   bool `default:"true" negatable:"" reload:"yes" help:"What is costly to compute is kept for a while."`
}

// byName is the switches as a map, by the names settings use.
func (f Features) byName() map[string]bool {
	return map[string]bool{
		"fuzzy": f.Fuzzy, "phonetic": f.Phonetic, "partial": f.Partial, "search": f.Search,
		"commands": f.Commands, "analytics": f.Analytics, "sessions": f.Sessions, "caching": f.Caching,
	}
}

// profileDefaults are the defaults a profile changes, by key.
func profileDefaults(profile string) map[string]string {
	switch profile {
	case "production":
		return map[string]string{"log_format": "json", "slow_query": "250ms"}
	case "testing":
		return map[string]string{"http": "127.0.0.1:0", "log_level": "error", "rate_limit": "0", "slow_query": "0s"}
	}
	return nil
}

// file is the configuration file in use, whether it exists or not.
func (c *Config) file() string {
	if c.File != "" {
		return c.File
	}
	return filepath.Join(c.Dir, "shoptalk.yaml")
}

// The files of a shop.
func (p *Place) database() string   { return filepath.Join(p.Dir, "shop.db") }
func (p *Place) indexDir() string   { return filepath.Join(p.Dir, "index") }
func (p *Place) serverFile() string { return filepath.Join(p.Dir, "server.json") }

// check looks at what no range can say. The error names key and value.
func (c *Config) check() error {
	if _, port, err := net.SplitHostPort(c.HTTP); err != nil || port == "" {
		return wrongValue("http", c.HTTP, "must be an address with a port, such as 127.0.0.1:8080 or :80")
	}
	for _, p := range c.TrustedProxies {
		if _, err := netip.ParseAddr(p); err == nil {
			continue
		}
		if _, err := netip.ParsePrefix(p); err != nil {
			return wrongValue("trusted_proxies", p, "must be an address such as 10.0.0.1 or a range such as 10.0.0.0/8")
		}
	}
	for _, o := range c.AllowedOrigins {
		u, err := url.Parse(o)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.Trim(u.Path, "/") != "" {
			return wrongValue("allowed_origins", o, "must be a site such as https://shop.example, without a path")
		}
	}
	if c.AdminKey != "" && len(c.AdminKey) < 32 {
		return wrongValue("admin_key", "***", "must be 32 characters or more")
	}
	return nil
}

func wrongValue(key, value, rule string) error { return fmt.Errorf("%s: %q %s", key, value, rule) }
