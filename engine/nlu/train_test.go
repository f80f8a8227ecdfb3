package nlu

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "train the intent model again and write model.bin")

// example is one phrase as the model sees it.
type example struct {
	text     string
	class    int
	features []uint32
}

// phrasesOf reads the phrases of all intents in a fixed order. keep chooses lines by their place.
func phrasesOf(t testing.TB, keep func(line int) bool) []example {
	var out []example
	for c, name := range Intents {
		b, err := os.ReadFile(filepath.Join("phrases", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range strings.Split(strings.TrimSpace(string(b)), "\n") {
			if keep(i) {
				out = append(out, example{text: text, class: c})
			}
		}
	}
	return out
}

// expand reads each phrase with the test shop's vocabulary and with none, so that the model
// learns both.
func expand(r *Reader, in []example) []example {
	out := make([]example, 0, 2*len(in))
	for _, v := range []Vocabulary{shop(), bare{}} {
		for _, e := range in {
			s := newScan(r, v, &Context{Currency: "USD", Locale: "en-US"}, e.text)
			s.run()
			e.features = s.features(nil, 0, len(s.spans))
			out = append(out, e)
		}
	}
	return out
}

// The training: how often all examples are seen, how fast and how small the weights are kept.
const (
	epochs = 20
	rate   = 0.2
	decay  = 2e-6
)

// train fits the model by stochastic gradient descent (AdaGrad) over the examples in a fixed
// order. Products are rounded before they are added, so that every processor gives the same.
func train(examples []example) *model {
	w := make([]float64, buckets*classes)
	g := make([]float64, buckets*classes)
	var bias, gb [classes]float64
	order := shuffled(len(examples))
	for range epochs {
		for _, i := range order {
			step(&examples[i], w, g, &bias, &gb)
		}
	}
	return quantise(w, &bias)
}

// shuffled is a fixed shuffle of 0 to n-1.
func shuffled(n int) []int {
	order := make([]int, n)
	state := uint64(88172645463325252)
	for i := range order {
		order[i] = i
	}
	for i := n - 1; i > 0; i-- {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
		j := int(state % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
	return order
}

func step(e *example, w, g []float64, bias, gb *[classes]float64) {
	if len(e.features) == 0 {
		return
	}
	norm := 1 / math.Sqrt(float64(len(e.features)))
	z := *bias
	for _, f := range e.features {
		row := w[int(f)*classes : int(f)*classes+classes]
		for c, x := range row {
			z[c] += float64(x * norm)
		}
	}
	gradient(&z, e.class)
	for c, d := range z {
		gb[c] += float64(d * d)
		bias[c] -= float64(rate * d / (math.Sqrt(gb[c]) + 1e-6))
	}
	for _, f := range e.features {
		row, grow := w[int(f)*classes:int(f)*classes+classes], g[int(f)*classes:int(f)*classes+classes]
		for c, d := range z {
			d = float64(d*norm) + float64(decay*row[c])
			if d > -1e-7 && d < 1e-7 {
				continue
			}
			grow[c] += float64(d * d)
			row[c] -= float64(rate * d / (math.Sqrt(grow[c]) + 1e-6))
		}
	}
}

// smoothing is how much of an example's weight goes to all other intents, which keeps the
// confidences honest.
const smoothing = 0.03

// gradient turns scores into the difference between the probabilities and the truth.
func gradient(z *[classes]float64, class int) {
	top := slices.Max(z[:])
	total := 0.0
	for c, v := range z {
		z[c] = exp(v - top)
		total += z[c]
	}
	for c := range z {
		z[c] = z[c]/total - smoothing/float64(classes)
		if c == class {
			z[c] -= 1 - smoothing
		}
	}
}

// exp is e to the x for x of 0 or less, by halving and a series: math.Exp is written in
// assembly for some processors and may differ in the last bit.
func exp(x float64) float64 {
	if x < -40 {
		return 0
	}
	halvings := 0
	for x < -0.5 {
		x /= 2
		halvings++
	}
	sum, term := 1.0, 1.0
	for n := 1; n < 16; n++ {
		term = float64(term*x) / float64(n)
		sum += term
	}
	for range halvings {
		sum *= sum
	}
	return sum
}

// quantise turns weights into bytes, scaled by class.
func quantise(w []float64, bias *[classes]float64) *model {
	m := &model{weights: make([]int8, len(w))}
	for c := range classes {
		top := 1e-9
		for i := c; i < len(w); i += classes {
			top = max(top, math.Abs(w[i]))
		}
		m.scale[c] = float32(top / 127)
		m.bias[c] = float32(math.Round(bias[c]*1000) / 1000)
		for i := c; i < len(w); i += classes {
			m.weights[i] = int8(math.Round(w[i] / top * 127))
		}
	}
	return m
}

func encodeModel(m *model) []byte {
	b := []byte(modelMagic)
	for c := range classes {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.scale[c]))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.bias[c]))
	}
	for _, w := range m.weights {
		b = append(b, byte(w))
	}
	return b
}

