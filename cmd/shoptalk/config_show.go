package main

import (
	"os"
	"text/tabwriter"
)

// configCmd shows the configuration.
type configCmd struct {
	Config `embed:""`
	JSON   bool `name:"json" help:"Write JSON."`
}

// shownValue is one option as it is shown; secrets are masked.
type shownValue struct {
	Value  string `json:"value"`
	Origin string `json:"origin"`
}

// Run shows every option with its value and where that came from.
func (cmd *configCmd) Run(c *call) error {
	s, err := load(c.flags, os.LookupEnv)
	if err != nil {
		return err
	}
	if cmd.JSON {
		all := map[string]shownValue{}
		for _, o := range options() {
			all[o.key] = shownValue{s.shown(o), s.origin[o.key]}
		}
		return writeJSON(c.out, all)
	}
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, o := range options() {
		row(w, o.key, s.shown(o), s.origin[o.key])
	}
	return w.Flush()
}

// shown is an option's value for people; a secret is masked.
func (s *settings) shown(o option) string {
	text := o.text(&s.Config)
	if o.secret && text != "" {
		return "***"
	}
	return text
}
