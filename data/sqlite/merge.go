package sqlite

import (
	"fmt"
	"slices"
	"strings"

	"shoptalk/data"
)

// variantFields are the fields that say something about variants.
const variantFields = data.FieldVariants | data.FieldMerge | data.FieldPrice | data.FieldStock

// merge is a product as it becomes when some fields of another are brought in. Neither of
// the two is changed.
func merge(old, in *data.Product, fields data.Fields) (*data.Product, error) {
	next := *old
	mergeText(&next, in, fields)
	mergeTrade(&next, in, fields)
	if fields&variantFields == 0 {
		return &next, nil
	}
	variants, err := mergeVariants(old, in, fields)
	next.Variants = variants
	return &next, err
}

func mergeText(next, in *data.Product, fields data.Fields) {
	if fields&data.FieldTitle != 0 {
		next.Title = in.Title
	}
	if fields&data.FieldDescription != 0 {
		next.Description, next.HTML = in.Description, in.HTML
	}
	if fields&data.FieldBrand != 0 {
		next.Brand = in.Brand
	}
	if fields&data.FieldCategory != 0 {
		next.Category = in.Category
	}
	if fields&data.FieldTags != 0 {
		next.Tags = in.Tags
	}
	if fields&data.FieldImages != 0 {
		next.Images = in.Images
	}
	if fields&data.FieldAttributes != 0 {
		next.Attributes = in.Attributes
	}
}

func mergeTrade(next, in *data.Product, fields data.Fields) {
	if fields&data.FieldCompareAt != 0 {
		next.CompareAt = in.CompareAt
	}
	if fields&data.FieldTax != 0 {
		next.Taxable, next.TaxClass = in.Taxable, in.TaxClass
	}
	if fields&data.FieldReturnable != 0 {
		next.Returnable = in.Returnable
	}
	if fields&data.FieldActive != 0 {
		next.Active = in.Active
	}
	if fields&data.FieldLowStock != 0 {
		next.LowStock = in.LowStock
	}
	if fields&data.FieldRating != 0 {
		next.Rating, next.Reviews = in.Rating, in.Reviews
	}
}

// mergeVariants is the list of variants after a put: those given (FieldVariants), those there
// with the given ones added or updated (FieldMerge, which wins), or those there with only
// price or stock brought up to date.
func mergeVariants(old, in *data.Product, fields data.Fields) ([]data.Variant, error) {
	there := make(map[string]int, len(old.Variants))
	for i := range old.Variants {
		there[strings.ToLower(old.Variants[i].SKU)] = i
	}
	if fields&(data.FieldVariants|data.FieldMerge) == 0 {
		return refreshVariants(old, in, fields, there)
	}
	var list []data.Variant
	if fields&data.FieldMerge != 0 {
		list = slices.Clone(old.Variants)
	}
	for _, v := range in.Variants {
		at, known := there[strings.ToLower(v.SKU)]
		if known {
			v = mergeVariant(old.Variants[at], v, fields)
		}
		if known && fields&data.FieldMerge != 0 {
			list[at] = v
		} else {
			list = append(list, v)
		}
	}
	return list, nil
}

// mergeVariant is a variant given again: it keeps price or stock when those do not count.
func mergeVariant(old, v data.Variant, fields data.Fields) data.Variant {
	if fields&data.FieldPrice == 0 {
		v.Price, v.CompareAt = old.Price, old.CompareAt
	}
	if fields&data.FieldStock == 0 {
		v.Tracked, v.Stock, v.Backorder = old.Tracked, old.Stock, old.Backorder
	}
	return v
}

// refreshVariants sets price or stock of variants that are there; a SKU that is not is refused.
func refreshVariants(old, in *data.Product, fields data.Fields, there map[string]int) ([]data.Variant, error) {
	list := slices.Clone(old.Variants)
	for i, v := range in.Variants {
		at, known := there[strings.ToLower(v.SKU)]
		if !known {
			return nil, &data.Invalid{Field: fmt.Sprintf("variants[%d].sku", i), Reason: fmt.Sprintf("%q is no variant of this product", v.SKU)}
		}
		if fields&data.FieldPrice != 0 {
			list[at].Price, list[at].CompareAt = v.Price, v.CompareAt
		}
		if fields&data.FieldStock != 0 {
			list[at].Tracked, list[at].Stock = v.Tracked, v.Stock
		}
	}
	return list, nil
}
