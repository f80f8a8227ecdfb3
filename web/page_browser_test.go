package web

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdpnetwork "github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// say types a message, sends it with Enter and waits for the whole reply.
func (b *browser) say(turn int, text string) {
	b.Helper()
	b.do(chromedp.SendKeys(chromedp.CSS("#message"), text+kb.Enter))
	b.until(fmt.Sprintf(`!!document.querySelector('[data-turn="%d"] .tools-row')`, turn))
}

func TestBrowserConversation(t *testing.T) {
	b := newBrowser(t)
	b.device(390, 844, false)
	b.open("/chat")
	b.picture("chat-phone-empty")
	last := func(what string) int {
		return eval[int](b, fmt.Sprintf(`document.querySelectorAll('.turn:last-child %s').length`, what))
	}
	b.say(1, "running shoes under 100")
	if last(".mini") == 0 || last(".suggestions button") == 0 {
		t.Error("the search shows no cards, or no suggestions")
	}
	b.picture("chat-phone-1")
	b.say(2, "in blue")
	b.say(3, "compare the first two")
	if last(".compare") != 1 {
		t.Error("no comparison is shown")
	}
	b.picture("chat-phone-3")
	b.say(4, "what is your return policy?")
	if last(".sources li") != 1 {
		t.Error("the policy is not named as the source")
	}
	b.say(5, "add the SoundMax 300 in Blue to my cart")
	b.until(`!document.getElementById('side').hidden`)
	b.picture("chat-phone-5")
	b.click(`.turn:last-child .suggestions button`)
	b.until(`!!document.querySelector('[data-turn="6"] .tools-row')`)
	if got := eval[string](b, `document.activeElement.id`); got != "message" {
		t.Errorf("after a suggestion the focus is on %q", got)
	}
	b.click(`.turn:last-child [aria-label="Helpful"]`)
	b.until(`document.querySelector('.turn:last-child [aria-label="Helpful"]').getAttribute('aria-pressed') === 'true'`)
	b.device(1280, 900, true)
	b.picture("chat-desk-dark")

	b.open("/chat")
	if n := eval[int](b, `document.querySelectorAll('.you').length`); n != 6 {
		t.Errorf("after a reload %d of 6 messages are there", n)
	}
	b.picture("chat-desk-dark-again")
	call(b, cdpnetwork.ClearBrowserCookies, cdp.Empty{})
	b.open("/chat")
	if n := eval[int](b, `document.querySelectorAll('.you').length`); n != 6 {
		t.Errorf("without the cookie %d of 6 messages are there", n)
	}
	b.click("#new")
	b.until(`document.readyState === 'complete' && !!document.querySelector('[data-ready]') && !document.querySelector('.you')`)
}

func TestBrowserChatFailsPolitely(t *testing.T) {
	b := newBrowser(t)
	b.open("/chat")
	b.do(chromedp.SendKeys(chromedp.CSS("#message"), "one"+kb.Enter))
	b.until(`!!document.querySelector('[data-turn="1"] .tools-row')`)
	eval[chromedp.Void](b, `window.realFetch = window.fetch; window.fetch = () => Promise.reject(new TypeError("lost"))`)
	b.do(chromedp.SendKeys(chromedp.CSS("#message"), "socks"+kb.Enter))
	b.until(`!!document.querySelector('.turn:last-child .note button')`)
	b.picture("chat-failed")
	eval[chromedp.Void](b, `window.fetch = window.realFetch`)
	b.click(`.turn:last-child .note button`)
	b.until(`!!document.querySelector('[data-turn="2"] .tools-row')`)

	b.do(chromedp.SendKeys(chromedp.CSS("#message"), "/verbose"+kb.Enter))
	b.until(`!!document.querySelector('[data-turn="3"] .tools-row')`)
	b.say(4, "warm gloves")
	if eval[int](b, `document.querySelectorAll('.turn:last-child .trace').length`) != 1 {
		t.Error("/verbose does not show how the message was understood")
	}
	b.do(chromedp.SetValue(chromedp.CSS("#message"), strings.Repeat("é", 900)), chromedp.SendKeys(chromedp.CSS("#message"), "x"))
	if got := eval[string](b, `document.getElementById('counter').textContent`); got != "901 of 1000" {
		t.Errorf("the counter says %q", got)
	}
}

