package data

// Customer is a person who bought, known by e-mail. There are no passwords, on purpose.
type Customer struct {
	Email   string // lower case, unique
	Name    string
	Address Address
	Created Time
}

// Address is where an order goes. One-line addresses stand in Line1.
type Address struct {
	Line1    string `json:"line1"`
	Line2    string `json:"line2,omitempty"`
	City     string `json:"city,omitempty"`
	Region   string `json:"region,omitempty"`
	Postcode string `json:"postcode,omitempty"`
	Country  string `json:"country,omitempty"`
}
