package dataset

import (
	"reflect"
	"testing"
)

func TestTheIDOfARecordIsFoundInEveryKind(t *testing.T) {
	for _, k := range kinds {
		r := reflect.New(k.typ).Elem()
		r.FieldByName("ID").SetString("mot")
		if got := idOf(r); got != "mot" {
			t.Errorf("%s: got %q, want %q", k.name, got, "mot")
		}
	}
}