func TestBrowserProductOptions(t *testing.T) {
	b := newBrowser(t)
	b.device(1280, 1000, false)
	b.open("/p/swift-runner?color=Blue&size=10")
	b.picture("product-desk")
	before := eval[string](b, `document.getElementById('sku').textContent`)
	b.click(`input[name=color]:not(:checked)`)
	b.until(`document.getElementById('sku').textContent !== ` + quote(before))
	got := eval[map[string]string](b, `({src: document.getElementById('picture').src, add: document.getElementById('add').value,
		color: document.querySelector('input[name=color]:checked').value, url: location.search, offer: document.getElementById('offer').textContent})`)
	if !strings.Contains(strings.ToLower(got["src"]), "color="+strings.ToLower(got["color"])) || !strings.Contains(got["add"], got["color"]) ||
		!strings.Contains(got["url"], got["color"]) || !strings.Contains(got["offer"], "$") {
		t.Errorf("after another color: %v", got)
	}
	b.click("#add")
	b.until(`location.pathname === '/chat' && !!document.querySelector('[data-ready]') && !!document.querySelector('.you')`)
	b.picture("chat-added")
	if cart := eval[string](b, `document.getElementById('side').textContent`); !strings.Contains(cart, "Swift Runner") {
		t.Errorf("the cart holds %q", cart)
	}
}

func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

func TestBrowserColors(t *testing.T) {
	b := newBrowser(t)
	ground := func() string { return eval[string](b, `getComputedStyle(document.documentElement).backgroundColor`) }
	b.device(390, 844, true)
	b.open("/")
	dark := ground()
	b.device(390, 844, false)
	light := ground()
	if dark == light {
		t.Fatalf("light and dark are both %s", light)
	}
	b.click("[data-theme-toggle]")
	if ground() != dark {
		t.Error("the switch does not darken the page")
	}
	b.open("/chat")
	if ground() != dark {
		t.Error("the choice is forgotten on the next page")
	}
}

// shopPages are pages of every kind.
var shopPages = []string{
	"/", "/c/shoes", "/search?q=blue+hedphones+under+300", "/search?q=purple+leather+hiking+boots+under+20",
	"/p/swift-runner", "/chat", "/chat?about=swift-runner", "/nowhere",
}

func TestBrowserFitsPhonesAndReadsWell(t *testing.T) {
	b := newBrowser(t)
	for i, page := range shopPages {
		for _, dark := range []bool{false, true} {
			b.device(390, 844, dark)
			b.open(page)
			eval[chromedp.Void](b, `document.querySelectorAll('details:not(.menu)').forEach((d) => { d.open = true; })`)
			if wide := eval[float64](b, `document.documentElement.scrollWidth`); wide > 390 {
				t.Errorf("%s is %v px wide on a phone of 390", page, wide)
			}
			for _, p := range eval[[]string](b, smallTargets) {
				t.Errorf("%s: too small to touch: %s", page, p)
			}
			for _, p := range eval[[]string](b, faintTexts) {
				t.Errorf("%s, dark %v: hard to read: %s", page, dark, p)
			}
			b.picture(fmt.Sprintf("phone-%d-dark-%v", i, dark))
		}
		b.device(1280, 900, false)
		b.open(page)
		b.picture(fmt.Sprintf("desk-%d", i))
	}
	b.mu.Lock()
	b.problems = nil // /nowhere is an error on purpose
	b.mu.Unlock()
}

// smallTargets lists what is pressed and measures less than 44 pixels in height.
const smallTargets = `[...document.querySelectorAll('button, .button, summary, .chip, .tool, .facet-value, .aisles a, .radio, input:not([type=hidden]):not([type=radio]), textarea')]
	.filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.9 && !e.closest('.say, .search'))
	.map((e) => e.outerHTML.slice(0, 90) + ' ' + e.getBoundingClientRect().height)`

