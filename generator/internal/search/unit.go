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
type UnitLink struct{ Title, Address string }

// unitsPerFile is the mean number of units in a file; each stands there once for
// every word of its name.
const unitsPerFile = 48

// prefixLength is the number of letters that choose a file.
const prefixLength = 3

// UnitBits is the number of bits by which the files of so many units are numbered.
func UnitBits(units int) int { return bits.Len(uint(units / unitsPerFile)) }

// Units makes the files in which a reader finds a unit while typing its name:
// one line for each unit with title, units above, address, "1" for a former one,
// and title and address of each unit it became, set apart by tabs. The first
// letters of a word of the name choose the file.
func Units(list []Unit) []File {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Unit) int {
		return cmp.Or(strings.Compare(a.Address, b.Address), strings.Compare(a.line(), b.line()))
	})
	contents := make([]strings.Builder, 1<<UnitBits(len(list)))
	split := splitter{}
	for _, u := range list {
		var in []int
		for _, w := range split.words(u.Name) {
			at := int(hash(prefix(w.Folded))) & (len(contents) - 1)
			if !slices.Contains(in, at) {
				in = append(in, at)
				contents[at].WriteString(u.line())
			}
		}
	}
	files := make([]File, len(contents))
	for i := range contents {
		files[i] = File{"u/" + strconv.Itoa(i) + ".bin", []byte(contents[i].String())}
	}
	sortFiles(files)
	return files
}

func (u Unit) line() string {
	former := ""
	if u.Former {
		former = "1"
	}
	fields := []string{u.Title, u.Within, u.Address, former}
	for _, now := range u.Now {
		fields = append(fields, now.Title, now.Address)
	}
	return strings.Join(fields, "\t") + "\n"
}

// prefix is the beginning of a folded word, by which its file is chosen.
func prefix(folded string) string {
	runes := []rune(folded)
	return string(runes[:min(len(runes), prefixLength)])
}
