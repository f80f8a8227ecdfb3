package web

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// document is openapi.json as far as the tests look.
type document struct {
	Paths      map[string]map[string]json.RawMessage `json:"paths"`
	Components map[string]map[string]any             `json:"components"`
}

func readSpec(t *testing.T, r *rig) (spec document) {
	t.Helper()
	if err := json.Unmarshal(r.call("GET", "/openapi.json", "").Body.Bytes(), &spec); err != nil {
		t.Fatal(err)
	}
	return spec
}

// isPage tells whether a route is a page for people, which openapi.yaml does not describe.
func isPage(path string) bool {
	q, _ := http.NewRequest(http.MethodGet, path, nil)
	return wantsPage(q)
}

// braces writes a route as openapi.yaml does.
func braces(route string) string {
	parts := strings.Split(route, "/")
	for i, p := range parts {
		if name, ok := strings.CutPrefix(p, ":"); ok {
			parts[i] = "{" + name + "}"
		}
	}
	return strings.Join(parts, "/")
}

func TestEveryRouteIsDescribedAndEveryDescriptionIsServed(t *testing.T) {
	r := newRig(t, nil)
	described := map[string]bool{}
	for path, item := range readSpec(t, r).Paths {
		for method := range item {
			if method != "parameters" {
				described[strings.ToUpper(method)+" "+path] = true
			}
		}
	}
	for _, route := range r.echo.Routes() {
		if route.Method == http.MethodHead || isPage(route.Path) {
			continue
		}
		name := route.Method + " " + braces(route.Path)
		if !described[name] {
			t.Errorf("%s is served and not described", name)
		}
		delete(described, name)
	}
	for name := range described {
		t.Errorf("%s is described and not served", name)
	}
}

