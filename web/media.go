package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"shoptalk/data"
	"shoptalk/data/demo/draw"
)

// getMedia draws the picture of a product that came without one: /media/{handle}.svg. With
// ?color= it is drawn in that colour, else in the colour of the first variant.
func (s *Server) getMedia(w http.ResponseWriter, r *http.Request) error {
	handle, ok := strings.CutSuffix(r.PathValue("name"), ".svg")
	if !ok {
		return notFound("Pictures end in .svg here.")
	}
	p, err := s.onSale(r.Context(), handle)
	if err != nil {
		return missing(err, noProduct)
	}
	color := r.URL.Query().Get("color")
	if color == "" {
		color = firstColor(p)
	}
	svg := draw.SVG(draw.Picture{Kind: draw.KindOf(p.Category, p.Title, p.Tags), Color: color, Title: p.Title})
	sum := sha256.Sum256(svg)
	h := w.Header()
	h.Set("Content-Type", "image/svg+xml")
	h.Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	h.Set("Cache-Control", "public, max-age=86400")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(svg))
	return nil
}

// firstColor is the first colour a product names, in an option or an attribute.
func firstColor(p *data.Product) string {
	for i := range p.Variants {
		if c := p.Variants[i].Option("color"); c != "" {
			return c
		}
	}
	if texts := p.Attributes["color"].Texts; len(texts) > 0 {
		return texts[0]
	}
	return ""
}
