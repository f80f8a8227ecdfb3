// Package data holds what the shop knows: its nouns, the Store contract every
// database behind it keeps, the errors, and the change feed.
//
// It depends on the standard library only and never opens a file, a socket or a
// database; data/sqlite does. Values passed to a Store stay the caller's, values
// returned by a Store belong to the caller unless a method says otherwise.
//
// The words, used the same way everywhere:
//
//	product     what has a page of its own; owns one or more variants (avoid: item, article)
//	variant     what can be bought: one SKU, one price, one stock (avoid: sub-product)
//	option      what tells variants of a product apart: color, size (avoid: property)
//	attribute   what is true of the whole product: material, battery_h (avoid: spec, metafield)
//	category    a path such as "shoes/running" (avoid: collection, department)
//	facet       the values of a field among the products found, with counts
//	policy      a question the shop answers about itself (avoid: FAQ entry)
//	cart        what one session means to buy; order: what it did buy
//	session     one conversation; turn: one message and its reply
//	intent      what the shopper wants; slot: a value the message carries
//	reply       what the shop says back, with its evidence
//
// Money is int64 minor units of the shop's currency, times are milliseconds since
// 1970 UTC, ids are integers given by the store unless a comment says otherwise.
package data
