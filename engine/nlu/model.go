package nlu

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
	"sync"
)

// The size of the intent model: one row of weights per bucket features are hashed into.
const (
	buckets = 1 << 14
	classes = len(Intents)
)

//go:embed model.bin
var modelBytes []byte

// model is a multinomial logistic regression over hashed features of a clause. Its weights
// are bytes, scaled by class.
type model struct {
	scale   [classes]float32
	bias    [classes]float32
	weights []int8 // bucket by bucket, a row of one weight per class
}

// embeddedModel is the model that was trained on the phrases in the folder beside this file.
var embeddedModel = sync.OnceValue(func() *model {
	m, err := decodeModel(modelBytes)
	if err != nil {
		panic(fmt.Sprintf("nlu: embedded model: %v", err))
	}
	return m
})

// modelMagic begins the file and names its form.
const modelMagic = "stnlu1\n"

func decodeModel(b []byte) (*model, error) {
	want := len(modelMagic) + classes*8 + buckets*classes
	if len(b) != want || string(b[:len(modelMagic)]) != modelMagic {
		return nil, fmt.Errorf("%d bytes, want %d that begin with %q", len(b), want, modelMagic)
	}
	m := &model{weights: make([]int8, buckets*classes)}
	b = b[len(modelMagic):]
	for c := range classes {
		m.scale[c] = math.Float32frombits(binary.LittleEndian.Uint32(b[c*8:]))
		m.bias[c] = math.Float32frombits(binary.LittleEndian.Uint32(b[c*8+4:]))
	}
	for i, x := range b[classes*8:] {
		m.weights[i] = int8(x)
	}
	return m, nil
}

// scores are the probabilities of the intents, in the order of Intents.
type scores [classes]float32

// score weighs a clause by its features. Without features every intent is as likely.
func (m *model) score(features []uint32) scores {
	var sum [classes]int32
	for _, f := range features {
		row := m.weights[int(f)*classes : int(f)*classes+classes]
		for c, w := range row {
			sum[c] += int32(w)
		}
	}
	norm := float32(0)
	if len(features) > 0 {
		norm = float32(1 / math.Sqrt(float64(len(features))))
	}
	var z scores
	for c := range z {
		z[c] = float32(sum[c])*m.scale[c]*norm + m.bias[c]
	}
	return softmax(z)
}

func softmax(z scores) scores {
	top := z[0]
	for _, v := range z {
		top = max(top, v)
	}
	total := float32(0)
	for c, v := range z {
		z[c] = float32(math.Exp(float64(v - top)))
		total += z[c]
	}
	for c := range z {
		z[c] /= total
	}
	return z
}

// best is the likeliest intent.
func (p *scores) best() int {
	top := 0
	for c := range p {
		if p[c] > p[top] {
			top = c
		}
	}
	return top
}

// of is the probability of an intent by name.
func (p *scores) of(name string) float64 { return float64(p[place(name)]) }

// place is the place of an intent in Intents.
func place(name string) int {
	for i, n := range Intents {
		if n == name {
			return i
		}
	}
	return classes - 1
}
