package engine

import (
	"bufio"
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed say_*.txt
var sayFiles embed.FS

// Wording is what the shop says in one language: for every key one or more variants. It is
// immutable.
//
// A file of wording has sections headed [key] with one variant per line; "\n" stands for a
// new line. {name} is replaced by an argument, {name|one|many} by the second or third part
// according to whether the argument is 1.
type Wording struct {
	variants map[string][]string
}

// Args are the arguments of a sentence by name.
type Args map[string]string

// english is the wording every other language falls back to.
var english = sync.OnceValue(func() *Wording {
	w, err := readWording("say_en.txt")
	if err != nil {
		panic(err) // the file is embedded and tested
	}
	return w
})

func readWording(name string) (*Wording, error) {
	f, err := sayFiles.Open(name)
	if err != nil {
		return nil, fmt.Errorf("wording: %w", err)
	}
	defer f.Close()
	w := &Wording{variants: map[string][]string{}}
	key := ""
	for lines, n := bufio.NewScanner(f), 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && line[len(line)-1] == ']':
			key = line[1 : len(line)-1]
		case key == "":
			return nil, fmt.Errorf("wording: %s:%d: a sentence before the first [key]", name, n)
		default:
			w.variants[key] = append(w.variants[key], strings.ReplaceAll(line, `\n`, "\n"))
		}
	}
	return w, nil
}

// Say gives the variant of a key chosen by n, with its arguments filled in. The same n gives
// the same variant.
func (w *Wording) Say(key string, n int, args Args) string {
	v := w.variants[key]
	if len(v) == 0 {
		return ""
	}
	return fill(v[n%len(v)], args)
}

// fill replaces {name} and {name|one|many}.
func fill(sentence string, args Args) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(sentence, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		slot, after, closed := strings.Cut(rest, "}")
		if !closed {
			return b.String()
		}
		name, forms, plural := strings.Cut(slot, "|")
		value := args[name]
		if plural {
			one, many, _ := strings.Cut(forms, "|")
			value = many
			if args[name] == "1" {
				value = one
			}
		}
		b.WriteString(value)
		sentence = after
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

// cut shortens text to at most n runes, at the end of a line or word.
func cut(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	short := string(runes[:n-1])
	if i := strings.LastIndexAny(short, "\n "); i > len(short)/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " \n,;") + "…"
}
