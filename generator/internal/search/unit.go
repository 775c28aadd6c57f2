package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// Unit is one life of an administrative unit as somebody looks for it.
type Unit struct {
	Name    string // proper name: "Khánh Hòa"
	Title   string // "Xã Khánh Hòa"
	Within  string // "huyện Lục Yên, tỉnh Yên Bái"
	Address string
	Former  bool
	Now     []UnitLink // what it is today, for a former one
}

// UnitLink leads to a unit.
type UnitLink struct{ Name, Title, Address string }

// unitsPerFile is the mean number of units in a file; each stands there once for
// every word of its name.
const unitsPerFile = 48

// prefixLength is the number of letters that choose a file.
const prefixLength = 3

// UnitBits is the number of bits by which the files of so many units are numbered.
func UnitBits(units int) int { return bits.Len(uint(units / unitsPerFile)) }

// Units makes the files in which a reader finds a unit while typing its name:
// one line for each unit with title, address, units above, "1" for a former one,
// and title and address of each unit it became, set apart by tabs. In a title the
// name stands between bars, and in an address a star for the name folded, which
// need not be sent. The first letters of a word of the name choose the file.
func Units(list []Unit) []File {
	split := newSplitter()
	type written struct {
		Unit
		line string
	}
	units := make([]written, len(list))
	for i, u := range list {
		units[i] = written{u, u.line(split)}
	}
	slices.SortFunc(units, func(a, b written) int {
		return cmp.Or(strings.Compare(a.Address, b.Address), strings.Compare(a.line, b.line))
	})
	contents := make([]strings.Builder, 1<<UnitBits(len(list)))
	var words []*Word
	for _, u := range units {
		var in []int
		words = split.words(words[:0], u.Name)
		for _, w := range words {
			at := int(hash(prefix(w.Folded))) & (len(contents) - 1)
			if !slices.Contains(in, at) {
				in = append(in, at)
				contents[at].WriteString(u.line)
			}
		}
	}
	files := make([]File, len(contents))
	for i := range contents {
		content := []byte(contents[i].String())
		files[i] = File{"u/" + strconv.Itoa(i) + ".bin", keyOf(content).String(), func() []byte { return content }}
	}
	sortFiles(files)
	return files
}

func (u Unit) line(split *splitter) string {
	former := ""
	if u.Former {
		former = "1"
	}
	title, address := UnitLink{u.Name, u.Title, u.Address}.short(split)
	fields := []string{title, address, u.Within, former}
	for _, now := range u.Now {
		title, address := now.short(split)
		fields = append(fields, title, address)
	}
	return strings.Join(fields, "\t") + "\n"
}

// short writes title and address as they stand in a line.
func (l UnitLink) short(split *splitter) (title, address string) {
	title = strings.Replace(l.Title, l.Name, "|"+l.Name+"|", 1)
	slug := strings.ReplaceAll(folds(split.words(nil, l.Name)), " ", "-")
	return title, strings.Replace(l.Address, "/"+slug+"-", "/*-", 1)
}

// prefix is the beginning of a folded word, by which its file is chosen.
func prefix(folded string) string {
	runes := []rune(folded)
	return string(runes[:min(len(runes), prefixLength)])
}
