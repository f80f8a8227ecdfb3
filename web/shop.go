package web

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
	"sync"

	"shoptalk/data"
	"shoptalk/data/locale"
	"shoptalk/engine"
)

// pages is what every page of the storefront is made with. It is safe for concurrent use.
type pages struct {
	assets    *assets
	templates map[string]*template.Template // by page: "home"
	mu        sync.Mutex
	locale    *locale.Locale // of the shop as last seen
}

// pageNames are the pages; each has a template file of its own that fills the frame.
var pageNames = []string{"home", "list", "product", "chat", "error"}

// newPages reads templates and assets; an error means that the program was built wrong.
func newPages() (*pages, error) {
	folder, err := fs.Sub(shopFiles, "shop")
	if err != nil {
		return nil, fmt.Errorf("web: storefront: %w", err)
	}
	p := &pages{templates: map[string]*template.Template{}}
	if p.assets, err = newAssets(folder); err != nil {
		return nil, err
	}
	shared := template.New("").Funcs(template.FuncMap{"asset": p.assets.url, "plural": plural, "args": args, "taxIncluded": taxIncluded})
	if shared, err = shared.ParseFS(folder, "frame.html", "parts.html"); err != nil {
		return nil, fmt.Errorf("web: templates: %w", err)
	}
	for _, name := range pageNames {
		t, err := template.Must(shared.Clone()).ParseFS(folder, name+".html")
		if err != nil {
			return nil, fmt.Errorf("web: template %s: %w", name, err)
		}
		p.templates[name] = t
	}
	return p, nil
}

// frame is what stands around every page.
type frame struct {
	Title  string // of the document, without the shop's name
	About  string // for search engines; may be empty
	Shop   string
	Lang   string                // BCP 47
	Dir    string                // ltr or rtl
	Query  string                // in the search box
	Here   string                // address of the current top category, or "/chat"
	Nav    []engine.CategoryNode // categories to begin with
	Script string                // module of this page; may be empty
	Email  string                // of the shop; may be empty
	Hours  string                // when people are there; may be empty

	shop   data.Shop
	locale *locale.Locale
	tree   []engine.CategoryNode // all categories
}

// Count writes a number of things as the shop's locale does: "1 product", "19,406 products".
func (f frame) Count(n int, one, many string) string {
	if n == 1 {
		return plural(n, one, many)
	}
	return f.locale.Count(n) + " " + many
}

// navSize is how many categories the top of a page shows.
const navSize = 20

// frame begins a page: the shop and its top categories.
func (s *Server) frame(ctx context.Context, title string) (frame, error) {
	shop, err := s.store.Shop(ctx)
	if err != nil {
		return frame{}, fmt.Errorf("web: read the shop: %w", err)
	}
	tree, err := s.engine.Categories(ctx)
	if err != nil {
		return frame{}, err
	}
	return frame{
		Title: title, Shop: shop.Name, Lang: language(shop.Locale), Dir: direction(shop.Locale), Nav: fullestOf(aisles(tree), navSize),
		Script: "shop.js", Email: shop.Email, Hours: shop.Hours, shop: shop, locale: s.pages.localeOf(shop), tree: tree,
	}, nil
}

// language is a locale as HTML takes it.
func language(tag string) string {
	if tag == "" {
		return "en"
	}
	return strings.ReplaceAll(tag, "_", "-")
}

// direction is the way a locale is written.
func direction(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(language(tag)), "-")
	switch base {
	case "ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}

// render answers with a page. Nothing is sent when its template fails.
func (s *Server) render(w http.ResponseWriter, status int, name string, view any) error {
	var b bytes.Buffer
	if err := s.pages.templates[name].ExecuteTemplate(&b, "frame", view); err != nil {
		return fmt.Errorf("web: page %s: %w", name, err)
	}
	if h := w.Header(); h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	return writeBytes(w, status, "text/html; charset=utf-8", b.Bytes())
}

// localeOf is the locale of a shop, made once while the shop stays as it is.
func (p *pages) localeOf(shop data.Shop) *locale.Locale {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.locale == nil || p.locale.Currency() != shop.Currency || p.locale.Tag() != shop.Locale {
		p.locale = locale.New(shop.Locale, shop.Currency)
	}
	return p.locale
}

// plural is "1 review" or "2 reviews".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// args makes a map of names and values, for templates that take several.
func args(pairs ...any) (map[string]any, error) {
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("web: %v is not the name of an argument", pairs[i])
		}
		m[name] = pairs[i+1]
	}
	return m, nil
}

// shopErrorPage tells people what went wrong and where to go on. Without a shop to read, it does
// with the plain page.
func (s *Server) shopErrorPage(w http.ResponseWriter, r *http.Request, p *Problem) error {
	f, err := s.frame(r.Context(), errorTitle(p))
	if err != nil {
		return plainPage(w, r, p)
	}
	f.Query = clip(r.URL.Query().Get("q"), maxValue)
	return s.render(w, p.Status, "error", errorView{f, f.Title, p.Status, p.Detail, p.ID})
}

// errorView is the page of something that went wrong.
type errorView struct {
	frame
	Heading string
	Status  int
	Detail  string
	ID      string // of the request
}

// errorTitle is the heading of an error page.
func errorTitle(p *Problem) string {
	switch status := p.Status; {
	case p.Code == searchOff:
		return "The search is resting"
	case status == http.StatusNotFound:
		return "We can't find that page"
	case status == http.StatusTooManyRequests:
		return "One moment, please"
	case status >= http.StatusInternalServerError:
		return "Something went wrong"
	}
	return "That didn't work"
}
