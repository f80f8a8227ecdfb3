package feed

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"

	"shoptalk/data"
)

// readShop reads a shop file in two passes over a temporary copy, so that sections may
// stand in any order: what products need first, then products, then what speaks of them.
func (run *run) readShop() error {
	text, err := os.CreateTemp("", "shoptalk-import-*")
	if err != nil {
		return fmt.Errorf("no temporary file for the import: %w", err)
	}
	defer func() {
		_ = text.Close()
		_ = os.Remove(text.Name())
	}()
	if _, err := io.Copy(text, run.src.r); err != nil {
		return err
	}
	p, err := readParts(run.src.again(text))
	if err != nil {
		return err
	}
	f := p.decode(run.shop, run.now())
	run.fail(p.errs...)
	if f.Now != 0 {
		run.now = f.Now.Go
	}
	if err := run.putShop(&f); err != nil {
		return err
	}
	if p.blocked == nil {
		if err := run.readProducts(run.src.again(text)); err != nil {
			return err
		}
	}
	if err := run.putPeople(&f); err != nil {
		return err
	}
	if p.blocked != nil {
		return p.blocked
	}
	return nil
}

// again is the source read once more from its temporary copy.
func (s *source) again(text *os.File) *source {
	return &source{format: s.format, r: bufio.NewReaderSize(io.NewSectionReader(text, 0, 1<<62), peekSize), packed: s.packed}
}

func (run *run) readProducts(src *source) error {
	w := &walker{product: func(n *yaml.Node) error {
		if err := run.ctx.Err(); err != nil {
			return err
		}
		return run.addNode(n)
	}}
	w.section = func(string, *yaml.Node) error { return nil }
	w.broken = func(e RowError) { run.fail(e) }
	if err := src.walk(w); err != nil {
		return err
	}
	return run.flush()
}

// putShop puts the sections that stand for themselves, each in one transaction.
func (run *run) putShop(f *ShopFile) error {
	if f.Shop != nil {
		if err := run.putShopItself(*f.Shop); err != nil {
			return err
		}
	}
	return firstOf(
		func() error {
			return run.section("coupons", len(f.Coupons), func() (int, error) { return run.Store.PutCoupons(run.ctx, f.Coupons...) })
		},
		func() error {
			return run.section("policies", len(f.Policies), func() (int, error) { return run.Store.PutPolicies(run.ctx, f.Policies...) })
		},
		func() error {
			return run.section("synonyms", len(f.Synonyms), func() (int, error) {
				changed, err := run.Store.PutSynonyms(run.ctx, f.Synonyms)
				if changed {
					return len(f.Synonyms), err
				}
				return 0, err
			})
		},
		func() error { return run.putCategories(f.Categories) },
	)
}

// putShopItself replaces the shop when anything differs.
func (run *run) putShopItself(s data.Shop) error {
	same := fmt.Sprintf("%+v", s) == fmt.Sprintf("%+v", run.shop)
	currency := run.shop.Currency
	run.shop = s
	err := run.section("shop", 1, func() (int, error) {
		if same {
			return 0, nil
		}
		return 1, run.Store.PutShop(run.ctx, s)
	})
	if err != nil {
		return fmt.Errorf("the shop cannot be changed from %s to %s: %w", currency, s.Currency, err)
	}
	return nil
}

// putCategories gives categories their labels; those a product of this file needs are made.
func (run *run) putCategories(categories []data.Category) error {
	for _, c := range categories {
		run.labels[c.Path] = c.Label
	}
	return run.section("categories", len(categories), func() (int, error) {
		there, err := run.Store.Categories(run.ctx)
		if err != nil {
			return 0, err
		}
		label := map[string]string{}
		for _, c := range there {
			label[c.Path] = c.Label
		}
		var fresh []data.Category
		for _, c := range categories {
			if label[c.Path] != c.Label {
				fresh = append(fresh, c)
			}
		}
		if len(fresh) == 0 {
			return 0, nil
		}
		return len(fresh), run.Store.PutCategories(run.ctx, fresh)
	})
}

// putPeople puts the sections that speak of products and customers.
func (run *run) putPeople(f *ShopFile) error {
	if err := run.completeOrders(f.Orders); err != nil {
		return err
	}
	return firstOf(
		func() error {
			return run.section("customers", len(f.Customers), func() (int, error) { return run.Store.PutCustomers(run.ctx, f.Customers...) })
		},
		func() error {
			return run.section("orders", len(f.Orders), func() (int, error) { return run.Store.PutOrders(run.ctx, f.Orders...) })
		},
	)
}

// completeOrders looks the lines of orders up in the catalog.
func (run *run) completeOrders(orders []data.Order) error {
	var skus []string
	for _, o := range orders {
		for _, l := range o.Lines {
			skus = append(skus, l.SKU)
		}
	}
	if len(skus) == 0 {
		return nil
	}
	ids, err := run.find(nil, skus)
	if err != nil {
		return err
	}
	products, err := run.Store.Products(run.ctx, ids...)
	if err != nil {
		return err
	}
	bySKU := make(map[string]*data.Product, len(skus))
	for _, p := range products {
		for i := range p.Variants {
			bySKU[strings.ToLower(p.Variants[i].SKU)] = p
		}
	}
	for i := range orders {
		completeOrder(&orders[i], &run.shop, bySKU)
	}
	return nil
}

// section puts one section and notes how many of its entries changed. A dry run puts
// nothing and counts what the file holds.
func (run *run) section(name string, n int, put func() (int, error)) error {
	if n == 0 {
		return nil
	}
	if run.report.Sections == nil {
		run.report.Sections = map[string]int{}
	}
	if run.opt.DryRun {
		run.report.Sections[name] = n
		return nil
	}
	changed, err := put()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	run.report.Sections[name] = changed
	return nil
}

// firstOf does steps until one fails.
func firstOf(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
