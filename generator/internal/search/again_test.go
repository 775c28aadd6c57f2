package search_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"minhbach/generator/internal/search"
)

// An index that was made from the last one is that of a full build, to the byte,
// whatever was added, changed, removed or renamed; so is what it leaves.
func TestAnIndexMadeFromTheLastOneIsTheWholeOne(t *testing.T) {
	var synonyms [][]string
	docs, spare := pages(300)[:40], pages(300)[40:]
	last, again := search.Last{}, 0
	random := rand.New(rand.NewPCG(5, 6))
	const steps = 60
	for step := range steps {
		if step == steps/2 {
			synonyms = append(synonyms, []string{"UBND", "Ủy ban nhân dân"})
		}
		o := search.Options{Synonyms: synonyms, Key: fmt.Sprint(step)}
		notes := encoded(docs)
		want := search.Build(notes, o)
		o.Last = last
		got := search.Build(notes, o)
		if changed := changes(want, got); len(changed) > 0 || got.WordBits != want.WordBits || got.PairBits != want.PairBits {
			t.Fatalf("step %d: %v are not those of a full build", step, changed)
		}
		if !bytes.Equal(got.State, want.State) {
			t.Fatalf("step %d: the state is not that of a full build", step)
		}
		if keysLie(want, got) {
			t.Fatalf("step %d: a file with the same key has another content", step)
		}
		if got.Again {
			again++
		}
		last = search.Last{Key: o.Key, Notes: notes, State: got.State}
		docs = slices.Clone(docs)
		for range 1 + random.IntN(5) {
			docs, spare = changeOne(random, docs, spare)
		}
	}
	if again < steps*3/4 || again == steps-2 { // without the first and the one with other synonyms
		t.Errorf("%d of %d were made from the last one: too few, or the number of files never changed", again, steps)
	}
}

// changeOne adds, removes or changes a document by chance.
func changeOne(random *rand.Rand, docs, spare []search.Document) (now, left []search.Document) {
	i := random.IntN(len(docs))
	d := &docs[i]
	switch random.IntN(8) {
	case 0, 1, 7:
		return append(docs, spare[0]), spare[1:]
	case 2:
		return slices.Delete(docs, i, i+1), spare
	case 3:
		d.Text = append([]string{"Ủy ban nhân dân xã bổ sung"}, d.Text[1:]...)
	case 4:
		d.Title, d.Names = d.Title+" UBND mới", []string{d.Title}
	case 5:
		d.Address += "moi/"
	case 6:
		d.Date = spare[0].Date
	}
	return docs, spare
}

// keysLie looks for files whose contents differ though their keys do not.
func keysLie(a, b *search.Index) bool {
	content := map[string]string{}
	for _, f := range slices.Concat(a.Files, b.Files) {
		was, there := content[f.Path+f.Key]
		if there && was != string(f.Content()) {
			return true
		}
		content[f.Path+f.Key] = string(f.Content())
	}
	return false
}

// One page may change which pairs help readers, also of words that it has not: the
// more pages there are, the fewer do.
func TestPairsAreChosenAnew(t *testing.T) {
	docs := append(pages(63), search.Document{Address: "/xa/moi/", Title: "Xã mới"})
	for i := range 23 {
		docs[i].Text = append(docs[i].Text, []string{"xương. Cây rồng", "xương rồng"}[min(i/20, 1)])
	}
	was := encoded(docs[:63])
	before := search.Build(was, search.Options{Key: "a"})
	after := build(docs, search.Options{Key: "b", Last: search.Last{Key: "a", Notes: was, State: before.State}})
	want := build(docs, search.Options{Key: "b"})
	if changed := changes(want, after); len(changed) > 0 || !after.Again {
		t.Errorf("%v are not those of a full build; made from the last one: %t", changed, after.Again)
	}
	path := search.PairPath("xuong rong", before.PairBits)
	if !slices.Contains(changes(before, after), path) || path == search.PairPath("=xa moi", before.PairBits) || path == search.PairPath("xa moi", before.PairBits) {
		t.Errorf("%s is the same, or changes for another reason: the test leaves something out", path)
	}
}

// Whatever is handed in as the last index, the index is right.
func TestALastIndexThatIsDamagedOrForeignIsNotUsed(t *testing.T) {
	docs := pages(120)
	was := encoded(docs[:119])
	state := search.Build(was, search.Options{Key: "a"}).State
	want := build(docs, search.Options{Key: "b"})
	random := rand.New(rand.NewPCG(7, 8))
	try := func(what string, last search.Last) {
		t.Helper()
		got := build(docs, search.Options{Key: "b", Last: last})
		if got.Again {
			t.Errorf("%s: it was used", what)
		}
		if changed := changes(want, got); len(changed) > 0 {
			t.Errorf("%s: %v are not those of a full build", what, changed)
		}
	}
	try("of other documents", search.Last{Key: "c", Notes: was, State: state})
	try("no state", search.Last{Key: "a", Notes: was})
	try("cut short", search.Last{Key: "a", Notes: was, State: state[1:]})
	for range 25 {
		damaged := bytes.Clone(state)
		at := random.IntN(len(damaged))
		damaged[at] ^= 1 << random.IntN(8)
		try(fmt.Sprintf("byte %d of %d", at, len(state)), search.Last{Key: "a", Notes: was, State: damaged})
	}
	if !build(docs, search.Options{Key: "b", Last: search.Last{Key: "a", Notes: was, State: state}}).Again {
		t.Error("a whole one was not used")
	}
}
