package release

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// summaryItems is how many names of each kind a summary lists.
const summaryItems = 50

// WriteSummary says in Markdown what a release changes for readers, for the page
// that a CI system shows of a job. Texts may be a stranger's proposal: nothing of
// them becomes markup.
func WriteSummary(w io.Writer, r *record.Release, lang string) error {
	b := bufio.NewWriter(w)
	say := func(vi, en string, args ...any) { fmt.Fprint(b, diag.Textf(vi, en, args...).In(lang)) }
	say("## Lần công bố số %d (%s)\n\n", "## Release number %d (%s)\n\n", r.Number, plain(r.Date))
	if len(r.Changes.Numbers) > 0 {
		say("### Số đã công bố được sửa\n\n| Bản ghi | Trường | Trước | Nay | Lý do |\n|---|---|---|---|---|\n",
			"### Published numbers that change\n\n| Record | Field | Before | Now | Reason |\n|---|---|---|---|---|\n")
		for _, n := range r.Changes.Numbers {
			now := plain(n.New)
			if n.New == "" {
				now = diag.Textf("đã bỏ", "withdrawn").In(lang)
			}
			fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", plain(n.Record), plain(n.Field), plain(n.Old), now, plain(n.Reason.In(lang)))
		}
		fmt.Fprintln(b)
	}
	for _, list := range []struct {
		vi, en string
		names  []string
	}{
		{"### Bản ghi mới: %d\n\n", "### New records: %d\n\n", r.Changes.Added},
		{"### Bản ghi có thay đổi: %d\n\n", "### Changed records: %d\n\n", r.Changes.Changed},
		{"### Bản ghi đã bỏ: %d\n\n", "### Withdrawn records: %d\n\n", r.Changes.Withdrawn},
	} {
		if len(list.names) == 0 {
			continue
		}
		say(list.vi, list.en, len(list.names))
		for i, name := range list.names {
			if i == summaryItems {
				fmt.Fprintln(b, "- …")
				break
			}
			fmt.Fprintf(b, "- %s\n", plain(name))
		}
		fmt.Fprintln(b)
	}
	return b.Flush()
}

// plain keeps a text on one line and makes every mark of it a letter.
func plain(text string) string {
	var s strings.Builder
	for _, c := range strings.Join(strings.Fields(text), " ") {
		if strings.ContainsRune("\\`*_{}[]()<>#+!|~@&:$", c) {
			fmt.Fprintf(&s, "&#%d;", c)
		} else {
			s.WriteRune(c)
		}
	}
	return s.String()
}
