package feed

import (
	"strings"

	"shoptalk/data"
)

// Format names a kind of file.
type Format string

// The formats Shoptalk reads and writes.
const (
	ShopYAML    Format = "yaml"        // the shop file: every section
	ShopJSON    Format = "json"        // the same as JSON
	NDJSON      Format = "ndjson"      // one product object a line
	Shopify     Format = "shopify"     // Shopify's product CSV, both header dialects
	WooCommerce Format = "woocommerce" // WooCommerce's product CSV
	GoogleTSV   Format = "google-tsv"  // Google Merchant, tab separated
	GoogleCSV   Format = "google-csv"  // Google Merchant, comma separated
	GoogleXML   Format = "google-xml"  // Google Merchant, RSS 2.0 or Atom
	XLSX        Format = "xlsx"        // a workbook whose first sheet has the columns of any table above
)

// Formats lists every format.
var Formats = [...]Format{ShopYAML, ShopJSON, NDJSON, Shopify, WooCommerce, GoogleTSV, GoogleCSV, GoogleXML, XLSX}

// ParseFormat finds a format by its name, without case; an *Invalid error lists the names.
func ParseFormat(name string) (Format, error) {
	names := make([]string, 0, len(Formats))
	for _, f := range Formats {
		if strings.EqualFold(string(f), strings.TrimSpace(name)) {
			return f, nil
		}
		names = append(names, string(f))
	}
	return "", &data.Invalid{Field: "format", Reason: "must be one of " + strings.Join(names, ", ")}
}

// Ext is the usual ending of a file of this format, with its dot.
func (f Format) Ext() string {
	switch f {
	case ShopYAML, ShopJSON, NDJSON, XLSX:
		return "." + string(f)
	case GoogleTSV:
		return ".tsv"
	case GoogleXML:
		return ".xml"
	}
	return ".csv"
}
