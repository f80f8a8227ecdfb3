package feed

import (
	"html"
	"regexp"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tagPattern finds what a browser would read as an element of a product description.
var tagPattern = regexp.MustCompile(`(?i)</?(?:p|br|div|span|ul|ol|li|b|i|u|s|em|strong|small|sub|sup|h[1-6]|a|img|table|thead|tbody|tfoot|tr|td|th|caption|hr|blockquote|pre|code|dl|dt|dd|font|center|section|article|figure|figcaption|iframe|script|style|meta|link|html|body|head|svg|object|embed|form|input|button|video|audio|math)(?:\s[^<>]*)?/?>|<!--`)

// entityPattern finds a character reference.
var entityPattern = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});`)

// wordless are the elements whose absence changes nothing a reader would miss, because the
// plain text keeps their lines.
var wordless = regexp.MustCompile(`^</?(?:p|br|div|span)/?>$`)

// describe reads a description that may hold HTML: the text for reading and searching, and
// the sanitised HTML when it says more than the text does.
func describe(s string) (text, markup string) {
	s = clean(s)
	if !tagPattern.MatchString(s) {
		return clean(html.UnescapeString(s)), ""
	}
	safe := strings.TrimSpace(policy().Sanitize(s))
	text = readable(safe)
	for _, tag := range tagPattern.FindAllString(safe, -1) {
		if !wordless.MatchString(tag) {
			return text, safe
		}
	}
	return text, ""
}

// described is the opposite of describe: what to write so that reading it gives both again.
func described(text, markup string) string {
	switch {
	case markup != "":
		return markup
	case tagPattern.MatchString(text) || entityPattern.MatchString(text):
		return html.EscapeString(text)
	}
	return text
}

// policy allows the elements a description needs and nothing that runs, loads or styles.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "div", "span", "ul", "ol", "li", "b", "i", "u", "s", "em", "strong", "small", "sub", "sup",
		"h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "pre", "code", "dl", "dt", "dd",
		"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.AllowRelativeURLs(false)
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.AddTargetBlankToFullyQualifiedLinks(true) // adds noopener
	return p
})

// readable reduces HTML to text: paragraphs and headings part with an empty line, list
// entries and table rows begin a line, entities are decoded.
func readable(s string) string {
	var w textWriter
	z := nethtml.NewTokenizer(strings.NewReader(s))
	for {
		switch kind := z.Next(); kind {
		case nethtml.ErrorToken:
			return strings.TrimSpace(w.b.String())
		case nethtml.TextToken:
			w.text(string(z.Text()))
		case nethtml.StartTagToken, nethtml.EndTagToken, nethtml.SelfClosingTagToken:
			name, _ := z.TagName()
			w.tag(atom.Lookup(name), kind == nethtml.EndTagToken)
		}
	}
}

// textWriter lays text out in lines.
type textWriter struct {
	b     strings.Builder
	lines int    // line ends owed before the next word
	gap   bool   // a space owed before the next word
	mark  string // owed at the start of the next line
}

func (w *textWriter) text(raw string) {
	s := nethtml.UnescapeString(raw)
	if first := strings.TrimLeft(s, " \t\n\u00a0"); first != s {
		w.gap = true
	}
	for i, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\u00a0' }) {
		w.word(word, i > 0)
	}
	if strings.TrimRight(s, " \t\n\u00a0") != s {
		w.gap = true
	}
}

func (w *textWriter) word(word string, spaced bool) {
	switch {
	case w.b.Len() == 0:
	case w.lines > 0:
		w.b.WriteString(strings.Repeat("\n", w.lines))
	case spaced || w.gap:
		w.b.WriteByte(' ')
	}
	w.b.WriteString(w.mark)
	w.b.WriteString(word)
	w.lines, w.gap, w.mark = 0, false, ""
}

func (w *textWriter) tag(a atom.Atom, closing bool) {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Table, atom.Ul, atom.Ol, atom.Dl, atom.Hr:
		w.lines = max(w.lines, 2)
	case atom.Div, atom.Tr, atom.Dt, atom.Dd, atom.Caption:
		w.lines = max(w.lines, 1)
	case atom.Br:
		w.lines = min(w.lines+1, 2)
	case atom.Li:
		w.lines = max(w.lines, 1)
		if !closing {
			w.mark = "- "
		}
	case atom.Td, atom.Th:
		w.gap = true
	}
}
