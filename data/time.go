package data

import "time"

// Time is a moment in milliseconds since 1970-01-01 UTC; 0 means never or unknown.
type Time int64

// At is the Time of a time.Time; the zero time gives 0.
func At(t time.Time) Time {
	if t.IsZero() {
		return 0
	}
	return Time(t.UnixMilli())
}

// Go is the moment as a UTC time.Time; 0 gives the zero time.
func (t Time) Go() time.Time {
	if t == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(t)).UTC()
}

// Add is the moment d later.
func (t Time) Add(d time.Duration) Time { return t + Time(d.Milliseconds()) }

// Clock tells the present moment; tests and fixtures give their own.
type Clock func() time.Time