func TestReferencesLead(t *testing.T) {
	r := newRig(t, nil)
	c := checker{spec: readSpec(t, r)}
	var whole any
	if err := json.Unmarshal(r.openapi, &whole); err != nil {
		t.Fatal(err)
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if ref, ok := v["$ref"].(string); ok && c.resolve(ref) == nil {
				t.Errorf("%s leads nowhere", ref)
			}
			for key, inner := range v {
				if inner == nil {
					t.Errorf("%q has no value; a text with a comma needs quotes", key)
				}
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	walk(whole)
}

// TestAnswersAreAsDescribed compares real answers with the schemas.
func TestAnswersAreAsDescribed(t *testing.T) {
	r := newRig(t, nil)
	rows := []struct{ method, url, body, path string }{
		{"POST", "/api/chat", message("mug"), "/api/chat"},
		{"POST", "/api/chat", message(""), "/api/chat"},
		{"POST", "/api/feedback", `{"session":"known","turn":1,"vote":1}`, "/api/feedback"},
		{"GET", "/api/sessions/known", "", "/api/sessions/{id}"},
		{"GET", "/api/sessions/other", "", "/api/sessions/{id}"},
		{"GET", "/api/search?q=mug&not.color=red", "", "/api/search"},
		{"GET", "/api/search?page=x", "", "/api/search"},
		{"GET", "/api/suggest?q=m", "", "/api/suggest"},
		{"GET", "/api/categories", "", "/api/categories"},
		{"GET", "/api/products/mug", "", "/api/products/{handle}"},
		{"GET", "/api/admin/products", "", "/api/admin/products"},
		{"GET", "/api/admin/products/draft", "", "/api/admin/products/{handle}"},
		{"PATCH", "/api/admin/products/mug", `{"price":-1}`, "/api/admin/products/{handle}"},
		{"GET", "/api/admin/orders", "", "/api/admin/orders"},
		{"PATCH", "/api/admin/orders/5001", `{"status":"processing"}`, "/api/admin/orders/{number}"},
		{"PATCH", "/api/admin/orders/5001", `{"status":"returned"}`, "/api/admin/orders/{number}"},
		{"GET", "/api/admin/searches", "", "/api/admin/searches"},
		{"GET", "/api/admin/settings", "", "/api/admin/settings"},
		{"GET", "/api/admin/keys", "", "/api/admin/keys"},
		{"POST", "/api/admin/reindex", "", "/api/admin/reindex"},
		{"GET", "/healthz", "", "/healthz"},
		{"GET", "/readyz", "", "/readyz"},
	}
	spec := readSpec(t, r)
	for _, row := range rows {
		w := r.call(row.method, row.url, row.body, bearing(r.owner))
		for _, problem := range answerProblems(spec, row.path, row.method, w.Code, w.Header().Get("Content-Type"), w.Body.Bytes()) {
			t.Errorf("%s %s answered %d: %s", row.method, row.url, w.Code, problem)
		}
	}
}

// answerProblems compares one answer with its description.
func answerProblems(spec document, path, method string, status int, contentType string, body []byte) []string {
	c := checker{spec: spec}
	var operation struct {
		Responses map[string]map[string]any `json:"responses"`
	}
	if err := json.Unmarshal(spec.Paths[path][strings.ToLower(method)], &operation); err != nil {
		return []string{err.Error()}
	}
	response := operation.Responses[fmt.Sprint(status)]
	if ref, ok := response["$ref"].(string); ok {
		response, _ = c.resolve(ref).(map[string]any)
	}
	content, _ := response["content"].(map[string]any)
	media, _ := content[contentType].(map[string]any)
	if media == nil {
		return []string{contentType + " is not described"}
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return []string{err.Error()}
	}
	c.check("answer", media["schema"], v)
	return c.problems
}

// checker compares values with the part of JSON Schema that openapi.yaml uses.
type checker struct {
	spec     document
	problems []string
}

func (c *checker) resolve(ref string) any {
	parts := strings.Split(ref, "/") // #/components/schemas/Name
	if len(parts) != 4 {
		return nil
	}
	return c.spec.Components[parts[2]][parts[3]]
}

func (c *checker) failf(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

func (c *checker) check(at string, schema, v any) {
	s, ok := schema.(map[string]any)
	if !ok {
		return
	}
	if ref, ok := s["$ref"].(string); ok {
		c.check(at, c.resolve(ref), v)
		return
	}
	if any, ok := s["anyOf"].([]any); ok {
		c.checkAny(at, any, v)
		return
	}
	if kind := s["type"]; kind != nil && !matches(kind, v) {
		c.failf("%s is %T, not %v", at, v, kind)
		return
	}
	if allowed, ok := s["enum"].([]any); ok && !slices.Contains(allowed, v) {
		c.failf("%s is %v, not one of %v", at, v, allowed)
	}
	switch v := v.(type) {
	case map[string]any:
		c.checkObject(at, s, v)
	case []any:
		for i, item := range v {
			c.check(fmt.Sprintf("%s[%d]", at, i), s["items"], item)
		}
	}
}

func (c *checker) checkAny(at string, schemas []any, v any) {
	for _, s := range schemas {
		try := checker{spec: c.spec}
		if try.check(at, s, v); len(try.problems) == 0 {
			return
		}
	}
	c.failf("%s matches none of its schemas", at)
}

func (c *checker) checkObject(at string, s map[string]any, v map[string]any) {
	required, _ := s["required"].([]any)
	for _, name := range required {
		if _, ok := v[name.(string)]; !ok {
			c.failf("%s lacks %s", at, name)
		}
	}
	properties, _ := s["properties"].(map[string]any)
	for name, inner := range v {
		if schema, ok := properties[name]; ok {
			c.check(at+"."+name, schema, inner)
		} else if more, ok := s["additionalProperties"]; ok {
			c.check(at+"."+name, more, inner)
		}
	}
}

// matches tells whether a value is of a kind, or of one of several.
func matches(kind, v any) bool {
	if kinds, ok := kind.([]any); ok {
		return slices.ContainsFunc(kinds, func(k any) bool { return matches(k, v) })
	}
	switch v := v.(type) {
	case nil:
		return kind == "null"
	case bool:
		return kind == "boolean"
	case string:
		return kind == "string"
	case float64:
		return kind == "number" || kind == "integer" && v == math.Trunc(v)
	case []any:
		return kind == "array"
	}
	return kind == "object"
}
