package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"shoptalk/data"
)

// features are the switches that may be changed while the shop runs.
var features = [...]string{"fuzzy", "phonetic", "partial", "search", "commands", "analytics", "sessions", "caching"}

const featurePrefix = "features."

// adminSettings shows every switch as it stands.
func (s *Server) adminSettings(w http.ResponseWriter, r *http.Request) error {
	stored, err := s.store.Settings(r.Context())
	if err != nil {
		return err
	}
	shown := make(map[string]bool, len(features))
	for _, name := range features {
		shown[featurePrefix+name] = s.feature(name, stored)
	}
	return writeJSON(w, http.StatusOK, map[string]any{"settings": shown})
}

// feature tells whether a switch is on: as set while running, else as configured, else on.
func (s *Server) feature(name string, stored map[string]string) bool {
	if on, err := strconv.ParseBool(stored[featurePrefix+name]); err == nil {
		return on
	}
	on, configured := s.features()[name]
	return on || !configured
}

// patchSettings changes switches and answers with all of them. Null gives a switch back to
// the configuration.
func (s *Server) patchSettings(w http.ResponseWriter, r *http.Request) error {
	body, err := readObject(r)
	if err != nil {
		return err
	}
	settings, err := settingsOf(body)
	if err != nil {
		return err
	}
	if err := s.store.PutSettings(r.Context(), settings...); err != nil {
		return err
	}
	return s.adminSettings(w, r)
}

// settingsOf reads {"features.fuzzy": false} or {"features": {"fuzzy": false}}.
func settingsOf(body []byte) ([]data.Setting, error) {
	var members map[string]json.RawMessage
	if err := decode(body, &members); err != nil {
		return nil, err
	}
	if group, ok := members["features"]; ok {
		delete(members, "features")
		var inner map[string]json.RawMessage
		if err := json.Unmarshal(group, &inner); err != nil {
			return nil, badRequest("features must be an object, such as {\"fuzzy\": false}.")
		}
		for name, v := range inner {
			members[featurePrefix+name] = v
		}
	}
	var settings []data.Setting
	for _, key := range slices.Sorted(maps.Keys(members)) {
		value, err := switchValue(key, members[key])
		if err != nil {
			return nil, err
		}
		settings = append(settings, data.Setting{Key: key, Value: value})
	}
	if len(settings) == 0 {
		return nil, badRequest("The body changes nothing. Give a switch, such as {\"features.fuzzy\": false}.")
	}
	return settings, nil
}

// switchValue checks one setting: a known key with true, false or null, which is empty.
func switchValue(key string, raw json.RawMessage) (string, error) {
	name, ok := strings.CutPrefix(key, featurePrefix)
	if !ok || !slices.Contains(features[:], name) {
		reason := fmt.Sprintf("is no setting; there are %s%s", featurePrefix, strings.Join(features[:], ", "+featurePrefix))
		return "", &data.Invalid{Field: clip(key, 64), Reason: reason}
	}
	switch value := string(raw); value {
	case "true", "false":
		return value, nil
	case "null":
		return "", nil
	}
	return "", &data.Invalid{Field: key, Reason: "must be true or false"}
}
