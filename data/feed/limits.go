package feed

// The limits that keep foreign files from costing more than they are worth. Each is named
// in the sentence that refuses what is over it.
const (
	maxRecord   = 4 << 20  // bytes of one table row, one line of NDJSON, one product of XML
	maxCell     = 1 << 20  // bytes of one cell
	maxColumns  = 16384    // columns of a table, the limit of spreadsheets
	maxSection  = 64 << 20 // bytes of one section of a shop file other than products
	maxRows     = 5000     // rows of one product: variants and images together
	maxNesting  = 24       // levels of lists and objects in JSON and YAML
	maxNodes    = 1 << 20  // values of one product or section, aliases followed
	maxErrors   = 1000     // refused rows kept in a report; the rest are counted
	maxWorkbook = 256 << 20
	maxUnzipped = 4 << 30 // bytes a workbook may unpack to; sheets beyond 16 MiB go to disk
	maxRatio    = 250     // times its size a gzip file may unpack to, once past freeUnpack
	freeUnpack  = 64 << 20
	peekSize    = 64 << 10 // bytes looked at to recognise a file

	defaultBatch   = 500
	maxBatchWeight = 8 << 20 // bytes of text a batch holds before it is put
)
