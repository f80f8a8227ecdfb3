package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// htmlPage is a parsed page with what the tests ask it.
type htmlPage struct {
	*html.Node
	source string
}

// visit gets a page and fails unless it has a status and is sound.
func (r *rig) visit(t *testing.T, target string, status int, change ...func(*http.Request)) htmlPage {
	t.Helper()
	w := r.call("GET", target, "", change...)
	if w.Code != status {
		t.Fatalf("%s: status is %d, want %d: %s", target, w.Code, status, r.logs)
	}
	if kind := w.Header().Get("Content-Type"); kind != "text/html; charset=utf-8" {
		t.Fatalf("%s: content type is %s", target, kind)
	}
	root, err := html.Parse(strings.NewReader(w.Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	p := htmlPage{root, w.Body.String()}
	p.checkSound(t, target)
	p.checkAssets(t, r, target)
	return p
}

// each calls f for every element.
func (p htmlPage) each(f func(n *html.Node)) {
	for n := range p.Descendants() {
		if n.Type == html.ElementNode {
			f(n)
		}
	}
}

// all lists the elements of a name that have an attribute with a value; an empty key asks for
// no attribute.
func (p htmlPage) all(name, key, value string) []*html.Node {
	var out []*html.Node
	p.each(func(n *html.Node) {
		if n.Data == name && (key == "" || attr(n, key) == value) {
			out = append(out, n)
		}
	})
	return out
}

// hasAttr tells whether an element has an attribute.
func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// words is the text of an element, with single blanks.
func words(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && (c.Parent.Data != "script") {
			b.WriteString(c.Data)
			b.WriteString(" ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// checkSound holds a page to what every page must be: one main heading, landmarks, labels,
// alternative texts, ids that are there once, and nothing inline that runs or styles.
func (p htmlPage) checkSound(t *testing.T, target string) {
	t.Helper()
	ids, labels := map[string]bool{}, map[string]bool{}
	for _, name := range []string{"main", "header", "h1", "title"} {
		if n := len(p.all(name, "", "")); n != 1 {
			t.Errorf("%s: there are %d <%s>", target, n, name)
		}
	}
	p.each(func(n *html.Node) {
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("%s: the id %s is there twice", target, id)
			}
			ids[id] = true
		}
		if n.Data == "label" {
			labels[attr(n, "for")] = true
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(strings.TrimSpace(a.Val), "javascript:") {
				t.Errorf("%s: <%s> has %s=%q", target, n.Data, a.Key, a.Val)
			}
		}
	})
	if html := p.all("html", "", "")[0]; attr(html, "lang") == "" || attr(html, "dir") == "" {
		t.Errorf("%s: language or direction is missing", target)
	}
	p.each(func(n *html.Node) { p.checkElement(t, target, n, ids, labels) })
}

func (p htmlPage) checkElement(t *testing.T, target string, n *html.Node, ids, labels map[string]bool) {
	t.Helper()
	switch n.Data {
	case "style":
		t.Errorf("%s: there is a <style>", target)
	case "script":
		if attr(n, "src") == "" && attr(n, "type") != "application/json" {
			t.Errorf("%s: there is an inline script", target)
		}
	case "img":
		if !hasAttr(n, "alt") || attr(n, "src") == "" {
			t.Errorf("%s: an image lacks src or alt: %v", target, n.Attr)
		}
	case "input", "textarea", "select":
		if attr(n, "type") != "hidden" && !labels[attr(n, "id")] {
			t.Errorf("%s: %s %q has no label", target, n.Data, attr(n, "name"))
		}
	case "button", "a":
		if words(n) == "" && attr(n, "aria-label") == "" {
			t.Errorf("%s: a <%s> has no name: %v", target, n.Data, n.Attr)
		}
	}
	for _, key := range []string{"aria-labelledby", "aria-controls", "aria-describedby", "for"} {
		for id := range strings.FieldsSeq(attr(n, key)) {
			if !ids[id] {
				t.Errorf("%s: %s names %s, which is not there", target, key, id)
			}
		}
	}
}

// checkAssets fetches every asset a page names.
func (p htmlPage) checkAssets(t *testing.T, r *rig, target string) {
	t.Helper()
	p.each(func(n *html.Node) {
		for _, key := range []string{"src", "href", "data-icons"} {
			address, _, _ := strings.Cut(attr(n, key), "#")
			if strings.HasPrefix(address, "/assets/") {
				if w := r.call("GET", address, ""); w.Code != 200 {
					t.Errorf("%s: %s is %d", target, address, w.Code)
				}
			}
		}
	})
}
