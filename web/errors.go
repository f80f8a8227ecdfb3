package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"shoptalk/data"
)

// Problem is an answer that says what went wrong, in the form of RFC 9457. As an error it may
// wrap the cause, which is logged and never shown.
type Problem struct {
	Type   string            `json:"type"`             // always "about:blank": the code says which kind
	Title  string            `json:"title"`            // of the status
	Status int               `json:"status"`           // of HTTP
	Detail string            `json:"detail"`           // one sentence for people: what to do next
	Code   string            `json:"code"`             // stable, for programs
	ID     string            `json:"id"`               // of the request; also in the log
	Fields map[string]string `json:"fields,omitempty"` // what is wrong, by field

	retry time.Duration // after which to try again; 0 unknown
	cause error
}

// Error is the sentence.
func (p *Problem) Error() string { return p.Detail }

// fault is what the log says of the problem. What callers do wrong is named by its code only,
// because the error may quote them.
func (p *Problem) fault() (slog.Level, slog.Attr) {
	switch {
	case p.Status < http.StatusInternalServerError, p.Code == searchOff:
		return slog.LevelInfo, slog.String("code", p.Code)
	case errors.Is(p.cause, context.Canceled): // the caller left, or the server stops
		return slog.LevelInfo, slog.String("code", "canceled")
	}
	return slog.LevelError, slog.String("error", p.cause.Error())
}

// Unwrap is the cause, or nil.
func (p *Problem) Unwrap() error { return p.cause }

func problem(status int, code, detail string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: code, Detail: detail}
}

func badRequest(format string, args ...any) *Problem {
	return problem(http.StatusBadRequest, "bad_request", fmt.Sprintf(format, args...))
}

func notFound(detail string) *Problem {
	return problem(http.StatusNotFound, "not_found", detail)
}

func tooMany(wait time.Duration, detail string) *Problem {
	p := problem(http.StatusTooManyRequests, "rate_limited", detail)
	p.retry = wait
	return p
}

// problemOf is the one translation of errors into answers. The problem is a new one.
func problemOf(err error) *Problem {
	var p Problem
	var own *Problem
	var invalid *data.Invalid
	var long *http.MaxBytesError
	var routed *echo.HTTPError
	switch {
	case errors.As(err, &own):
		p = *own
	case errors.As(err, &long):
		p = *problem(http.StatusRequestEntityTooLarge, "too_large", "The body is longer than 64 KiB. Send less at once.")
	case errors.As(err, &invalid):
		p = *problem(http.StatusUnprocessableEntity, "invalid", sentence(invalid))
		p.Fields = map[string]string{invalid.Field: invalid.Reason}
	case errors.Is(err, data.ErrNotFound):
		p = *notFound("There is nothing by that name.")
	case errors.Is(err, data.ErrStock):
		p = *problem(http.StatusConflict, "out_of_stock", "Not enough of it is left.")
	case errors.Is(err, data.ErrConflict):
		p = *problem(http.StatusConflict, "conflict", "That is already there, or has changed meanwhile. Read it again and retry.")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		p = *problem(http.StatusServiceUnavailable, "unavailable", "The shop is restarting or very busy. Please try again in a moment.")
		p.retry = time.Second
	case errors.As(err, &routed):
		p = *routeProblem(routed.Code)
	default:
		p = *problem(http.StatusInternalServerError, "internal", "Something went wrong on our side. Please try again; if it stays, tell the shop the number below.")
	}
	p.cause = err
	return &p
}

// routeProblem words what the router refuses.
func routeProblem(status int) *Problem {
	switch status {
	case http.StatusNotFound:
		return notFound("There is no such page.")
	case http.StatusMethodNotAllowed:
		return problem(status, "method_not_allowed", "This address does not take that method. The Allow header names those it takes.")
	}
	return problem(status, strings.ToLower(strings.ReplaceAll(http.StatusText(status), " ", "_")), "The request could not be answered.")
}

// sentence says what is wrong with a field: "price is negative."
func sentence(i *data.Invalid) string {
	return strings.TrimSpace(i.Field+" "+strings.TrimSuffix(i.Reason, ".")) + "."
}

// badQuery makes a bad request of a value that the store or a constraint refused, because it
// stood in the address; other errors stay.
func badQuery(err error) error {
	var invalid *data.Invalid
	if errors.As(err, &invalid) {
		return badRequest("%s", sentence(invalid))
	}
	return err
}

// fail answers a request with what went wrong: problem JSON for programs, a page for people.
// When the answer has begun already, nothing can be added to it.
func (s *Server) fail(w *echo.Response, r *http.Request, p *Problem) {
	if w.Committed {
		return
	}
	p.ID = requestID(w)
	if p.retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(p.retry.Seconds()))))
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Del("ETag")
	write := writeProblem
	if wantsPage(r) {
		write = s.errorPage
	}
	if err := write(w, r, p); err != nil {
		s.log.Error("error page", "id", p.ID, "error", err)
	}
}

func writeProblem(w http.ResponseWriter, _ *http.Request, p *Problem) error {
	b, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("web: encode problem: %w", err)
	}
	return writeBytes(w, p.Status, "application/problem+json", append(b, '\n'))
}

// wantsPage tells whether an address is one that people visit.
func wantsPage(r *http.Request) bool {
	for _, prefix := range []string{"/api", "/v1", "/mcp", "/media", "/metrics", "/debug", "/healthz", "/readyz", "/openapi.json"} {
		if r.URL.Path == prefix || strings.HasPrefix(r.URL.Path, prefix+"/") {
			return false
		}
	}
	return r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodPost
}

var plain = template.Must(template.New("problem").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{.Title}}</title>
<h1>{{.Title}}</h1>
<p>{{.Detail}}</p>
<p><a href="/">Back to the shop</a></p>
<p><small>{{.ID}}</small></p>
</html>
`))

// plainPage is the error page of a server without a storefront.
func plainPage(w http.ResponseWriter, _ *http.Request, p *Problem) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(p.Status)
	return plain.Execute(w, p)
}
