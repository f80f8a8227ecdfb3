// Package talk holds conversations to what they should be: it reads conversations written as
// tests, plays each in a session of its own on a fresh copy of a shop, and tells turn by turn
// what differs from what was expected.
//
// It also goes the other way: a stored conversation becomes such a test (Record), or is
// played again to show what changed (Replay). What a test can expect stands at Expect; the
// file format is the one of `shoptalk test`.
package talk
