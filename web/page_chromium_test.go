package web

import (
	"context"
	goflag "flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// screens is a folder for pictures of what the browser shows; empty for none.
var screens = goflag.String("screens", "", "folder to write screenshots of the pages into")

// browser is a tab of a real browser before a demo shop.
type browser struct {
	*testing.T
	ctx  context.Context
	base string

	mu       sync.Mutex
	problems []string // of scripts and of what the page was not allowed to load
}

// findBrowser is the program to test with. Without one the test is skipped; with CI set it fails.
func findBrowser(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes long: left out of short runs")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("no Chromium: install it with apt-get install chromium")
	}
	t.Skip("no Chromium here: the storefront is not tested in a browser")
	return ""
}

// newBrowser opens a browser before a demo shop. Whatever a script complains about fails the test.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	program := findBrowser(t)
	server := httptest.NewServer(newShop(t, "harbour").Handler())
	t.Cleanup(server.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-background-networking", true))
	allocator, free := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(free)
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(func() { _ = chromedp.Cancel(ctx); stop() })
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	b := &browser{T: t, ctx: ctx, base: server.URL}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.complain)
	return b
}

// hear notes errors of scripts and refusals of the browser.
func (b *browser) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.problems = append(b.problems, e.ExceptionDetails.Text)
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == cdplog.EntryLevelError {
			b.problems = append(b.problems, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

func (b *browser) complain() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		b.Errorf("the browser complains: %s", p)
	}
}

// do carries out steps, each waiting for what it needs.
func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// call sends a command of the protocol.
func call[P, R any](b *browser, command cdp.Command[P, R], params P) R {
	b.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.Fatal(err)
	}
	return result
}

// eval evaluates an expression of JavaScript into a value.
func eval[T any](b *browser, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until asks an expression again and again until it is true. A page that is just being left
// cannot answer and is asked again.
func (b *browser) until(expression string) {
	b.Helper()
	ask := time.NewTicker(20 * time.Millisecond)
	defer ask.Stop()
	for tries := 0; tries < 1000; tries++ {
		if ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](expression)); err == nil && ok {
			return
		}
		select {
		case <-ask.C:
		case <-b.ctx.Done():
			b.Fatal(b.ctx.Err())
		}
	}
	b.Fatalf("it never came true that %s", expression)
}

// open goes to a page of the shop and waits until its scripts have run.
func (b *browser) open(path string) {
	b.Helper()
	b.do(chromedp.Navigate(b.base + path))
	if strings.HasPrefix(path, "/chat") {
		b.until(`!!document.querySelector('[data-ready]')`)
	}
}

// click clicks on the first element of a selector, once it stands still: a page that is
// still scrolling or making room would be clicked beside it.
func (b *browser) click(selector chromedp.CSS) {
	b.Helper()
	place := fmt.Sprintf(`(e => e ? JSON.stringify([e.getBoundingClientRect(), scrollX, scrollY]) : "")(document.querySelector(%q))`, string(selector))
	for last, same := "", 0; same < 3; {
		now := eval[string](b, place)
		if same++; now == "" || now != last {
			last, same = now, 0
		}
		b.do(chromedp.Sleep(20 * time.Millisecond))
	}
	b.do(chromedp.Click(selector))
}

// press presses keys where the focus is.
func (b *browser) press(keys string) {
	b.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// device makes the window that of a phone or a desk, light or dark.
func (b *browser) device(width, height int64, dark bool) {
	b.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 600})
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// picture writes what is shown to the folder of -screens.
func (b *browser) picture(name string) {
	b.Helper()
	if *screens == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(*screens, name+".png"), png, 0o644)
	}
	if err != nil {
		b.Fatal(err)
	}
}
