// Package web is how people and programs reach the shop: the HTTP API, the demo storefront
// and the pages for those who run it. It is the only home of Echo.
//
// Handlers are written in the terms of net/http and return an error; routes.go shows the
// whole surface, errors.go is the one place where an error becomes an answer. The package
// decides nothing about products, prices or conversations: it reads a request, asks the
// engine or the store, and writes what they say. No internal error text ever leaves it.
package web
