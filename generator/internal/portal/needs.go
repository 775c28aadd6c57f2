package portal

import (
	"maps"
	"regexp"
	"slices"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/record"
)

// needs say which records each part of the site is composed from: here stands
// which output depends on which input. News, commitments, activities and outcomes
// change most often, so a key names those of them that the part consults. All
// other records, the settings and the program are in every key.
type needs struct {
	*index
	memory   kept.Memory
	unknown  bool                   // a file that a record was read from is not known: no key is
	common   kept.Digest            // in every key
	stories  map[string]kept.Digest // commitment with all that was done and came of it
	told     map[*article]kept.Digest
	promised kept.Digest // all stories
	heard    kept.Digest // all news
}

func newNeeds(ix *index, site record.Site, o Options) *needs {
	n := &needs{index: ix, memory: o.Memory}
	if o.Memory.File == nil {
		n.unknown, n.memory.File = true, func(string) kept.Digest { return kept.Digest{} }
	}
	n.setCommon(site, o)
	all := kept.NewKey("promises").Add(n.common)
	n.ids(all, "activities", slices.Sorted(maps.Keys(ix.set.Activities)))
	n.ids(all, "outcomes", slices.Sorted(maps.Keys(ix.set.Outcomes)))
	n.stories = make(map[string]kept.Digest, len(ix.commitments))
	for _, c := range ix.commitments {
		n.stories[c.ID] = n.storyOf(c)
		all.Add(n.stories[c.ID])
	}
	n.promised = all.Digest()
	n.told = make(map[*article]kept.Digest, len(ix.articles))
	all = kept.NewKey("news").Add(n.common)
	for _, a := range ix.articles {
		n.told[a] = n.articleOf(a)
		all.Add(n.told[a])
	}
	n.heard = all.Digest()
	return n
}

// setCommon gathers what is in every key.
func (n *needs) setCommon(site record.Site, o Options) {
	set, k := n.set, kept.NewKey("common").Add(o.Memory.Base)
	if o.Drafts {
		k.Text("drafts")
	}
	if site.Repository != "" {
		k.Text(o.Commit) // in the address of every number
	}
	n.ids(k, "units", slices.Sorted(maps.Keys(set.Units)))
	n.ids(k, "organizations", slices.Sorted(maps.Keys(set.Organizations)))
	n.ids(k, "people", slices.Sorted(maps.Keys(set.People)))
	n.ids(k, "plans", slices.Sorted(maps.Keys(set.Plans)))
	n.ids(k, "figures", slices.Sorted(maps.Keys(set.Figures)))
	n.ids(k, "vocab", slices.Sorted(maps.Keys(set.Vocab)))
	n.ids(k, "tables", slices.Sorted(maps.Keys(set.Tables)))
	n.ids(k, "corrections", slices.Sorted(maps.Keys(set.Corrections)))
	n.ids(k, "addresses", slices.Sorted(maps.Keys(set.Addresses)))
	for i := range set.Pages {
		k.Text(set.Pages[i].Path).Add(n.file(set.Pages[i].Path))
	}
	n.common = k.Digest()
}

func (n *needs) ids(k *kept.Key, kind string, ids []string) {
	k.Text(kind).Int(int64(len(ids)))
	for _, id := range ids {
		k.Text(id).Add(n.record(kind, id))
	}
}

// file is the digest of a file that a record or text was read from.
func (n *needs) file(path string) kept.Digest {
	d := n.memory.File(path)
	n.unknown = n.unknown || !d.Known()
	return d
}

func (n *needs) record(kind, id string) kept.Digest { return n.file(recordPath(n.set, kind, id)) }

func (n *needs) storyOf(c *record.Commitment) kept.Digest {
	k := kept.NewKey("story").Text(c.ID).Add(n.record("commitments", c.ID))
	for _, a := range n.activities[c.ID] {
		k.Text(a.ID).Add(n.record("activities", a.ID))
	}
	k.Text("outcomes")
	for _, o := range n.outcomes[c.ID] {
		k.Text(o.ID).Add(n.record("outcomes", o.ID))
	}
	return k.Digest()
}

// articleOf is an item in all its languages with the pictures and documents that
// it shows.
func (n *needs) articleOf(a *article) kept.Digest {
	k := kept.NewKey("article").Text(a.address)
	for _, lang := range languagesOf(a.texts) {
		doc := a.texts[lang]
		k.Text(lang, doc.Path).Add(n.file(doc.Path))
		n.beside(k, doc.Meta.Photo, doc.Body)
	}
	return k.Digest()
}

const picturesFolder = "content/anh/"

var pictureInText = regexp.MustCompile(`anh/([a-zA-Z0-9/._-]+)`)

// beside adds the pictures and documents that a text may name.
func (n *needs) beside(k *kept.Key, photo *record.Photo, body string) {
	if photo != nil {
		k.Text(photo.File).Add(n.memory.File(picturesFolder + photo.File))
	}
	for _, m := range pictureInText.FindAllStringSubmatch(body, -1) {
		k.Text(m[1]).Add(n.memory.File(picturesFolder + m[1]))
	}
	for _, m := range attachmentLink.FindAllStringSubmatch(body, -1) {
		k.Text(m[1]).Int(n.set.Attachments[m[1]])
	}
}

