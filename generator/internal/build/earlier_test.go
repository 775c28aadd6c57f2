package build

import (
	"strings"
	"testing"
)

// A figure that no table of a past release showed was withheld from nobody, and
// may be shown by a table of the next; one that was withheld stays so.
func TestEarlierFiguresKeepWhatTheyWere(t *testing.T) {
	e, err := readEarlier(4, []byte(`{"min_width":3,"cells":[
		{"id":"exact","value":7,"lower":7,"upper":7},
		{"id":"withheld","value":null,"lower":0,"upper":7},
		{"id":"in no table","value":null,"lower":0,"upper":null,"min_width":0}],
		"equations":[{"sum":["withheld","in no table"],"equals":"exact"}],"derived":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	known := e.known()
	if f := known.Figures["exact"]; f.Withheld || f.Unseen || f.Value != 7 {
		t.Errorf("the exact figure is known as %+v", f)
	}
	if f := known.Figures["withheld"]; !f.Withheld || f.Unseen {
		t.Errorf("the withheld figure is known as %+v", f)
	}
	if f := known.Figures["in no table"]; !f.Withheld || !f.Unseen {
		t.Errorf("the figure of no table is known as %+v", f)
	}
	if len(known.Equations) != 1 || strings.Join(known.Equations[0].Sum, " ") != "withheld in no table" || known.Equations[0].Equals != "exact" {
		t.Errorf("the sums are known as %+v", known.Equations)
	}
}
