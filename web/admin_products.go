package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"shoptalk/data"
)

// adminProducts lists products by id, drafts included, or by brand, category, name or state.
func (s *Server) adminProducts(w http.ResponseWriter, r *http.Request) error {
	size, after, err := pageOf(r)
	if err != nil {
		return err
	}
	v := r.URL.Query()
	f := data.ProductFilter{Category: v.Get("category"), Brand: v.Get("brand"), Name: v.Get("name"), Size: size, After: after}
	if v.Has("active") {
		active, err := flag(v, "active")
		if err != nil {
			return err
		}
		f.Active = &active
	}
	page, err := s.store.ListProducts(r.Context(), f)
	if err != nil {
		return badQuery(err)
	}
	views := make([]productView, len(page.Items))
	for i, p := range page.Items {
		views[i] = s.view(r.Context(), p)
	}
	return writePage(w, "products", views, page.Next)
}

// adminProduct shows one product, also a draft.
func (s *Server) adminProduct(w http.ResponseWriter, r *http.Request) error {
	p, err := s.productByHandle(r.Context(), r.PathValue("handle"))
	if err != nil {
		return missing(err, noProduct)
	}
	return writeJSON(w, http.StatusOK, map[string]any{"product": s.view(r.Context(), p)})
}

// productPatch is the body of PATCH /api/admin/products/{handle}; what is absent stays.
type productPatch struct {
	Title       *string        `json:"title"`
	Description *string        `json:"description"`
	Brand       *string        `json:"brand"`
	Category    *string        `json:"category"`
	Active      *bool          `json:"active"`
	Price       *json.Number   `json:"price"`      // of every variant, in major units
	CompareAt   *json.Number   `json:"compare_at"` // 0: none
	Variants    []variantPatch `json:"variants"`
}

// variantPatch changes one variant, named by its SKU.
type variantPatch struct {
	SKU       string       `json:"sku"`
	Price     *json.Number `json:"price"`
	Stock     *int         `json:"stock"`
	Backorder *bool        `json:"backorder"`
}

// patchProduct changes single fields of a product and answers with all of it.
func (s *Server) patchProduct(w http.ResponseWriter, r *http.Request) error {
	var q productPatch
	if err := readPatch(r, &q); err != nil {
		return err
	}
	shop, err := s.store.Shop(r.Context())
	if err != nil {
		return err
	}
	patch, err := q.patch(shop.Currency)
	if err != nil {
		return err
	}
	p, err := s.store.PatchProduct(r.Context(), r.PathValue("handle"), patch)
	if err != nil {
		return missing(err, "There is no product with that handle, or no variant with that SKU in it.")
	}
	return writeJSON(w, http.StatusOK, map[string]any{"product": s.view(r.Context(), p)})
}

// patch is the change in the store's terms, with amounts read exactly.
func (q *productPatch) patch(currency string) (data.ProductPatch, error) {
	out := data.ProductPatch{
		Title: q.Title, Description: q.Description, Brand: q.Brand, Active: q.Active, Reason: "admin",
	}
	var err error
	if out.Price, err = amount("price", q.Price, currency); err != nil {
		return out, err
	}
	if out.CompareAt, err = amount("compare_at", q.CompareAt, currency); err != nil {
		return out, err
	}
	for i, v := range q.Variants {
		field := "variants[" + strconv.Itoa(i) + "]"
		price, err := amount(field+".price", v.Price, currency)
		if err != nil {
			return out, err
		}
		if v.SKU == "" {
			return out, &data.Invalid{Field: field + ".sku", Reason: "is missing; it says which variant is meant"}
		}
		if price == nil && v.Stock == nil && v.Backorder == nil {
			return out, &data.Invalid{Field: field, Reason: "changes nothing; give price, stock or backorder"}
		}
		out.Variants = append(out.Variants, data.VariantPatch{SKU: v.SKU, Price: price, Stock: v.Stock, Backorder: v.Backorder})
	}
	if q.empty() {
		return out, badRequest("The body changes nothing. Give a field, such as {\"price\": 12.50}.")
	}
	if q.Category != nil {
		path := data.CategoryPath(strings.Split(*q.Category, "/")...)
		out.Category = &path
	}
	return out, nil
}

func (q *productPatch) empty() bool {
	return q.Title == nil && q.Description == nil && q.Brand == nil && q.Category == nil && q.Active == nil &&
		q.Price == nil && q.CompareAt == nil && len(q.Variants) == 0
}

// amount reads a decimal in major units as money, exactly; nil for nil.
func amount(field string, n *json.Number, currency string) (*data.Money, error) {
	if n == nil {
		return nil, nil
	}
	m, err := data.ParseMoney(n.String(), currency)
	if err != nil || m < 0 {
		return nil, &data.Invalid{Field: field, Reason: fmt.Sprintf("must be an amount of 0 or more with at most %d decimals, not %s", data.Digits(currency), n)}
	}
	return &m, nil
}