// shown is the digest of the pictures that a page may show: they are no part of
// its model.
func (n *needs) shown(p *Page) kept.Digest {
	k := kept.NewKey("shown")
	if item, ok := p.Model.(NewsItem); ok && item.Photo != nil {
		n.beside(k, &record.Photo{File: item.Photo.File}, "")
	}
	n.beside(k, nil, p.Body)
	return k.Digest()
}

// key begins the key of a part; the name of a part is compared beside its key.
func (n *needs) key() *kept.Key { return kept.NewKey("part").Add(n.common) }

// end gives the key, unknown when not all that it needs is known.
func (n *needs) end(k *kept.Key) kept.Digest {
	if n.unknown {
		return kept.Digest{}
	}
	return k.Digest()
}

// lists need the records that are in every key.
func (n *needs) lists() kept.Digest { return n.end(n.key()) }

func (n *needs) promises() kept.Digest { return n.end(n.key().Add(n.promised)) }

// tables are the pages of statistics.
func (n *needs) tables() kept.Digest {
	k := n.key().Add(n.promised)
	for _, id := range slices.Sorted(maps.Keys(n.set.Tables)) {
		n.changes(k.Text(id), kindTables, id)
	}
	return n.end(k)
}

// news are the lists of all items and their feed.
func (n *needs) news() kept.Digest { return n.end(n.key().Add(n.heard)) }

// changes adds the publications that changed a record.
func (n *needs) changes(k *kept.Key, kind, id string) {
	for _, c := range n.changesOf[kind+"/"+id] {
		k.Int(c.release.Number).Text(c.release.Date).Int(int64(c.kind))
	}
}

// list adds news that a page shows.
func (n *needs) list(k *kept.Key, news []*article) {
	k.Int(int64(len(news)))
	for _, a := range news {
		k.Add(n.told[a])
	}
}

// story adds a commitment; nothing is known of one that is not there.
func (n *needs) story(k *kept.Key, id string) { k.Text(id).Add(n.stories[id]) }

func (n *needs) storiesOf(k *kept.Key, commitments []*record.Commitment) {
	k.Int(int64(len(commitments)))
	for _, c := range commitments {
		n.story(k, c.ID)
	}
}

// steps adds activities that a page tells, each with the commitment it names.
func (n *needs) steps(k *kept.Key, list []*record.Activity) {
	k.Int(int64(len(list)))
	for _, a := range list {
		k.Text(a.ID).Add(n.record("activities", a.ID))
		n.story(k, a.Commitment)
	}
}

// article needs the item, its neighbours in time and the commitments it names.
func (n *needs) article(i int) kept.Digest {
	k, a := n.key(), n.articles[i]
	n.list(k, n.articles[max(i-1, 0):min(i+2, len(n.articles))])
	k.Int(int64(min(i, 1)))
	for _, lang := range languagesOf(a.texts) {
		for _, id := range a.texts[lang].Meta.Commitments {
			n.story(k, id)
		}
	}
	n.changes(k, "news", dataset.NewsID(a.address))
	return n.end(k)
}

// place needs what was promised, done and told there, what was promised in the
// units that it is made of, and the sizes of the files about it.
func (n *needs) place(p *place) kept.Digest {
	k := n.key()
	n.storiesOf(k, n.commitmentsAt[p])
	n.steps(k, n.activitiesAt[p])
	n.list(k, n.newsOn[p.address()])
	k.Int(int64(len(n.comparedAt[p])))
	area := map[*record.Unit]bool{}
	for _, life := range p.lives {
		n.changes(k, "units", life.ID)
		if p.section != "" {
			n.area(life, area)
		}
	}
	n.storiesOf(k, n.promisedIn(area))
	for _, f := range n.figuresOf[p] {
		n.changes(k, "figures", f.ID)
	}
	if n.data != nil {
		commune := n.data.Communes[p.address()]
		k.Text(commune.Archive.Path, commune.Archive.SHA256)
		for _, d := range commune.Commitments {
			k.Text(d.Path, d.SHA256)
		}
	}
	return n.end(k)
}

// compare needs all that was promised in the area of a place.
func (n *needs) compare(p *place) kept.Digest {
	k := n.key()
	for _, life := range n.comparedAt[p] {
		n.storiesOf(k, life.all)
	}
	for _, life := range p.lives {
		n.changes(k, "units", life.ID)
	}
	return n.end(k)
}

func (n *needs) organization(o *record.Organization) kept.Digest {
	k := n.key()
	n.storiesOf(k, n.commitmentsBy[o.ID])
	n.steps(k, n.activitiesBy[o.ID])
	n.list(k, n.newsOn["organizations/"+o.ID])
	n.changes(k, "organizations", o.ID)
	return n.end(k)
}

func (n *needs) plan(p *record.Plan) kept.Digest {
	k := n.key()
	n.storiesOf(k, n.promisedUnder(p))
	n.list(k, n.newsOn["plans/"+p.ID])
	n.changes(k, "plans", p.ID)
	return n.end(k)
}

func (n *needs) commitment(c *record.Commitment) kept.Digest {
	k := n.key()
	n.story(k, c.ID)
	n.list(k, n.newsOn["commitments/"+c.ID])
	n.changes(k, "commitments", c.ID)
	return n.end(k)
}
