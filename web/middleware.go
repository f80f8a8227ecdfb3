package web

import (
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// policy is what pages may load: nothing from elsewhere but pictures, and no inline script.
const policy = "default-src 'self'; img-src 'self' https: data:; object-src 'none'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

// secure sets the headers that keep browsers careful.
func secure() echo.MiddlewareFunc {
	return middleware.SecureWithConfig(middleware.SecureConfig{
		ContentTypeNosniff:    "nosniff",
		XFrameOptions:         "SAMEORIGIN",
		ContentSecurityPolicy: policy,
		ReferrerPolicy:        "strict-origin-when-cross-origin",
	})
}

// compress gzips answers over a kilobyte, but never a stream: its events would wait.
func compress() echo.MiddlewareFunc {
	return middleware.GzipWithConfig(middleware.GzipConfig{
		Level:     1,
		MinLength: 1024,
		Skipper:   func(c echo.Context) bool { return wantsStream(c.Request()) },
	})
}

// allowOrigins lets pages of other sites call the API.
func allowOrigins(origins []string) echo.MiddlewareFunc {
	return middleware.CORSWithConfig(middleware.CORSConfig{
		Skipper: func(c echo.Context) bool {
			return len(origins) == 0 || !strings.HasPrefix(c.Request().URL.Path, "/api/")
		},
		AllowOrigins: origins,
		AllowMethods: []string{http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete},
		AllowHeaders: []string{"Content-Type", "Idempotency-Key"},
		MaxAge:       3600,
	})
}

// requestIDHeader carries the id of a request, which also stands in the log and in problems.
const requestIDHeader = "X-Request-Id"

// identify gives every request an id of our own; one sent along is not believed.
func identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(requestIDHeader, newID())
		return next(c)
	}
}

// newID is 50 random bits in ten letters and digits.
func newID() string {
	var b [8]byte
	rand.Read(b[:])
	return strings.ToLower(base32.StdEncoding.EncodeToString(b[:])[:10])
}

func requestID(w http.ResponseWriter) string { return w.Header().Get(requestIDHeader) }

// observe answers errors, counts the request and writes its line of the log. Only the route's
// pattern is kept of the address: session ids and what people typed stay out.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		err := next(c)
		w, r := c.Response(), c.Request()
		level, fault := slog.LevelInfo, slog.Attr{}
		if err != nil {
			p := problemOf(err)
			s.fail(w, r, p)
			level, fault = p.fault()
		}
		took, route := time.Since(start), pattern(c.Path())
		s.metrics.Request(r.Method, route, w.Status, took)
		line := []slog.Attr{
			slog.String("id", requestID(w)), slog.String("method", r.Method), slog.String("path", route),
			slog.Int("status", w.Status), slog.Int64("bytes", w.Size), slog.Duration("took", took),
		}
		s.log.LogAttrs(r.Context(), level, "request", append(line, fault)...)
		return nil
	}
}

// pattern is a route as metrics and log name it, with one name for whatever matched none.
func pattern(route string) string {
	if route == "" {
		return "none"
	}
	return route
}

// panicked is what a handler that broke down left behind.
type panicked struct {
	value any
	stack []byte
}

// Error holds the stack, for the log.
func (p *panicked) Error() string { return fmt.Sprintf("panic: %v\n%s", p.value, p.stack) }

// rescue makes an error of a panic.
func rescue(err *error) {
	if v := recover(); v != nil {
		if v == http.ErrAbortHandler {
			panic(v)
		}
		*err = &panicked{v, debug.Stack()}
	}
}

// rescued answers a request although its handler broke down.
func rescued(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer rescue(&err)
		return next(c)
	}
}

// limitBody refuses bodies over 64 KiB, by their header or while they are read.
func limitBody(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.ContentLength > maxBody {
			return &http.MaxBytesError{Limit: maxBody}
		}
		r.Body = http.MaxBytesReader(c.Response(), r.Body, maxBody)
		return next(c)
	}
}

// addressOf makes the function that tells who is calling.
func addressOf(proxies []string) (echo.IPExtractor, error) {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect(), nil
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range proxies {
		if ip := net.ParseIP(p); ip != nil {
			p = fmt.Sprintf("%s/%d", p, len(ipBytes(ip))*8)
		}
		_, block, err := net.ParseCIDR(p)
		if err != nil {
			return nil, fmt.Errorf("web: trusted proxy %q is neither an address nor a range such as 10.0.0.0/8", p)
		}
		trust = append(trust, echo.TrustIPRange(block))
	}
	return echo.ExtractIPFromXFFHeader(trust...), nil
}

func ipBytes(ip net.IP) net.IP {
	if v4 := ip.To4(); v4 != nil {
		return v4
	}
	return ip
}
