package portal

import (
	"strings"

	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/record"
)

// changesShown is how many publications a page tells of; all of them are in the
// list of publications.
const changesShown = 10

// recordChange is what a publication did to a record.
type recordChange struct {
	release *record.Release
	kind    changeKind
}

type changeKind int

const (
	added changeKind = iota
	changed
	withdrawn
)

// indexChanges notes for each record, by "<kind>/<id>", which publications
// changed it, newest first.
func (ix *index) indexChanges() {
	ix.changesOf = map[string][]recordChange{}
	for _, r := range ix.releases {
		for kind, names := range [][]string{added: r.Changes.Added, changed: r.Changes.Changed, withdrawn: r.Changes.Withdrawn} {
			for _, name := range names {
				ix.changesOf[name] = append(ix.changesOf[name], recordChange{r, changeKind(kind)})
			}
		}
	}
}

// history lists the publications that changed a record.
func (e *edition) history(kind, id string) []ListItem {
	var items []ListItem
	for _, c := range e.changesOf[kind+"/"+id] {
		item := e.releaseItem(c.release)
		switch c.kind {
		case added:
			item.Detail = e.say("change_added")
		case changed:
			item.Detail = e.say("change_changed")
		case withdrawn:
			item.Detail = e.say("change_withdrawn")
		}
		items = append(items, item)
	}
	return items
}

func (e *edition) releaseItem(r *record.Release) ListItem {
	return ListItem{Link: Link{Text: e.releaseTitle(r), Href: e.href(releaseAddress(r)), Note: e.day(r.Date)}}
}

// datasetChanges lists the latest publications that changed rows of a dataset.
func (e *edition) datasetChanges(d *dataset.Dataset) []ListItem {
	var items []ListItem
	for _, r := range e.releases {
		var parts []string
		for _, part := range []struct {
			names []string
			say   func(n int64) string
		}{
			{r.Changes.Added, func(n int64) string { return e.counted("history_added", n) }},
			{r.Changes.Changed, func(n int64) string { return e.counted("history_changed", n) }},
			{r.Changes.Withdrawn, func(n int64) string { return e.counted("history_withdrawn", n) }},
		} {
			n := int64(0)
			for _, name := range part.names {
				if d.Kind != "" && strings.HasPrefix(name, d.Kind+"/") {
					n++
				}
			}
			if n > 0 {
				parts = append(parts, part.say(n))
			}
		}
		if len(parts) == 0 {
			continue
		}
		item := e.releaseItem(r)
		item.Detail = upperFirst(e.list(parts))
		if items = append(items, item); len(items) == changesShown {
			break
		}
	}
	return items
}
