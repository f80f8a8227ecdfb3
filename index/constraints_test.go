package index

import (
	"encoding/json"
	"testing"
)

func TestConstraintsJSON(t *testing.T) {
	tests := []string{
		`{}`,
		`{"text":"trail","category":["shoes/running"],"price_lt":100,"not":{"material":["leather"]}}`,
		`{"brand":["acme","zed"],"rating_gte":4.5,"in_stock":true,"color":["blue"],"size":["10"],"sort":"price_asc"}`,
		`{"battery_h_gte":20,"screen_in":15.6,"weight_g_lte":900}`,
	}
	for _, in := range tests {
		var c Constraints
		if err := json.Unmarshal([]byte(in), &c); err != nil {
			t.Fatalf("%s: %v", in, err)
		}
		out, err := json.Marshal(c)
		if err != nil || string(out) != in {
			t.Errorf("round trip of %s gave %s, %v", in, out, err)
		}
		clone := c.Clone()
		clone.Add("color", "Red")
		if again, _ := json.Marshal(c); string(again) != in {
			t.Errorf("a change to a clone reached the original: %s", again)
		}
	}
}

func TestConstraintsRefuse(t *testing.T) {
	for _, in := range []string{`{"sort":"best"}`, `{"price_lt":"cheap"}`, `{"price_lt":-1}`, `{"in_stock":"yes"}`, `{"color":{"a":1}}`, `[]`} {
		var c Constraints
		if err := json.Unmarshal([]byte(in), &c); err == nil {
			t.Errorf("%s was taken", in)
		}
	}
}
