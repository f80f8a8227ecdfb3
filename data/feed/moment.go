package feed

import (
	"fmt"
	"strings"
	"time"

	"shoptalk/data"
)

// moment reads a date or time as feeds and shop files write it, in a zone when it names
// none itself; nil means UTC. A date alone is the beginning of the day.
func moment(s string, zone *time.Location) (data.Time, error) {
	if zone == nil {
		zone = time.UTC
	}
	s = strings.TrimSpace(s)
	for _, layout := range [...]string{time.DateOnly, time.RFC3339Nano, "2006-01-02T15:04-0700", "2006-01-02T15:04:05-0700",
		"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateTime, "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return data.At(t), nil
		}
	}
	return 0, fmt.Errorf("%q is not a date such as 2026-11-22 or 2026-11-22T12:00:00Z", short(s))
}

// isDay tells whether a text is a date without a time.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, strings.TrimSpace(s))
	return err == nil
}

// stamp writes a time exactly; empty for none.
func stamp(t data.Time) string {
	if t == 0 {
		return ""
	}
	return t.Go().Format(time.RFC3339Nano)
}
