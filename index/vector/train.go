package vector

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/mat"
)

// Training says how an embedder is trained. The zero value is not ready; use DefaultTraining.
type Training struct {
	Dims     int    // length of the vectors
	MaxDocs  int    // at most so many texts are looked at, evenly chosen
	MaxTerms int    // at most so many terms, the most frequent
	MinDocs  int    // a term must stand in so many texts
	Rounds   int    // of the iteration; more are more exact
	Seed     uint64 // the same texts and seed give the same embedder
}

// DefaultTraining trains 19,000 products in about two seconds.
func DefaultTraining() Training {
	return Training{Dims: 128, MaxDocs: 10_000, MaxTerms: 12_000, MinDocs: 2, Rounds: 3, Seed: 1}
}

// Train learns an embedder from texts, each a list of terms. A context that ends is the only
// error. Without texts the embedder knows no term.
func Train(ctx context.Context, texts [][]string, t Training) (*Embedder, error) {
	a := newCounts(sample(texts, t.MaxDocs), t)
	dims := min(t.Dims, len(a.terms), a.docs())
	e := &Embedder{dims: dims, terms: a.terms, rows: a.rows}
	if dims > 0 {
		v, err := a.directions(ctx, dims, t)
		if err != nil {
			return nil, err
		}
		for i := range a.terms {
			for j := range dims {
				v[i*dims+j] *= a.idf[i]
			}
		}
		e.vectors = v
	}
	e.fingerprint = fingerprint(e.Encode())
	return e, nil
}

func sample(texts [][]string, most int) [][]string {
	if len(texts) <= most {
		return texts
	}
	out := make([][]string, most)
	for i := range out {
		out[i] = texts[i*len(texts)/most]
	}
	return out
}

// counts is the matrix of texts by terms, weighted and normalised, row by row.
type counts struct {
	terms  []string
	rows   map[string]int32
	idf    []float32
	starts []int
	cols   []int32
	values []float32
}

func (a *counts) docs() int { return len(a.starts) - 1 }

func newCounts(texts [][]string, t Training) *counts {
	a := &counts{rows: map[string]int32{}, starts: []int{0}}
	a.chooseTerms(texts, t)
	for _, text := range texts {
		n := map[int32]int{}
		for _, term := range text {
			if c, ok := a.rows[term]; ok {
				n[c]++
			}
		}
		if len(n) == 0 {
			continue
		}
		start := len(a.cols)
		for c := range n {
			a.cols = append(a.cols, c)
		}
		slices.Sort(a.cols[start:])
		for _, c := range a.cols[start:] {
			a.values = append(a.values, tf(n[c])*a.idf[c])
		}
		normalise(a.values[start:])
		a.starts = append(a.starts, len(a.cols))
	}
	return a
}

func (a *counts) chooseTerms(texts [][]string, t Training) {
	df := map[string]int{}
	last := map[string]int{}
	for i, text := range texts {
		for _, term := range text {
			if last[term] != i+1 {
				last[term] = i + 1
				df[term]++
			}
		}
	}
	for term, n := range df {
		if n >= t.MinDocs {
			a.terms = append(a.terms, term)
		}
	}
	slices.SortFunc(a.terms, func(x, y string) int {
		if df[x] != df[y] {
			return df[y] - df[x]
		}
		return strings.Compare(x, y)
	})
	a.terms = a.terms[:min(len(a.terms), t.MaxTerms)]
	a.idf = make([]float32, len(a.terms))
	for i, term := range a.terms {
		a.rows[term] = int32(i)
		a.idf[i] = float32(math.Log(float64(len(texts)+1) / float64(df[term])))
	}
}

// directions finds the dims directions in which the texts differ most: the right singular
// vectors of the matrix, by subspace iteration from a random start.
func (a *counts) directions(ctx context.Context, dims int, t Training) ([]float32, error) {
	wide := min(dims+16, len(a.terms))
	x := general(len(a.terms), wide)
	rng := rand.New(rand.NewPCG(t.Seed, 0))
	for i := range x.Data {
		x.Data[i] = float32(rng.NormFloat64())
	}
	y := general(a.docs(), wide)
	for range t.Rounds {
		a.times(x, y)
		a.transposeTimes(y, x)
		x, _ = orthonormal(x)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	a.times(x, y)
	_, turn := orthonormal(y)
	return rotate(x, turn, dims), nil
}

func general(rows, cols int) blas32.General {
	return blas32.General{Rows: rows, Cols: cols, Stride: cols, Data: make([]float32, rows*cols)}
}

// times sets y to the matrix times x.
func (a *counts) times(x, y blas32.General) {
	clear(y.Data)
	for d := range a.docs() {
		to := y.Data[d*y.Stride : d*y.Stride+y.Cols]
		for i := a.starts[d]; i < a.starts[d+1]; i++ {
			c := int(a.cols[i])
			axpy(a.values[i], x.Data[c*x.Stride:c*x.Stride+x.Cols], to)
		}
	}
}

// transposeTimes sets x to the transposed matrix times y.
func (a *counts) transposeTimes(y, x blas32.General) {
	clear(x.Data)
	for d := range a.docs() {
		from := y.Data[d*y.Stride : d*y.Stride+y.Cols]
		for i := a.starts[d]; i < a.starts[d+1]; i++ {
			c := int(a.cols[i])
			axpy(a.values[i], from, x.Data[c*x.Stride:c*x.Stride+x.Cols])
		}
	}
}

// orthonormal turns and scales the columns of x so that they are orthonormal, strongest
// first; turn is the rotation alone. Columns without strength become zero.
func orthonormal(x blas32.General) (out blas32.General, turn *mat.Dense) {
	n := x.Cols
	gram := general(n, n)
	blas32.Gemm(blas.Trans, blas.NoTrans, 1, x, x, 0, gram)
	sym := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			sym.SetSym(i, j, float64(gram.Data[i*n+j]))
		}
	}
	var eig mat.EigenSym
	eig.Factorize(sym, true)
	strengths := eig.Values(nil)
	var vectors mat.Dense
	eig.VectorsTo(&vectors)
	turn = mat.NewDense(n, n, nil)
	scaled := general(n, n)
	for j := range n {
		from := n - 1 - j // gonum gives the weakest first
		scale := 0.0
		if strengths[from] > 1e-9*strengths[n-1] {
			scale = 1 / math.Sqrt(strengths[from])
		}
		for i := range n {
			turn.Set(i, j, vectors.At(i, from))
			scaled.Data[i*n+j] = float32(vectors.At(i, from) * scale)
		}
	}
	out = general(x.Rows, n)
	blas32.Gemm(blas.NoTrans, blas.NoTrans, 1, x, scaled, 0, out)
	return out, turn
}

// rotate gives the first dims columns of x times turn.
func rotate(x blas32.General, turn *mat.Dense, dims int) []float32 {
	t := general(x.Cols, dims)
	for i := range x.Cols {
		for j := range dims {
			t.Data[i*dims+j] = float32(turn.At(i, j))
		}
	}
	out := general(x.Rows, dims)
	blas32.Gemm(blas.NoTrans, blas.NoTrans, 1, x, t, 0, out)
	return out.Data
}
