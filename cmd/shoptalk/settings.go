package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"shoptalk/data/lexicon"
)

// settings is the configuration with where each value came from.
type settings struct {
	Config
	origin map[string]string // by key: "flag --http", "environment SHOPTALK_HTTP", "default"
}

// found is a value on its way into the configuration.
type found struct {
	text, origin string
}

// load puts the configuration together: flags before environment before file before the
// profile's defaults before the defaults. Every error is a misuse that names what is wrong.
func load(flags map[string]string, getenv func(string) (string, bool)) (*settings, error) {
	first, err := merge(flags, getenv, nil, "")
	if err != nil {
		return nil, err
	}
	file, err := readConfigFile(first.file(), first.origin["config"] != "default", getenv)
	if err != nil {
		return nil, misuse(err, "Correct the file, or start with another one: --config FILE.")
	}
	withFile, err := merge(flags, getenv, file, "")
	if err != nil {
		return nil, err
	}
	s, err := merge(flags, getenv, file, withFile.Profile)
	if err != nil {
		return nil, err
	}
	if err := s.check(); err != nil {
		key, _, _ := strings.Cut(err.Error(), ":")
		return nil, misuse(fmt.Errorf("%w (from %s)", err, s.origin[key]), "shoptalk config shows every value and where it comes from.")
	}
	return s, nil
}

// merge takes for each option the first source that has it.
func merge(flags map[string]string, getenv func(string) (string, bool), file map[string]found, profile string) (*settings, error) {
	s := &settings{origin: map[string]string{}}
	byProfile := profileDefaults(profile)
	for _, o := range options() {
		v := found{o.def, "default"}
		if text, ok := byProfile[o.key]; ok {
			v = found{text, "profile " + profile}
		}
		if f, ok := file[o.key]; ok {
			v = f
		}
		if text, ok := getenv(o.env); ok {
			v = found{text, "environment " + o.env}
		}
		if text, ok := flags[o.key]; ok {
			v = found{text, "flag --" + o.flag}
		}
		if err := o.set(&s.Config, v.text); err != nil {
			return nil, misuse(fmt.Errorf("%w (from %s)", err, v.origin), "shoptalk config shows every value and where it comes from.")
		}
		s.origin[o.key] = v.origin
	}
	return s, nil
}

// readConfigFile reads the values of a YAML file by key. A missing file is no error unless
// it was asked for.
func readConfigFile(path string, asked bool, getenv func(string) (string, bool)) (map[string]found, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !asked {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the configuration file cannot be read: %w", err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(b, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	values := map[string]found{}
	if len(doc.Content) == 0 {
		return values, nil
	}
	r := &fileReader{path: path, getenv: getenv, values: values}
	return values, r.group(doc.Content[0], "")
}

// fileReader walks a configuration file.
type fileReader struct {
	path   string
	getenv func(string) (string, bool)
	values map[string]found
}

// group reads a mapping whose keys begin with prefix.
func (r *fileReader) group(n *yaml.Node, prefix string) error {
	if n.Kind != yaml.MappingNode {
		return r.wrong(n, "here must stand keys with values, such as rate_limit: 60")
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		key := prefix + name.Value
		if isGroup(key) {
			if err := r.group(value, key+"."); err != nil {
				return err
			}
			continue
		}
		if err := r.value(key, name, value); err != nil {
			return err
		}
	}
	return nil
}

func (r *fileReader) value(key string, name, value *yaml.Node) error {
	o, err := optionByKey(key)
	if err != nil {
		return r.wrong(name, err.Error())
	}
	if _, twice := r.values[key]; twice {
		return r.wrong(name, key+" stands here a second time")
	}
	text, err := r.text(value)
	if err != nil {
		return r.wrong(value, key+": "+err.Error())
	}
	r.values[o.key] = found{text, fmt.Sprintf("%s line %d", r.path, name.Line)}
	return nil
}

// text is a value as one text; lists are joined by commas.
func (r *fileReader) text(n *yaml.Node) (string, error) {
	switch n.Kind {
	case yaml.ScalarNode:
		return r.expand(n.Value)
	case yaml.SequenceNode:
		var list []string
		for _, e := range n.Content {
			if e.Kind != yaml.ScalarNode {
				return "", errors.New("a list may hold plain values only")
			}
			s, err := r.expand(e.Value)
			if err != nil {
				return "", err
			}
			list = append(list, s)
		}
		return strings.Join(list, ","), nil
	}
	return "", errors.New("must be a plain value or a list")
}

var variable = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)(:[^}]*)?\}`)

// expand replaces ${VAR:default} by the environment variable, or by the default when it is
// not set. A variable without either is an error.
func (r *fileReader) expand(text string) (string, error) {
	var missing string
	out := variable.ReplaceAllStringFunc(text, func(m string) string {
		part := variable.FindStringSubmatch(m)
		if v, ok := r.getenv(part[1]); ok {
			return v
		}
		if part[2] == "" {
			missing = part[1]
		}
		return strings.TrimPrefix(part[2], ":")
	})
	if missing != "" {
		return "", fmt.Errorf("the environment has no %s; set it, or write ${%s:default}", missing, missing)
	}
	return out, nil
}

func (r *fileReader) wrong(n *yaml.Node, what string) error {
	return fmt.Errorf("%s line %d: %s", r.path, n.Line, what)
}

func isGroup(key string) bool {
	for _, o := range options() {
		if strings.HasPrefix(o.key, key+".") {
			return true
		}
	}
	return false
}

// optionByKey finds an option that may stand in a file. For an unknown key the error names
// the nearest known one.
func optionByKey(key string) (option, error) {
	best, distance := "", len(key)/2+1
	for _, o := range options() {
		if o.key == key && !o.nofile {
			return o, nil
		}
		if o.key == key {
			return option{}, fmt.Errorf("%s cannot stand in a file; use --%s or %s", key, o.flag, o.env)
		}
		if d := lexicon.Edits(strings.ReplaceAll(key, "-", "_"), o.key); d < distance && !o.nofile {
			best, distance = o.key, d
		}
	}
	if best == "" {
		return option{}, fmt.Errorf("%q is no known key; shoptalk config lists them", key)
	}
	return option{}, fmt.Errorf("%q is no known key; did you mean %s?", key, best)
}
