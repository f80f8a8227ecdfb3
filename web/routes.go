package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// routes is the whole surface of the server. The middleware runs from top to bottom for
// every request, also for those no route answers.
func (s *Server) routes() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = s.address

	e.Use(
		identify,
		s.observe, // answers errors
		rescued,
		secure(),
		allowOrigins(s.origins),
		compress(), // not streams
		limitBody,
	)

	// Pages.
	get(e, "/", s.getHome)
	get(e, "/search", s.getSearchPage)
	get(e, "/c/*", s.getCategoryPage)
	get(e, "/p/:handle", s.getProductPage)
	get(e, "/chat", s.getChatPage)
	e.POST("/chat", adapt(s.limited(s.postChatPage)))
	get(e, "/assets/:name", s.getAsset)

	// Shoppers.
	e.POST("/api/chat", adapt(s.limited(s.postChat)))
	e.POST("/api/feedback", adapt(s.limited(s.postFeedback)))
	get(e, "/api/sessions/:id", s.getSession)
	e.DELETE("/api/sessions/:id", adapt(s.deleteSession))
	get(e, "/api/search", s.getSearch)
	get(e, "/api/suggest", s.getSuggest)
	get(e, "/api/categories", s.getCategories)
	get(e, "/api/products/:handle", s.getProduct)
	get(e, "/media/:name", s.getMedia)

	// Those who run the shop. Staff reads and patches what is sold and ordered; the rest is
	// the owner's.
	get(e, "/api/admin/products", s.allow(staff, s.adminProducts))
	get(e, "/api/admin/products/:handle", s.allow(staff, s.adminProduct))
	e.PATCH("/api/admin/products/:handle", adapt(s.allow(staff, s.patchProduct)))
	get(e, "/api/admin/orders", s.allow(staff, s.adminOrders))
	get(e, "/api/admin/orders/:number", s.allow(staff, s.adminOrder))
	e.PATCH("/api/admin/orders/:number", adapt(s.allow(staff, s.patchOrder)))
	get(e, "/api/admin/searches", s.allow(staff, s.adminSearches))
	get(e, "/api/admin/settings", s.allow(owner, s.adminSettings))
	e.PATCH("/api/admin/settings", adapt(s.allow(owner, s.patchSettings)))
	get(e, "/api/admin/keys", s.allow(owner, s.adminKeys))
	e.POST("/api/admin/reindex", adapt(s.allow(owner, s.postReindex)))

	// Operations.
	get(e, "/healthz", s.getHealth)
	get(e, "/readyz", s.getReady)
	get(e, "/openapi.json", s.getOpenAPI)
	get(e, "/metrics", s.operators(fromHandler(s.metrics.Handler())))
	get(e, "/debug/pprof/", s.operators(profile))
	get(e, "/debug/pprof/:profile", s.operators(profile))

	return e
}

// get answers GET and HEAD alike; net/http leaves the body of the latter away.
func get(e *echo.Echo, path string, h handler) {
	e.GET(path, adapt(h))
	e.HEAD(path, adapt(h))
}

func fromHandler(h http.Handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		h.ServeHTTP(w, r)
		return nil
	}
}
