package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// bar is a progress bar for work over a second, shown only to a person. A nil bar shows
// nothing.
type bar struct {
	b     *progressbar.ProgressBar
	start time.Time
}

// newBar makes a bar for a stream; nil unless the stream is a terminal.
func newBar(w io.Writer, title string) *bar {
	if !isTerminal(w) {
		return nil
	}
	return &bar{start: time.Now(), b: progressbar.NewOptions64(-1, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(title),
		progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetWidth(30),
		progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false))}
}

// show tells how far the work is; a total of 0 is unknown.
func (b *bar) show(done, total int64) {
	if b == nil || time.Since(b.start) < time.Second {
		return
	}
	if total > 0 {
		b.b.ChangeMax64(total)
	}
	_ = b.b.Set64(done) // a bar that cannot be drawn is no reason to stop
}

// close takes the bar off the screen.
func (b *bar) close() {
	if b != nil {
		_ = b.b.Finish()
	}
}
