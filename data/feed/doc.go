// Package feed reads and writes the files shops keep their catalogs in: the shop file (YAML
// or JSON), products as lines (NDJSON), Shopify and WooCommerce CSV, Google Merchant feeds
// (TSV, CSV, XML) and workbooks (.xlsx) with any of those columns.
//
// A file is recognised by what is in it, never by its name alone: compression, character
// encoding, separator and dialect are found from the first bytes and the headers (Detect).
// It never holds a whole catalog in memory: lines stream through bounded batches, and
// tables, whose rows of one product may stand far apart, pass through a temporary spool
// with an index of a few bytes a row. It never writes half a product and never lets one bad
// row stop the rest: what was refused is named with its line, its field and the reason.
//
// # The road of a file
//
//	open      unpack gzip, decode UTF-16, name the format             unpack.go detect.go
//	read      records of text with their line                         csv.go xlsx.go xml.go ndjson.go split.go
//	gather    rows of one product, wherever they stand                spool.go
//	build     rows or an object become a draft of a product           shopify.go woocommerce.go google.go product.go
//	settle    the draft meets the product already in the store        settle.go
//	put       a batch in one transaction, tallied in the report       batch.go
//
// Writing goes the other way: export.go with one file per format.
//
// # What a file brings and what it leaves alone
//
// A column or key that is absent leaves what the store has alone; one that is there and
// empty clears it. A table with a title column lists all variants of its products, so that
// variants it does not name are removed; one without (handle, SKU, price, stock) adds to
// and updates what is there. In a shop file and in NDJSON a variants list is complete.
//
// # Amounts
//
// Money is never a float. Whether "1.234" is a thousand or one and a bit is decided once per
// file from the cells that leave no doubt ("12.50", "1.234,50"); without any, a file
// separated by semicolons is taken to write decimal commas and every other one decimal
// points. An amount that then has more decimals than the currency is refused, not rounded.
//
// # What vendors' columns cannot say
//
// Exports carry it in one column of JSON each: a metafield for Shopify, a meta column for
// WooCommerce, a custom attribute for Google. The vendor's own columns win wherever they
// can hold the value, so that an owner's edits count.
package feed
