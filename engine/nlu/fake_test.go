package nlu

import (
	"strings"

	"shoptalk/data/lexicon"
	"shoptalk/index"
)

// fake is a vocabulary of a handful of products, made of plain lines.
type fake struct {
	terms   map[string][]index.Term
	words   map[string]int
	correct map[string]string
	numbers map[string]bool
	keys    map[string]bool
}

func (f *fake) Longest(norms []string) ([]index.Term, int) {
	for n := min(len(norms), 6); n > 0; n-- {
		key := lexicon.English().Singular(strings.Join(norms[:n], " "))
		if t := f.terms[key]; t != nil {
			return t, n
		}
	}
	return nil, 0
}

func (f *fake) Known(word string) int {
	return max(f.words[word], f.words[lexicon.English().Singular(word)])
}

func (f *fake) Correct(word string) (string, bool) {
	read, ok := f.correct[word]
	return read, ok
}

func (f *fake) Number(key string) (index.NumberField, bool) {
	ends := map[string][2]float64{"battery_h": {5, 60}, "weight_g": {100, 15000}, "screen_in": {5, 75}, "ram_gb": {4, 64}, "power_w": {5, 2000}, "capacity_l": {0.3, 40}, "persons": {1, 8}}
	return index.NumberField{Key: key, Min: ends[key][0], Max: ends[key][1]}, f.numbers[key]
}

func (f *fake) Key(key string) (index.KeyField, bool) {
	return index.KeyField{Key: key}, f.keys[key]
}

// shop is the vocabulary the tests and the training read with.
func shop() *fake {
	f := &fake{terms: map[string][]index.Term{}, words: map[string]int{}, correct: map[string]string{}, numbers: map[string]bool{}, keys: map[string]bool{}}
	for _, line := range strings.Split(strings.TrimSpace(shopTerms), "\n") {
		head, rest, _ := strings.Cut(line, ":")
		for value := range strings.SplitSeq(rest, ",") {
			phrase, path, ok := strings.Cut(strings.TrimSpace(value), "=")
			if !ok {
				path = phrase
			}
			f.put(head, phrase, path)
		}
	}
	for _, w := range strings.Fields(shopWords) {
		f.words[w] = 3
	}
	for typed, read := range map[string]string{"hedphones": "headphones", "runing": "running", "lether": "leather", "laptps": "laptops", "jaket": "jacket", "watrproof": "waterproof", "shose": "shoes", "batery": "battery"} {
		f.correct[typed] = read
	}
	return f
}

func (f *fake) put(head, phrase, value string) {
	for w := range strings.FieldsSeq(phrase) {
		f.words[w] = 5
	}
	t := index.Term{Value: value, Count: 5, Coverage: 0.9}
	kind, key, _ := strings.Cut(head, " ")
	t.Key = key
	switch kind {
	case "category":
		t.Kind, t.Key = index.CategoryTerm, "category"
	case "brand":
		t.Kind, t.Key = index.BrandTerm, "brand"
	case "option":
		t.Kind = index.OptionTerm
		f.keys[key] = true
	case "attribute":
		t.Kind, t.Multi = index.AttributeTerm, key == "features"
		f.keys[key] = true
	case "thin":
		t.Kind, t.Coverage = index.AttributeTerm, 0.2
	case "product":
		t.Kind = index.ProductTerm
	case "number":
		f.numbers[phrase] = true
		return
	case "name":
		t.Kind, t.Key = index.KeyTerm, value
	}
	p := lexicon.English().Singular(phrase)
	f.terms[p] = append(f.terms[p], t)
}

const shopTerms = `
category:shoe=shoes,running shoe=shoes/running,boot=shoes/boots,hiking boot=shoes/boots,jacket=clothing/jackets,shirt=clothing/shirts,sock=clothing/socks,dress=clothing/dresses
category:laptop=electronics/laptops,headphone=electronics/headphones,phone=electronics/phones,tv=electronics/tvs,watch=electronics/watches,camera=electronics/cameras,charger=electronics/chargers,mouse=electronics/mice,phone case=electronics/cases
category:tent=outdoors/tents,backpack=outdoors/backpacks,water bottle=outdoors/bottles,kettle=kitchen/kettles,blender=kitchen/blenders,knife=kitchen/knives,mug=kitchen/mugs,lamp=home/lamps,desk lamp=home/lamps,sofa=home/sofas,rug=home/rugs
category:rice=grocery/rice,ghee=grocery/ghee,milk=grocery/milk,tea=grocery/tea,coffee=grocery/coffee,coffee maker=kitchen/coffee,toy=toys,first aid kit=health/first-aid
brand:acme,swiftfoot,sony,samsung,nike,north peak,apple,guess,next
option color:red,blue,green,black,white,navy,grey
option size:8,9,10,10.5,11,s,m,l,xl
option volume:500 ml,1000 ml
option storage:128gb,256gb
attribute material:leather,cotton,wool,mesh,steel
attribute features:waterproof,noise cancelling,wireless,breathable,gluten free
thin style:vintage,modern
product:swift runner=swift-runner,city runner=city-runner,trail pro 2=trail-pro-2,wh1000=wh1000
number:battery_h,weight_g,screen_in,ram_gb,power_w,capacity_l,persons,price
name:battery=battery_h,screen size=screen_in,colour=color,color=color,size=size,material=material,brand=brand,style=style
`

const shopWords = `trail lightweight insulated pack bag warm bluetooth gift usb cable gaming desk table chair office kitchen coffee beans logo hood laces summer winter camping outdoor basmati organic bread eggs iphone
keyboard bottle umbrella curtains vase candle toaster printer mattress saddle lining pocket zip cup running hiking battery screen yoga mat stroller speaker hard drive memory card external camera night light nintendo switch`

// bare is a vocabulary that knows nothing.
type bare struct{}

func (bare) Longest([]string) ([]index.Term, int)         { return nil, 0 }
func (bare) Known(string) int                             { return 0 }
func (bare) Correct(string) (string, bool)                { return "", false }
func (bare) Number(string) (f index.NumberField, ok bool) { return f, false }
func (bare) Key(string) (f index.KeyField, ok bool)       { return f, false }
