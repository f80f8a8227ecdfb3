package main

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// option is one field of Config with everything its tags say.
type option struct {
	key    string // in the file: "rate_limit", "features.fuzzy"
	flag   string // without dashes: "rate-limit"
	env    string // "SHOPTALK_RATE_LIMIT"
	help   string
	def    string
	enum   []string
	min    string
	max    string
	secret bool
	reload bool
	nofile bool
	index  []int // of the field, for reflect
}

// options lists every option in the order of Config.
func options() []option { return optionsOf(reflect.TypeFor[Config](), nil, "", "") }

func optionsOf(t reflect.Type, at []int, flagPrefix, keyPrefix string) []option {
	var list []option
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(append([]int(nil), at...), i)
		if f.Type.Kind() == reflect.Struct {
			prefix := f.Tag.Get("prefix")
			list = append(list, optionsOf(f.Type, index, flagPrefix+prefix, keyPrefix+strings.ReplaceAll(prefix, "-", "."))...)
			continue
		}
		list = append(list, newOption(f, index, flagPrefix, keyPrefix))
	}
	return list
}

func newOption(f reflect.StructField, index []int, flagPrefix, keyPrefix string) option {
	name := f.Tag.Get("name")
	if name == "" {
		name = dashed(f.Name)
	}
	o := option{
		key: keyPrefix + strings.ReplaceAll(name, "-", "_"), flag: flagPrefix + name,
		help: f.Tag.Get("help"), def: f.Tag.Get("default"), min: f.Tag.Get("min"), max: f.Tag.Get("max"),
		secret: f.Tag.Get("secret") != "", reload: f.Tag.Get("reload") != "", nofile: f.Tag.Get("nofile") != "",
		index: index,
	}
	o.env = "SHOPTALK_" + strings.ToUpper(strings.ReplaceAll(o.flag, "-", "_"))
	if e := f.Tag.Get("enum"); e != "" {
		o.enum = strings.Split(e, ",")
	}
	return o
}

// dashed makes a flag of a field name: RateLimit becomes rate-limit.
func dashed(name string) string {
	var b strings.Builder
	for i, r := range name {
		if r >= 'A' && r <= 'Z' {
			if i > 0 {
				b.WriteByte('-')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

func optionByFlag(flag string) (option, bool) {
	for _, o := range options() {
		if o.flag == flag {
			return o, true
		}
	}
	return option{}, false
}

// set reads a text into the option's field. The error names the key, the value and what
// is allowed.
func (o *option) set(c *Config, text string) error {
	shown := text
	if o.secret {
		shown = "***"
	}
	if len(o.enum) > 0 && !slices.Contains(o.enum, text) {
		return wrongValue(o.key, shown, "must be "+orList(o.enum))
	}
	switch f := reflect.ValueOf(c).Elem().FieldByIndex(o.index).Addr().Interface().(type) {
	case *string:
		*f = text
	case *[]string:
		*f = splitList(text)
	case *bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return wrongValue(o.key, shown, "must be true or false")
		}
		*f = b
	case *int:
		n, err := strconv.Atoi(text)
		if err != nil || n < atoi(o.min) || n > atoi(o.max) {
			return wrongValue(o.key, shown, fmt.Sprintf("must be a whole number from %s to %s", o.min, o.max))
		}
		*f = n
	case *time.Duration:
		d, err := time.ParseDuration(text)
		if err != nil || d < duration(o.min) || d > duration(o.max) {
			return wrongValue(o.key, shown, fmt.Sprintf("must be a duration from %s to %s, such as 90s or 24h", o.min, o.max))
		}
		*f = d
	}
	return nil
}

// atoi and duration read limits out of tags, which a test checks.
func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

func duration(s string) time.Duration { d, _ := time.ParseDuration(s); return d }

// text is the option's value in c as it could stand in the environment.
func (o *option) text(c *Config) string {
	s, _ := textOf(reflect.ValueOf(c).Elem().FieldByIndex(o.index))
	return s
}

// textOf writes a field the way option.set reads it.
func textOf(v reflect.Value) (string, error) {
	switch x := v.Interface().(type) {
	case string:
		return x, nil
	case []string:
		return strings.Join(x, ","), nil
	case bool:
		return strconv.FormatBool(x), nil
	case int:
		return strconv.Itoa(x), nil
	case time.Duration:
		return plainDuration(x), nil
	}
	return "", fmt.Errorf("a value of type %s cannot be written", v.Type())
}

// plainDuration writes 720h instead of 720h0m0s.
func plainDuration(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

func splitList(text string) []string {
	var list []string
	for _, s := range strings.Split(text, ",") {
		if s = strings.TrimSpace(s); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// orList writes "a, b or c".
func orList(list []string) string {
	if n := len(list) - 1; n > 0 {
		return strings.Join(list[:n], ", ") + " or " + list[n]
	}
	return strings.Join(list, "")
}
