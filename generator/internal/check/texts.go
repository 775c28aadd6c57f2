package check

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync/atomic"

	"minhbach/generator/internal/source"
)

// texts hands on texts of records whose files are dropped: in memory of their own, and
// for what has just been handed on the same again. Ids, codes, dates and names of
// sources stand in many records near each other. The zero value is ready, for several
// goroutines at once.
type texts struct {
	recent [1 << 14]atomic.Pointer[string] // by hash
}

var textSeed = maphash.MakeSeed()

func (t *texts) own(s string) string {
	if s == "" {
		return ""
	}
	place := &t.recent[maphash.String(textSeed, s)%uint64(len(t.recent))]
	if same := place.Load(); same != nil && *same == s {
		return *same
	}
	s = strings.Clone(s)
	place.Store(&s)
	return s
}

// textsOf returns what hands on the texts of a file.
func (p *project) textsOf(f *source.File) func(string) string {
	if !slices.Contains(remembered, f.Kind) {
		return asItStands
	}
	return func(s string) string {
		if s == f.ID {
			return f.ID
		}
		return p.shared.own(s)
	}
}

// asItStands hands on texts of a file that stays.
func asItStands(s string) string { return s }
