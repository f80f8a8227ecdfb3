package sqlite

import (
	"context"
	"math"
	"slices"
	"strings"

	"shoptalk/data"
)

// lead is the condition that leads a product list to its rows by an index of its own; the
// other conditions are checked on the way. A filter takes the first lead it has a value for.
type lead int

const (
	byTitle    lead = iota // titles that begin with a text
	byLeaf                 // a category without categories below it
	byCategory             // a category and all below it
	byBrand
	byNothing
	leadCount
)

// listOrders are the orders of a product list, in the order of the statements.
var listOrders = [...]data.ProductOrder{data.OrderID, data.OrderPrice, data.OrderName, data.OrderNew}

// listCount is one statement for each lead and order.
const listCount = statement(leadCount) * statement(len(listOrders))

// listStatement is the statement of a lead and order.
func listStatement(l lead, order int) statement {
	return lists + statement(int(l)*len(listOrders)+order)
}

// withLists adds the product lists to the table. They differ only in index, keyset and order.
// The index is named, so that a plan depends neither on ANALYZE nor on which filters are set.
func withLists(table [statementCount]entry) [statementCount]entry {
	leads := [leadCount]struct{ name, index, where string }{
		byTitle:    {"title", "INDEXED BY products_title", "title_key >= ?8 AND title_key < ?9 AND "},
		byLeaf:     {"leaf", "INDEXED BY products_category", "category = ?4 AND "},
		byCategory: {"category", "INDEXED BY products_category", "category >= ?4 AND category < ?5 AND "},
		byBrand:    {"brand", "INDEXED BY products_brand", "brand_key = ?6 AND "},
		byNothing:  {"all", "", ""},
	}
	orders := [len(listOrders)]struct{ name, index, key, after, by string }{
		{"id", "NOT INDEXED", "0", "id > ?2", "id"},
		{"price", "INDEXED BY products_price", "price", "(price, id) > (?1, ?2)", "price, id"},
		{"name", "INDEXED BY products_title", "title_key", "(title_key, id) > (?1, ?2)", "title_key, id"},
		{"newest", "INDEXED BY products_created", "created", "(created, id) < (?1, ?2)", "created DESC, id DESC"},
	}
	for l, by := range leads {
		for i, o := range orders {
			index := by.index
			if index == "" {
				index = o.index
			}
			table[listStatement(lead(l), i)] = entry{
				name: "products.list_" + by.name + "_" + o.name, on: onRead, long: true,
				sql: "SELECT id, " + o.key + " FROM products " + index + " WHERE " + by.where + listFilters +
					" AND " + o.after + " ORDER BY " + o.by + " LIMIT ?3",
			}
		}
	}
	return table
}

// listFilters are the conditions of every list; unset ones let everything through.
// Parameters: ?1 and ?2 key and id to begin after, ?3 limit, ?4 category and ?5 its end,
// ?6 brand, ?7 active or -1, ?8 title and ?9 its end, ?10 and ?11 lowest and highest price.
const listFilters = `(?4 = '' OR category = ?4 OR category >= ?4 || '/' AND category < ?5)
	AND (?6 = '' OR brand_key = ?6) AND (?7 < 0 OR active = ?7) AND (?8 = '' OR title_key >= ?8 AND title_key < ?9)
	AND price BETWEEN ?10 AND ?11`

// listed is one row of a list: the id and what it is sorted by.
type listed struct {
	id  data.ProductID
	n   int64
	key string
}

// ListProducts implements data.Catalog.
func (s *Store) ListProducts(ctx context.Context, f data.ProductFilter) (data.Page[*data.Product], error) {
	var out data.Page[*data.Product]
	order := slices.Index(listOrders[:], f.Order)
	if order < 0 {
		return out, wrap(&data.Invalid{Field: "order", Reason: "must be empty, price, name or newest"}, "list products")
	}
	name := "products/" + string(f.Order)
	after, err := parseCursor(f.After, name)
	if err != nil {
		return out, wrap(err, "list products")
	}
	err = s.snapshot(ctx, func(p place) error {
		rows, err := p.listIDs(ctx, f, order, after)
		if err != nil {
			return err
		}
		cut := page(rows, pageSize(f.Size), func(l listed) cursor {
			return cursor{List: name, Key: l.key, N: l.n, ID: int64(l.id)}
		})
		out.Next = cut.Next
		out.Items, err = p.products(ctx, ids(cut.Items))
		return err
	})
	return out, wrap(err, "list products")
}

func ids(rows []listed) []data.ProductID {
	list := make([]data.ProductID, len(rows))
	for i, l := range rows {
		list[i] = l.id
	}
	return list
}

// listIDs reads one row more than the page holds, to know whether another page follows.
func (p place) listIDs(ctx context.Context, f data.ProductFilter, order int, after cursor) ([]listed, error) {
	l, err := p.leadOf(ctx, f)
	if err != nil {
		return nil, err
	}
	title, active, highest := strings.ToLower(f.Name), -1, f.PriceMax
	if f.Active != nil {
		active = bit(*f.Active)
	}
	if highest == 0 {
		highest = math.MaxInt64
	}
	key, id := any(after.N), after.ID
	byText := listOrders[order] == data.OrderName
	switch {
	case byText:
		key = after.Key
	case f.After == "" && listOrders[order] == data.OrderNew:
		key, id = int64(math.MaxInt64), math.MaxInt64
	}
	return all(ctx, p, listStatement(l, order), func(r row) (v listed, err error) {
		if byText {
			err = r.Scan(&v.id, &v.key)
		} else {
			err = r.Scan(&v.id, &v.n)
		}
		return v, err
	}, key, id, pageSize(f.Size)+1, f.Category, f.Category+"0", strings.ToLower(f.Brand), active,
		title, title+"\U0010FFFF", f.PriceMin, highest)
}

// leadOf chooses the lead of a filter.
func (p place) leadOf(ctx context.Context, f data.ProductFilter) (lead, error) {
	switch {
	case f.Name != "":
		return byTitle, nil
	case f.Category != "":
		found, err := all(ctx, p, categoryHasChildren, scalar[int], f.Category)
		if err == nil && len(found) == 0 {
			return byLeaf, nil
		}
		return byCategory, err
	case f.Brand != "":
		return byBrand, nil
	}
	return byNothing, nil
}

// bit is a boolean as SQLite keeps it.
func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
