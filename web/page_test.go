package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shoptalk/engine"
	"shoptalk/index"
)

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)>`

func TestPagesEscapeWhatIsHostile(t *testing.T) {
	r := newRig(t, nil)
	r.shop.products["mug"].Title, r.shop.products["mug"].Brand = hostile, hostile
	r.shop.products["mug"].Description = hostile
	r.shop.products["mug"].Variants[0].Options[0].Value = hostile
	card := engine.Card{ID: 1, Handle: "mug", Title: hostile, Brand: hostile, Price: usd(500), Image: "javascript:alert(3)", URL: "/p/mug", InStock: true}
	r.talk.search = func(q engine.SearchRequest) *engine.SearchReply {
		return &engine.SearchReply{
			Products: []engine.Card{card}, Total: 1, Constraints: q.Constraints,
			Assumed: []index.Assumption{{Typed: hostile, Read: hostile}},
			Facets:  engine.Facets{"brand": {{Value: hostile, Count: 1}, {Value: "b", Count: 1}}},
		}
	}
	q := url.QueryEscape(hostile)
	for _, target := range []string{"/", "/search?q=" + q, "/search?brand=" + q + "&color=" + q + "&not.size=" + q, "/c/home?color=" + q, "/p/mug", "/chat?about=mug", "/chat"} {
		p := r.visit(t, target, 200)
		if n := len(p.all("img", "src", "x")); n != 0 || strings.Contains(p.source, "<script>alert") {
			t.Errorf("%s: what is hostile came through", target)
		}
	}
}

func TestHomePage(t *testing.T) {
	r := newShop(t, "harbour")
	p := r.visit(t, "/", 200)
	text := words(p.Node)
	for _, want := range []string{"Harbour Goods", "Reduced right now", "Best rated", "Shoes", "% off", "What is your return policy?"} {
		if !strings.Contains(text, want) {
			t.Errorf("the front page lacks %q", want)
		}
	}
	if n := len(p.all("button", "name", "message")); n != 3 {
		t.Errorf("%d examples are offered, want 3", n)
	}
	for _, link := range p.all("a", "", "") {
		if href := attr(link, "href"); strings.HasPrefix(href, "/c/") || strings.HasPrefix(href, "/p/") {
			if w := r.call("GET", href, ""); w.Code != 200 {
				t.Errorf("%s leads to %d", href, w.Code)
			}
		}
	}
}

func TestListPages(t *testing.T) {
	r := newShop(t, "harbour")
	rows := []struct {
		target         string
		contains       []string
		containsNot    []string
		chips, atLeast int
	}{
		{"/search?q=blue+hedphones+under+300", []string{"headphones instead of hedphones", "Under $300.00", "SoundMax 300"}, []string{"Near misses"}, 3, 1},
		{"/search", []string{"Everything", "Page 1 of"}, nil, 0, 24},
		{"/search?page=2", []string{"Page 2 of", "Previous", "Next"}, nil, 0, 24},
		{"/search?page=500", []string{"fewer pages", "Back to the last page"}, nil, 0, 0},
		{"/search?q=purple+leather+hiking+boots+under+20", []string{"No exact match", "Near misses", "these come close"}, nil, 3, 1},
		{"/search?q=zzzzqqqxy", []string{"No exact match", "Nothing here fits that"}, nil, 0, 0},
		{"/c/shoes", []string{"Shoes", "Running", "Hiking", "Color", "Size", "Brand"}, nil, 0, 24},
		{"/c/shoes/running?color=blue&is.size=10&price_lt=100", []string{"Home", "Shoes", "Running", "Blue", "Size 10", "Swift Runner"}, nil, 3, 1},
		{"/c/shoes?not.color=black&in_stock=true&rating_gte=4.5&sort=price_desc", []string{"Not black", "In stock", "Rated 4.5 or better", "Price, high to low"}, nil, 3, 1},
	}
	for _, row := range rows {
		p := r.visit(t, row.target, 200)
		text := words(p.Node)
		for _, want := range row.contains {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q", row.target, want)
			}
		}
		for _, bad := range row.containsNot {
			if strings.Contains(text, bad) {
				t.Errorf("%s has %q", row.target, bad)
			}
		}
		if n := len(p.all("a", "class", "chip")); n < row.chips || row.chips == 0 && n > 0 {
			t.Errorf("%s has %d chips, want %d", row.target, n, row.chips)
		}
		if n := len(p.all("article", "", "")); n < row.atLeast {
			t.Errorf("%s shows %d products", row.target, n)
		}
	}
	r.visit(t, "/c/nowhere", 404)
	r.visit(t, "/search?page=x", 400)
	r.visit(t, "/search?price_lt=cheap", 400)
}

// TestFacetsLead follows every facet, chip and order of a list: each leads to a list that
// says the same about itself.
func TestFacetsLead(t *testing.T) {
	r := newShop(t, "harbour")
	p := r.visit(t, "/c/shoes/running?q=blue+trail+size+10", 200)
	followed := 0
	for _, link := range append(p.all("a", "class", "facet-value"), p.all("a", "class", "chip")...) {
		label, _, _ := strings.Cut(words(link), " products")
		q := r.visit(t, attr(link, "href"), 200)
		same := slices.ContainsFunc(q.all("a", "class", "facet-value"), func(n *html.Node) bool {
			return hasAttr(n, "aria-current") && strings.HasPrefix(words(n), strings.Fields(label)[0])
		})
		if attr(link, "class") == "facet-value" && same == hasAttr(link, "aria-current") {
			t.Errorf("%s leads to %s, where it is chosen: %v", label, attr(link, "href"), same)
		}
		followed++
	}
	if followed < 8 {
		t.Errorf("only %d links to narrow or widen the list", followed)
	}
}

func TestProductPage(t *testing.T) {
	r := newShop(t, "harbour")
	p := r.visit(t, "/p/soundmax-300?color=Blue", 200)
	text := words(p.Node)
	for _, want := range []string{"SoundMax 300", "Tonewell", "$149.00", "$199.00", "25 % off", "In stock", "Battery 30 h", "Similar products", "Ask about this product", "TNW-SOU-BLU", "30 days"} {
		if !strings.Contains(text, want) {
			t.Errorf("the product page lacks %q", want)
		}
	}
	if img := p.all("img", "id", "picture")[0]; attr(img, "src") != "/media/soundmax-300.svg?color=blue" {
		t.Errorf("the picture is %s", attr(img, "src"))
	}
	if add := p.all("button", "id", "add")[0]; attr(add, "value") != "Add the SoundMax 300 in Blue to my cart" {
		t.Errorf("the button says %q", attr(add, "value"))
	}
	if white := words(r.visit(t, "/p/soundmax-300?sku=tnw-sou-wht", 200).Node); !strings.Contains(white, "Only 1 left") {
		t.Error("low stock is not said")
	}
	r.visit(t, "/p/nothing", 404)
}

func TestProductPageShowsSanitisedHTMLAndEveryStock(t *testing.T) {
	r := newRig(t, nil)
	mug := r.shop.products["mug"]
	mug.HTML, mug.LowStock = "<p>Holds <strong>soup</strong></p>", 3
	p := r.visit(t, "/p/mug", 200)
	if len(p.all("strong", "", "")) != 1 || !strings.Contains(words(p.Node), "Only 3 left") {
		t.Error("description or stock is missing")
	}
	if text := words(r.visit(t, "/p/mug?color=blue", 200).Node); !strings.Contains(text, "Sold out") {
		t.Error("a sold-out variant is not called so")
	}
	mug.Variants[1].Backorder = true
	if text := words(r.visit(t, "/p/mug?color=blue", 200).Node); !strings.Contains(text, "as soon as it is back") {
		t.Error("a back-order is not explained")
	}
	r.visit(t, "/p/draft", 404)
}

func TestChatPageWithoutScripts(t *testing.T) {
	r := newShop(t, "harbour")
	r.visit(t, "/chat", 200)
	cookie := ""
	say := func(message string) htmlPage {
		t.Helper()
		w := r.call("POST", "/chat", url.Values{"message": {message}}.Encode(), header("Content-Type", "application/x-www-form-urlencoded"), header("Cookie", cookie))
		if w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), "/chat") {
			t.Fatalf("%q: %d %v", message, w.Code, w.Header())
		}
		if set := w.Header().Get("Set-Cookie"); set != "" {
			cookie, _, _ = strings.Cut(set, ";")
			if !strings.Contains(set, "SameSite=Lax") || !strings.Contains(set, "Path=/chat") {
				t.Errorf("cookie is %s", set)
			}
		}
		return r.visit(t, "/chat", 200, header("Cookie", cookie))
	}
	p := say("running shoes under 100")
	if len(p.all("li", "class", "mini")) == 0 {
		t.Error("no products are shown")
	}
	p = say("compare the first two")
	if len(p.all("table", "class", "compare")) != 1 {
		t.Error("no comparison is shown")
	}
	p = say("what is your return policy?")
	if !strings.Contains(words(p.Node), "Policy: Returns") {
		t.Error("the policy is not named")
	}
	p = say(hostile)
	if strings.Contains(p.source, "<script>alert") || len(p.all("div", "class", "you")) != 4 {
		t.Error("the conversation is not whole, or not safe")
	}
	if w := r.call("POST", "/chat", "new=1", header("Content-Type", "application/x-www-form-urlencoded")); !strings.Contains(w.Header().Get("Set-Cookie"), "Max-Age=0") {
		t.Errorf("a new conversation leaves the cookie: %v", w.Header())
	}
	if p := r.visit(t, "/chat", 200, header("Cookie", sessionCookie+"=UNKNOWN")); len(p.all("div", "class", "you")) != 0 {
		t.Error("an unknown conversation has turns")
	}
}

func TestChatPageRefuses(t *testing.T) {
	r := newRig(t, func(o *Options) { o.RateLimit = 2 })
	form := header("Content-Type", "application/x-www-form-urlencoded")
	if w := r.call("POST", "/chat", "message=hi", form, header("Sec-Fetch-Site", "cross-site")); w.Code != http.StatusForbidden {
		t.Errorf("a form of another site: %d", w.Code)
	}
	if w := r.call("POST", "/chat", "message="+strings.Repeat("x", 1001), form); w.Code != http.StatusBadRequest {
		t.Errorf("a long message: %d", w.Code)
	}
	if w := r.call("POST", "/chat", "message=hi", form); w.Code != http.StatusTooManyRequests || !strings.Contains(w.Body.String(), "One moment, please") {
		t.Errorf("the third message at once: %d", w.Code)
	}
}

func TestChatPageAboutAProduct(t *testing.T) {
	r := newShop(t, "harbour")
	p := r.visit(t, "/chat?about=soundmax-300", 200)
	if got := words(p.all("textarea", "id", "message")[0]); got != "Tell me about the SoundMax 300" {
		t.Errorf("the draft is %q", got)
	}
	r.visit(t, "/chat?about=nothing", 200)
}

func TestErrorPages(t *testing.T) {
	r := newRig(t, nil)
	p := r.visit(t, "/nowhere", 404)
	if !strings.Contains(words(p.Node), "We can't find that page") {
		t.Error("a missing page is not explained")
	}
	p = r.visit(t, "/p/broken", 500)
	if text := words(p.Node); strings.Contains(text, "disk") || !strings.Contains(text, "Something went wrong") {
		t.Errorf("the page says %q", text)
	}
	r.shop.shopErr = errSecret
	if w := r.call("GET", "/", ""); w.Code != 500 || strings.Contains(w.Body.String(), "disk") || !strings.Contains(w.Body.String(), "Back to the shop") {
		t.Errorf("without a shop: %d %s", w.Code, w.Body)
	}
}

func TestAssetsAreKept(t *testing.T) {
	r := newRig(t, nil)
	for plain, hashed := range r.pages.assets.names {
		w := r.call("GET", "/assets/"+hashed, "")
		if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Header().Get("Content-Type") == "" {
			t.Errorf("%s: %d %v", plain, w.Code, w.Header())
		}
		for _, ref := range assetReference.FindAllString(w.Body.String(), -1) {
			if _, ok := r.pages.assets.files[ref[3:len(ref)-1]]; !ok {
				t.Errorf("%s refers to %s, which is not there", plain, ref)
			}
		}
	}
	if w := r.call("GET", "/assets/shop.css", ""); w.Code != 404 {
		t.Errorf("an asset without its hash: %d", w.Code)
	}
}

func TestDirection(t *testing.T) {
	for tag, want := range map[string]string{"en-US": "ltr", "ar-EG": "rtl", "he": "rtl", "ur_PK": "rtl", "": "ltr", "arn": "ltr"} {
		if got := direction(tag); got != want {
			t.Errorf("%s is written %s", tag, got)
		}
	}
}

func TestBrokenShopStaysHTML(t *testing.T) {
	r := newRig(t, nil)
	r.talk.respond = func(context.Context, engine.Turn) (*engine.Reply, error) { return nil, errSecret }
	w := r.call("POST", "/chat", "message=hi", header("Content-Type", "application/x-www-form-urlencoded"))
	if w.Code != 500 || !strings.Contains(w.Body.String(), "Something went wrong") || strings.Contains(w.Body.String(), "disk") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
