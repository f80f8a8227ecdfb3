package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"shoptalk/data"
	"shoptalk/engine"
)

const (
	sessionCookie = "shoptalk_session" // holds the id of the conversation; the script of the page reads and sets it too
	sessionAge    = 30 * 24 * 60 * 60  // seconds the cookie is kept
	shownTurns    = 50                 // of a conversation, the latest
)

// chatPage is the conversation with the shop. It works without scripts: a message is sent as
// a form, and the page shows the whole conversation.
type chatPage struct {
	frame
	Session  string
	Turns    []chatTurn
	Cart     *engine.Cart
	Handoff  *engine.Handoff
	Examples []string
	About    *shopCard // what the shopper came to ask about
	Asks     []string  // questions about it
	Draft    string
	Max      int // runes of a message
	Data     chatData
}

// chatData is what the script of the page needs to know of the shop.
type chatData struct {
	Shop     string            `json:"shop"`
	Email    string            `json:"email"`
	Policies map[string]string `json:"policies"` // titles by id
	Max      int               `json:"max"`
}

// taxIncluded tells whether the prices of a cart hold its tax already, so that it is no part
// of the sum but said beside it.
func taxIncluded(c *engine.Cart) bool {
	return c.Tax.Amount > 0 && c.Total.Amount == c.Subtotal.Amount-c.Discount.Amount+c.Shipping.Amount
}

// getChatPage shows the conversation whose id the cookie holds, or an empty one.
func (s *Server) getChatPage(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := s.frame(ctx, "Chat")
	if err != nil {
		return err
	}
	f.Here, f.Script = "/chat", "chat.js"
	page := chatPage{frame: f, Max: engine.MaxMessage}
	if page.Data, err = s.chatData(ctx, f.shop); err != nil {
		return err
	}
	if page.Examples, err = s.examples(ctx, f.tree); err != nil {
		return err
	}
	if err := s.about(ctx, &page, r.URL.Query().Get("about")); err != nil {
		return err
	}
	if err := s.transcript(ctx, &page, cookieSession(r)); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.render(w, http.StatusOK, "chat", page)
}

func (s *Server) chatData(ctx context.Context, shop data.Shop) (chatData, error) {
	d := chatData{Shop: shop.Name, Email: shop.Email, Policies: map[string]string{}, Max: engine.MaxMessage}
	policies, err := s.store.Policies(ctx)
	if err != nil {
		return d, fmt.Errorf("web: read the policies: %w", err)
	}
	for _, p := range policies {
		d.Policies[p.ID] = p.Title
	}
	return d, nil
}

// cookieSession is the id of the conversation a browser says it has; empty for none.
func cookieSession(r *http.Request) string {
	c, err := r.Cookie(sessionCookie)
	if err != nil || len(c.Value) > maxSession {
		return ""
	}
	return c.Value
}

// about puts the product a shopper comes from beside the message box. A product that is gone
// is left out.
func (s *Server) about(ctx context.Context, page *chatPage, handle string) error {
	if handle == "" {
		return nil
	}
	p, err := s.onSale(ctx, handle)
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	cards, err := s.engine.Cards(ctx, p.ID)
	if err != nil {
		return err
	}
	if len(cards) > 0 {
		card := newShopCard(cards[0])
		page.About = &card
	}
	page.Draft, page.Asks = "Tell me about the "+p.Title, questions(p)
	return nil
}

// transcript reads a conversation into the page; an unknown one leaves it empty.
func (s *Server) transcript(ctx context.Context, page *chatPage, id string) error {
	if id == "" {
		return nil
	}
	session, err := s.engine.Session(ctx, id)
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	page.Session, page.Handoff = id, session.Handoff
	if session.Cart != nil && len(session.Cart.Lines) > 0 {
		page.Cart = session.Cart
	}
	last := 0
	if n := len(session.Transcript); n > 0 {
		last = session.Transcript[n-1].Turn
	}
	turns, err := s.store.Turns(ctx, id, max(0, last-shownTurns), shownTurns)
	if err != nil {
		return fmt.Errorf("web: read the conversation: %w", err)
	}
	for i := range turns {
		page.Turns = append(page.Turns, showTurn(&turns[i], page.Data.Policies))
	}
	return nil
}

// postChatPage takes a message sent as a form, or begins a new conversation, and shows the
// page again.
func (s *Server) postChatPage(w http.ResponseWriter, r *http.Request) error {
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		return problem(http.StatusForbidden, "cross_origin", "This form was sent from another site. Open the chat and write there.")
	}
	if err := r.ParseForm(); err != nil {
		return unreadable(err)
	}
	w.Header().Set("Cache-Control", "no-store")
	if r.PostForm.Get("new") != "" {
		setSession(w, r, "")
		http.Redirect(w, r, "/chat", http.StatusSeeOther)
		return nil
	}
	if strings.TrimSpace(r.PostForm.Get("message")) == "" {
		http.Redirect(w, r, "/chat", http.StatusSeeOther)
		return nil
	}
	q := chatRequest{Message: r.PostForm.Get("message"), Session: cookieSession(r)}
	turn, err := q.turn()
	if err != nil {
		return err
	}
	reply, err := s.engine.Respond(r.Context(), turn)
	if err != nil {
		return err
	}
	setSession(w, r, reply.Session)
	http.Redirect(w, r, fmt.Sprintf("/chat#turn-%d", reply.Turn), http.StatusSeeOther)
	return nil
}

// setSession remembers a conversation in the browser, or forgets it when the id is empty. The
// script of the page keeps the same id, so that it can tell the API.
func setSession(w http.ResponseWriter, r *http.Request, id string) {
	age := sessionAge
	if id == "" {
		age = -1
	}
	http.SetCookie(w, &http.Cookie{
		Name: sessionCookie, Value: url.QueryEscape(id), Path: "/chat", MaxAge: age, Secure: r.TLS != nil, SameSite: http.SameSiteLaxMode,
	})
}
