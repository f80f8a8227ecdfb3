// Package vector turns the words of products into vectors whose nearness is likeness of
// meaning, and finds the nearest. It is the only home of chromem-go.
//
// The embedder is trained on the shop's own catalog by latent semantic analysis: words that
// stand in the same products come to lie close together. There are no downloaded weights
// and nothing here ever uses the network.
package vector
