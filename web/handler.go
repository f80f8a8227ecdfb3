package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"shoptalk/data"
)

// maxBody is the longest request body taken, in bytes.
const maxBody = 64 << 10

// handler answers a request in the terms of net/http; the values of a route are read with
// r.PathValue. What it returns as an error is answered by Server.fail.
type handler func(w http.ResponseWriter, r *http.Request) error

// adapt makes an Echo handler of ours.
func adapt(h handler) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		for i, name := range c.ParamNames() {
			value := c.ParamValues()[i]
			if r.URL.RawPath != "" { // the router matched the escaped path
				plain, err := url.PathUnescape(value)
				if err != nil {
					return notFound("There is no such page.")
				}
				value = plain
			}
			r.SetPathValue(name, value)
		}
		return h(c.Response(), r)
	}
}

// writeJSON answers with a value as JSON, which nobody is to keep: prices and stock change.
// Angle brackets are escaped, so that the bytes stay
// harmless even where they are taken for a page.
func writeJSON(w http.ResponseWriter, status int, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("web: encode answer: %w", err)
	}
	w.Header().Set("Cache-Control", "no-store")
	return writeBytes(w, status, "application/json", append(b, '\n'))
}

func writeBytes(w http.ResponseWriter, status int, contentType string, b []byte) error {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	// A failed write means that the caller is gone; nobody is left to be told.
	_, _ = w.Write(b)
	return nil
}

// readJSON reads the body of a request into the struct v points to: one JSON object of at
// most 64 KiB. Members that v does not know are ignored.
func readJSON(r *http.Request, v any) error {
	body, err := readObject(r)
	if err != nil {
		return err
	}
	return decode(body, v)
}

// readPatch is readJSON that refuses members v does not know.
func readPatch(r *http.Request, v any) error {
	body, err := readObject(r)
	if err != nil {
		return err
	}
	if err := checkFields(body, v); err != nil {
		return err
	}
	return decode(body, v)
}

func decode(body []byte, v any) error {
	if err := json.Unmarshal(body, v); err != nil {
		return decodeProblem(err)
	}
	return nil
}

// readObject reads a body that must be a JSON object; what stands inside is not looked at.
// An object sent as a form, as curl -d does, is taken for what it is.
func readObject(r *http.Request) ([]byte, error) {
	kind := r.Header.Get("Content-Type")
	form := isForm(kind)
	if kind != "" && !form && !isJSON(kind) {
		return nil, notJSON()
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, unreadable(err)
	}
	body = bytes.TrimSpace(body)
	switch {
	case len(body) == 0:
		return nil, badRequest("The request has no body. Send a JSON object.")
	case body[0] == '{':
		return body, nil
	case form:
		return nil, notJSON()
	}
	return nil, badRequest("The body must be a JSON object.")
}

func notJSON() *Problem {
	return problem(http.StatusUnsupportedMediaType, "unsupported_media_type", "Send JSON, with Content-Type: application/json.")
}

func isForm(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && kind == "application/x-www-form-urlencoded"
}

func isJSON(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
}

// unreadable says why a body could not be read.
func unreadable(err error) error {
	var long *http.MaxBytesError
	if errors.As(err, &long) {
		return err
	}
	return badRequest("The body could not be read to its end.")
}

// decodeProblem says in one sentence what is wrong with a body.
func decodeProblem(err error) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	var invalid *data.Invalid
	switch {
	case errors.As(err, &kind) && kind.Field != "":
		given, _, _ := strings.Cut(kind.Value, " ")
		return badRequest("%s must be %s, not %s.", kind.Field, wanted(kind.Type), jsonWords[given])
	case errors.As(err, &syntax):
		return badRequest("The body is not valid JSON: something is wrong at byte %d.", syntax.Offset)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return badRequest("The body is not valid JSON: it ends too early.")
	case errors.As(err, &invalid):
		return err
	}
	return badRequest("The body is not what this address takes. See /openapi.json.")
}

// jsonWords says in plain words what kind of value was sent.
var jsonWords = map[string]string{
	"string": "text", "number": "a number of this kind", "bool": "true or false", "array": "a list", "object": "an object",
}

// wanted says in plain words what kind of value a field takes.
func wanted(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[json.Number](), t.Kind() == reflect.Float64:
		return "a number"
	case t.Kind() == reflect.String:
		return "text"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Slice:
		return "a list"
	case t.Kind() == reflect.Int:
		return "a whole number"
	}
	return "an object"
}

// checkFields refuses members of a JSON object that the struct v has no field for, so that a
// misspelt one is not silently left out.
func checkFields(body []byte, v any) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil {
		return decodeProblem(err)
	}
	var known []string
	t := reflect.TypeOf(v).Elem()
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		known = append(known, name)
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if !slices.Contains(known, name) {
			return badRequest("%s cannot be set here; these can: %s.", name, strings.Join(known, ", "))
		}
	}
	return nil
}
