package web

import (
	"context"
	"fmt"
	"net/http"

	"shoptalk/data"
	"shoptalk/engine"
)

// productView is a product as the API shows it: the fields of the shop file, with money ready
// to show.
type productView struct {
	ID          data.ProductID  `json:"id"`
	Handle      string          `json:"handle"`
	Title       string          `json:"title"`
	Description string          `json:"description"`
	HTML        string          `json:"html,omitempty"`
	Brand       string          `json:"brand"`
	Category    string          `json:"category"`
	Tags        []string        `json:"tags"`
	Price       engine.Money    `json:"price"` // lowest among sellable variants
	CompareAt   *engine.Money   `json:"compare_at"`
	InStock     bool            `json:"in_stock"`
	Taxable     bool            `json:"taxable"`
	TaxClass    string          `json:"tax_class"`
	Returnable  bool            `json:"returnable"`
	Active      bool            `json:"active"`
	LowStock    int             `json:"low_stock"`
	Rating      float64         `json:"rating"`
	Reviews     int             `json:"reviews"`
	Images      []string        `json:"images"`
	Image       string          `json:"image"` // the first one, or a drawing
	URL         string          `json:"url"`
	Attributes  data.Attributes `json:"attributes"`
	Variants    []variantView   `json:"variants"`
}

// variantView is a variant as the API shows it.
type variantView struct {
	SKU       string            `json:"sku"`
	Options   map[string]string `json:"options"`
	Price     engine.Money      `json:"price"`
	CompareAt *engine.Money     `json:"compare_at"`
	Stock     *int              `json:"stock"` // null: not tracked
	Backorder bool              `json:"backorder"`
	Barcode   string            `json:"barcode,omitempty"`
	Image     string            `json:"image,omitempty"`
}

// view shows a product.
func (s *Server) view(ctx context.Context, p *data.Product) productView {
	v := productView{
		ID: p.ID, Handle: p.Handle, Title: p.Title, Description: p.Description, HTML: p.HTML, Brand: p.Brand,
		Category: p.Category, Tags: list(p.Tags), Price: s.engine.Money(ctx, p.Price()), CompareAt: s.moneyIf(ctx, p.CompareAt),
		InStock: p.InStock(), Taxable: p.Taxable, TaxClass: p.TaxClass, Returnable: p.Returnable, Active: p.Active,
		LowStock: p.LowStock, Rating: p.Rating, Reviews: p.Reviews, Images: list(p.Images), Image: picture(p),
		URL: "/p/" + p.Handle, Attributes: p.Attributes, Variants: make([]variantView, len(p.Variants)),
	}
	if v.Attributes == nil {
		v.Attributes = data.Attributes{}
	}
	for i := range p.Variants {
		v.Variants[i] = s.viewVariant(ctx, &p.Variants[i])
	}
	return v
}

func (s *Server) viewVariant(ctx context.Context, v *data.Variant) variantView {
	out := variantView{
		SKU: v.SKU, Options: optionMap(v.Options), Price: s.engine.Money(ctx, v.Price), CompareAt: s.moneyIf(ctx, v.CompareAt),
		Backorder: v.Backorder, Barcode: v.Barcode, Image: v.Image,
	}
	if v.Tracked {
		out.Stock = &v.Stock
	}
	return out
}

// moneyIf is an amount ready to show, nil for none.
func (s *Server) moneyIf(ctx context.Context, m data.Money) *engine.Money {
	if m == 0 {
		return nil
	}
	shown := s.engine.Money(ctx, m)
	return &shown
}

func optionMap(options []data.Option) map[string]string {
	m := make(map[string]string, len(options))
	for _, o := range options {
		m[data.OptionKey(o.Name)] = o.Value
	}
	return m
}

// list is never null in JSON.
func list(values []string) []string {
	if values == nil {
		return []string{}
	}
	return values
}

// picture is the address of a product's picture: its first image, or the one drawn for it.
func picture(p *data.Product) string {
	if len(p.Images) > 0 {
		return p.Images[0]
	}
	return "/media/" + p.Handle + ".svg"
}

// productByHandle reads a product, drafts included; data.ErrNotFound when there is none.
func (s *Server) productByHandle(ctx context.Context, handle string) (*data.Product, error) {
	if handle == "" || len(handle) > maxName {
		return nil, data.ErrNotFound
	}
	ids, err := s.store.ProductIDs(ctx, data.ByHandle, handle)
	if err != nil {
		return nil, fmt.Errorf("web: product %s: %w", handle, err)
	}
	id, ok := ids[handle]
	if !ok {
		return nil, data.ErrNotFound
	}
	products, err := s.store.Products(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("web: product %s: %w", handle, err)
	}
	if len(products) == 0 {
		return nil, data.ErrNotFound
	}
	return products[0], nil
}

// onSale is productByHandle without drafts.
func (s *Server) onSale(ctx context.Context, handle string) (*data.Product, error) {
	p, err := s.productByHandle(ctx, handle)
	if err == nil && !p.Active {
		return nil, data.ErrNotFound
	}
	return p, err
}

const noProduct = "There is no product with that handle."

// getProduct shows a product that is on sale.
func (s *Server) getProduct(w http.ResponseWriter, r *http.Request) error {
	p, err := s.onSale(r.Context(), r.PathValue("handle"))
	if err != nil {
		return missing(err, noProduct)
	}
	return writeJSON(w, http.StatusOK, map[string]any{"product": s.view(r.Context(), p)})
}
