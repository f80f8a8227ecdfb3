package data

// Session is one conversation. The id is 128 random bits and a secret: who holds it may
// read the transcript.
type Session struct {
	ID       string
	Created  Time
	LastSeen Time
	Expires  Time
	Turns    int    // how many turns were saved
	Locale   string // empty: the shop's
	State    []byte // the dialog's state, opaque here
	Handoff  Handoff
}

// Handoff is where the passing of a conversation to a person stands; State is empty when
// nobody was asked for.
type Handoff struct {
	State string `json:"state"` // "waiting", "active", "closed" or empty
	Since Time   `json:"since"`
}

// Turn is one message and its reply as they were.
type Turn struct {
	Session string
	N       int // 1 and up within the session
	At      Time
	Message string // masked: no card number is ever stored
	Text    string // the reply's text
	Intents []string
	Actions []string
	Reply   []byte // the whole reply, JSON
	Micros  int64  // how long the turn took
	Vote    int    // 1, -1 or 0
	Comment string
}

// Search is one line of the search log.
type Search struct {
	At      Time
	Session string // empty for searches outside a conversation
	Query   string // as typed, masked
	Kind    string // "chat", "search", "suggest"
	Total   int    // how many matched
	Micros  int64
}

// SearchCount is a query with how often it was asked.
type SearchCount struct {
	Query string
	Count int
	Last  Time
}

// Event is something that happened and is worth counting later: "handoff", "login".
type Event struct {
	ID      int64
	At      Time
	Kind    string
	Session string
	Detail  string // JSON
}
