package nlu

import (
	"slices"
	"testing"
)

func TestOtherThings(t *testing.T) {
	list := OtherThings()
	if len(list) < 500 || slices.Contains(list, "") {
		t.Errorf("%d phrases, an empty one among them: %t", len(list), slices.Contains(list, ""))
	}
}
