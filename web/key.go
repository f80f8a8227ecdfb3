package web

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"shoptalk/data"
)

// The roles of those who run the shop.
const (
	owner = "owner" // may do everything
	staff = "staff" // reads and changes products and orders, and reads searches
)

// keyPrefix makes a key recognisable wherever it turns up.
const keyPrefix = "stk_"

// NewKey makes an API key for a person: what a store keeps, which is only a hash, and the
// secret, to be shown once. The role is "owner" or "staff"; a wrong one, or a name that is
// empty or longer than 100 runes, is a *data.Invalid.
func NewKey(name, role string) (key data.Key, secret string, err error) {
	name = strings.TrimSpace(name)
	switch {
	case name == "":
		return key, "", &data.Invalid{Field: "name", Reason: "is empty; say whose key it is"}
	case utf8.RuneCountInString(name) > 100:
		return key, "", &data.Invalid{Field: "name", Reason: "is longer than 100 characters"}
	case role != owner && role != staff:
		return key, "", &data.Invalid{Field: "role", Reason: fmt.Sprintf("must be owner or staff, not %q", role)}
	}
	var random [32]byte
	rand.Read(random[:])
	secret = keyPrefix + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(random[:]))
	return data.Key{Name: name, Role: role, Hash: hashKey(secret), Created: data.At(time.Now())}, secret, nil
}

func hashKey(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// allow lets a handler be used by those with a role; an owner has every role.
func (s *Server) allow(role string, next handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		have, err := s.roleOf(w, r)
		if err != nil {
			return err
		}
		if have != role && have != owner {
			return problem(http.StatusForbidden, "forbidden", "This needs the key of an owner.")
		}
		return next(w, r)
	}
}

// operators lets a handler be used by callers on the same machine, and by owners.
func (s *Server) operators(next handler) handler {
	guarded := s.allow(owner, next)
	return func(w http.ResponseWriter, r *http.Request) error {
		if isLocal(r) {
			return next(w, r)
		}
		return guarded(w, r)
	}
}

// roleOf is the role of the key a request brings. A wrong key counts against the caller's
// address, and after too many no key of that address is looked at for a while.
func (s *Server) roleOf(w http.ResponseWriter, r *http.Request) (string, error) {
	secret, ok := bearer(r)
	if !ok {
		return "", unauthorized(w, "Send an API key as Authorization: Bearer stk_... Make one with: shoptalk admin create --name NAME")
	}
	address := s.address(r)
	if wait := s.guessing.full(address); wait > 0 {
		return "", tooMany(wait, "Too many wrong keys came from this address. Wait a moment, then use a right one.")
	}
	if s.isLocalToken(r, secret) {
		return owner, nil
	}
	key, err := s.store.KeyByHash(r.Context(), hashKey(secret))
	if errors.Is(err, data.ErrNotFound) {
		s.guessing.take(address)
		return "", unauthorized(w, "This API key is not known here. It may have been replaced.")
	}
	if err != nil {
		return "", err
	}
	s.touch(r, key)
	return key.Role, nil
}

// touch notes the use of a key, to the minute. That it could not be noted shuts nobody out.
func (s *Server) touch(r *http.Request, key data.Key) {
	now := data.At(s.now())
	if now-key.Used < data.Time(time.Minute.Milliseconds()) {
		return
	}
	if err := s.store.TouchKey(r.Context(), key.ID, now); err != nil {
		s.log.WarnContext(r.Context(), "the use of a key was not noted", "key", key.Name, "error", err)
	}
}

// isLocalToken tells whether a secret is the one that commands on this machine use.
func (s *Server) isLocalToken(r *http.Request, secret string) bool {
	return s.localToken != "" && isLocal(r) && subtle.ConstantTimeCompare([]byte(secret), []byte(s.localToken)) == 1
}

func bearer(r *http.Request) (secret string, ok bool) {
	scheme, secret, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	secret = strings.TrimSpace(secret)
	return secret, ok && strings.EqualFold(scheme, "Bearer") && secret != "" && len(secret) <= maxName
}

func unauthorized(w http.ResponseWriter, detail string) error {
	w.Header().Set("WWW-Authenticate", `Bearer realm="shoptalk"`)
	return problem(http.StatusUnauthorized, "unauthorized", detail)
}

// isLocal tells whether a request comes from this machine and was not passed on by a proxy.
func isLocal(r *http.Request) bool {
	for _, h := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"} {
		if len(r.Header.Values(h)) > 0 {
			return false
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}