// faintTexts lists texts whose contrast is below AA: 4.5, or 3 when large.
const faintTexts = `(() => {
	const parse = (c) => { const m = c.match(/[\d.]+/g).map(Number); return { rgb: m.slice(0, 3), a: m[3] ?? 1 }; };
	const light = (rgb) => { const [r, g, b] = rgb.map((v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
	const behind = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a === 1) return c.rgb; } return [255, 255, 255]; };
	const out = [];
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement;
		if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest('script, .hidden, :disabled')) continue;
		const s = getComputedStyle(e);
		const [x, y] = [light(parse(s.color).rgb), light(behind(e))];
		const ratio = (Math.max(x, y) + .05) / (Math.min(x, y) + .05);
		const size = parseFloat(s.fontSize), large = size >= 24 || size >= 18.66 && s.fontWeight >= 700;
		if (ratio < (large ? 3 : 4.5)) out.push(walk.currentNode.data.trim().slice(0, 40) + ' ' + ratio.toFixed(2));
	}
	return out;
})()`

func TestBrowserKeyboard(t *testing.T) {
	b := newBrowser(t)
	b.device(1280, 900, false)
	b.open("/")
	focused := func() string {
		return eval[string](b, `(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || document.activeElement.name).trim()`)
	}
	b.press(kb.Tab)
	if got := focused(); got != "Skip to content" {
		t.Errorf("the first stop is %q", got)
	}
	b.press(kb.Enter)
	if got := eval[string](b, `document.activeElement.id`); got != "main" {
		t.Errorf("skipping leads to %q", got)
	}
	b.do(chromedp.Focus(chromedp.CSS("#q")))
	b.press("headph")
	b.until(`document.getElementById('q').getAttribute('aria-expanded') === 'true'`)
	b.picture("suggest")
	b.press(kb.ArrowDown)
	if got := eval[string](b, `document.getElementById('q').getAttribute('aria-activedescendant')`); got != "suggestion-0" {
		t.Errorf("the arrow leads to %q", got)
	}
	b.press(kb.Escape)
	b.until(`document.getElementById('suggestions').hidden`)
	b.press("o")
	b.until(`document.getElementById('q').getAttribute('aria-expanded') === 'true'`)
	b.press(kb.ArrowDown)
	b.press(kb.Enter)
	b.until(`location.pathname !== '/'`)

	b.open("/p/swift-runner")
	b.do(chromedp.Focus(chromedp.CSS(`input[name=color]:checked`)))
	b.press(kb.ArrowRight)
	b.until(`location.search.includes('color=')`)
	b.open("/c/shoes")
	b.do(chromedp.Focus(chromedp.CSS(`details.menu > summary`)))
	b.press(kb.Enter)
	b.until(`document.querySelector('details.menu').open`)
	b.press(kb.Escape)
	b.until(`!document.querySelector('details.menu').open && document.activeElement.tagName === 'SUMMARY'`)
}

// TestBrowserCartSaysTax: tax that the prices include is no part of the sum.
func TestBrowserCartSaysTax(t *testing.T) {
	b := newBrowser(t)
	b.open("/chat")
	for total, want := range map[int]string{
		1462: "Subtotal $10.00|Discount −$1.00|Tax $0.72|Delivery $4.90|Total $14.62",
		1390: "Subtotal $10.00|Discount −$1.00|Delivery $4.90|Total $13.90|incl. tax $0.72",
	} {
		eval[bool](b, `(() => {
			const money = (amount) => ({ amount, display: "$" + (amount / 100).toFixed(2) });
			const line = { sku: "M", handle: "m", title: "Mug", quantity: 1, unit_price: money(1000), total: money(1000) };
			const cart = { lines: [line], subtotal: money(1000), discount: money(100), tax: money(72), shipping: money(490), total: money(`+strconv.Itoa(total)+`) };
			window.sums = "";
			const script = performance.getEntriesByType("resource").find((e) => e.name.includes("/assets/reply"));
			import(script.name).then((m) => {
				const rows = m.cart(cart, true).querySelectorAll(".sums div");
				window.sums = Array.from(rows, (r) => Array.from(r.children, (c) => c.textContent).join(" ")).join("|");
			});
			return true;
		})()`)
		b.until(`window.sums !== ""`)
		if got := eval[string](b, `window.sums`); got != want {
			t.Errorf("the cart reads %s\nwant %s", got, want)
		}
	}
}
