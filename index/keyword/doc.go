// Package keyword keeps the words of products in Bleve and scores products by them. It is
// the only home of Bleve.
//
// Text arrives already cut, folded and stemmed, so that indexing and searching can never
// disagree about words; Bleve keeps the postings, on disk, and its own query layer is not
// used: see index/DESIGN.md for why. The package knows words and numbers only: no products,
// no prices, no constraints.
package keyword