// bareReader is a reader without a model, for making features.
func bareReader() *Reader {
	return newReader(nil)
}

func TestModelIsTrainedFromPhrases(t *testing.T) {
	r := bareReader()
	b := encodeModel(train(expand(r, phrasesOf(t, func(int) bool { return true }))))
	if *update {
		if err := os.WriteFile("model.bin", b, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(b, modelBytes) {
		t.Error("model.bin is not what the phrases give; run go test ./engine/nlu -run TestModel -update")
	}
}

func TestHeldOutPhrases(t *testing.T) {
	r := bareReader()
	r.model = train(expand(r, phrasesOf(t, func(line int) bool { return line%5 != 4 })))
	held := phrasesOf(t, func(line int) bool { return line%5 == 4 })
	right, wrong, sure, sureRight := 0, map[string]int{}, 0, 0
	by := map[string][2]int{}
	for _, e := range held {
		want := Intents[e.class]
		m := r.Read(e.text, shop(), contextOf(want))
		ok := false
		for _, p := range m.Parts {
			for _, in := range p.Intents {
				ok = ok || in.Name == want
			}
		}
		top := m.Parts[0].Intents[0]
		n := by[want]
		n[1]++
		if top.Confidence >= 0.8 {
			sure++
		}
		if ok {
			n[0]++
			right++
			if top.Confidence >= 0.8 {
				sureRight++
			}
		} else {
			wrong[fmt.Sprintf("%s read as %s", want, top.Name)]++
			t.Logf("%-18s read as %-18s %.2f %q (%s)", want, top.Name, top.Confidence, e.text, top.Reason)
		}
		by[want] = n
	}
	accuracy := float64(right) / float64(len(held))
	for _, name := range Intents {
		t.Logf("%-18s %d of %d", name, by[name][0], by[name][1])
	}
	t.Logf("held out: %d phrases, accuracy %.3f; of the %d with confidence 0.8 and more %.3f", len(held), accuracy, sure, float64(sureRight)/float64(max(1, sure)))
	if accuracy < heldOutFloor {
		t.Errorf("accuracy on held-out phrases is %.3f, want %.2f", accuracy, heldOutFloor)
	}
}

// heldOutFloor is what the held-out phrases must reach at least.
const heldOutFloor = 0.90

// contextOf is the conversation in which an intent is usually said.
func contextOf(intent string) Context {
	c := Context{Currency: "USD", Locale: "en-US"}
	switch intent {
	case RefineSearch, CompareProducts, Explain, StockInquiry, PriceInquiry, ProductDetail, AddToCart:
		c.Search, c.Results = true, 5
	case UpdateCart, ViewCart, Checkout, ApplyCoupon:
		c.Cart = 2
	}
	return c
}
