package portal

import (
	"strings"
	"testing"

	"minhbach/generator/internal/record"
)

// drawn writes a tree with one line for each item, children further in.
func drawn(n *TreeNode, depth int) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	for _, item := range n.Items {
		b.WriteString(strings.Repeat(" ", depth) + item.Text)
		if item.Current {
			b.WriteString(" *")
		}
		b.WriteString("\n")
	}
	for i := range n.Children {
		b.WriteString(drawn(&n.Children[i], depth+1))
	}
	return b.String()
}

// Every document and commitment leads up to the resolution and down to what was
// promised.
func TestTreeOfDocuments(t *testing.T) {
	set := village()
	site := built(t, set, villageSite())
	_, resolution := pageAt[PlanPage](t, site, "vi", "/ke-hoach/61/")
	_, plan := pageAt[PlanPage](t, site, "vi", "/ke-hoach/62/")
	_, commitment := pageAt[CommitmentPage](t, site, "vi", "/cam-ket/c/")
	for _, tt := range []struct {
		name string
		got  *TreeNode
		want string
	}{
		{"resolution", resolution.Tree, "Nghị quyết 61-NQ/TU *\n Kế hoạch 62-KH/TU\n  15 hộ năm 2022\n"},
		{"plan", plan.Tree, "Nghị quyết 61-NQ/TU\n Kế hoạch 62-KH/TU *\n  15 hộ năm 2022\n"},
		{"commitment", commitment.Tree, "Nghị quyết 61-NQ/TU\n Kế hoạch 62-KH/TU\n  15 hộ năm 2022 *\n"},
	} {
		if got := drawn(tt.got, 0); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// Documents that are carried out together stand on one step, each where it is
// farthest, and a circle of relations ends.
func TestTreeOfSeveralDocumentsAbove(t *testing.T) {
	set := village()
	plan := func(id, date string, above ...string) {
		p := &record.Plan{Head: record.Head{ID: id}, Symbol: id, Issuer: "so", Date: date, Title: both(id, id), Kind: "ke-hoach"}
		for _, a := range above {
			p.Relations = append(p.Relations, record.Relation{Type: "implements", Plan: a, Basis: both("Nêu", "Stated"), Level: "stated"})
		}
		set.Plans[id], set.Paths["plans/"+id] = p, "data/plans/"+id+".json"
	}
	plan("55", "2021-05-05", "63") // a circle
	plan("56", "2021-11-01", "55")
	plan("63", "2022-03-01", "61", "56", "62")
	made, _ := editions(newIndex(set, villageSite(), Options{}), villageSite())
	e := made[0]
	var steps []string
	for _, level := range e.documentsAbove(set.Plans["63"]) {
		var ids []string
		for _, p := range level {
			ids = append(ids, p.ID)
		}
		steps = append(steps, strings.Join(ids, "+"))
	}
	if got := strings.Join(steps, " > "); got != "55+61 > 56+62" {
		t.Errorf("steps %s", got)
	}
	if drawn(e.planTree(set.Plans["55"]), 0) == "" {
		t.Error("no tree for a document in a circle")
	}
}
