package dataset

import (
	"maps"
	"slices"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
)

// changing are the kinds of records that change often. What a file needs of them
// is in its key; all other records, the settings and the program are in every key.
var changing = []string{"commitments", "activities", "outcomes", "news"}

// keys say which records each file is made from.
type keys struct {
	*book
	memory  kept.Memory
	unknown bool // a file that a record was read from is not known: no key is
	common  kept.Digest
	texts   map[string][]string               // id of a news item to the files of its texts
	results map[string][]string               // commitment to the ids of its outcomes
	rows    map[string]map[string]kept.Digest // by kind and id
}

func newKeys(b *book, m kept.Memory) *keys {
	k := &keys{book: b, memory: m, texts: map[string][]string{}, results: map[string][]string{}, rows: map[string]map[string]kept.Digest{}}
	if m.File == nil {
		k.unknown, k.memory.File = true, func(string) kept.Digest { return kept.Digest{} }
	}
	for i := range b.set.News {
		doc := &b.set.News[i]
		if !doc.Meta.Draft {
			k.texts[NewsID(doc.Address)] = append(k.texts[NewsID(doc.Address)], doc.Path)
		}
	}
	for _, r := range b.records["outcomes"] {
		id, of := idOf(r), r.Addr().Interface().(*record.Outcome).Commitment
		k.results[of] = append(k.results[of], id)
	}
	all := kept.NewKey("data").Add(m.Base)
	for _, kind := range kinds {
		if !slices.Contains(changing, kind.name) {
			for _, r := range b.records[kind.name] {
				all.Text(kind.name, idOf(r)).Add(k.record(kind.name, idOf(r)))
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(b.set.Tables)) {
		all.Text("tables", id).Add(k.record("tables", id))
	}
	k.common = all.Digest()
	return k
}

// record is the digest of the file of a record.
func (k *keys) record(kind, id string) kept.Digest {
	path := k.set.Paths[kind+"/"+id]
	d := k.memory.File(path)
	k.unknown = k.unknown || !d.Known()
	return d
}

// row stands for everything that is said of a record wherever it is listed: its
// own file, what its references are called, and how a commitment stands.
func (k *keys) row(kind, id string) kept.Digest {
	rows := k.rows[kind]
	if d, ok := rows[id]; ok {
		return d
	}
	if rows == nil {
		rows = make(map[string]kept.Digest, len(k.book.records[kind]))
		k.rows[kind] = rows
	}
	row := kept.NewKey(kind + "/" + id)
	called := func(commitments ...string) {
		for _, c := range commitments {
			row.Text(c)
			if k.set.Commitments[c] != nil {
				row.Add(k.record("commitments", c))
			}
		}
	}
	switch kind {
	case "news":
		for _, path := range k.texts[id] {
			d := k.memory.File(path)
			k.unknown = k.unknown || !d.Known()
			row.Text(path).Add(d)
		}
		if n := k.newsID[id]; n != nil {
			called(n.Commitments...)
		}
	case "commitments":
		called(id)
		for _, o := range k.results[id] {
			row.Text(o).Add(k.record("outcomes", o))
		}
	case "activities":
		row.Add(k.record(kind, id))
		called(k.set.Activities[id].Commitment)
	case "outcomes":
		row.Add(k.record(kind, id))
		called(k.set.Outcomes[id].Commitment)
	default: // in the common key
	}
	d := row.Digest()
	rows[id] = d
	return d
}

// key begins the key of a file.
func (k *keys) key(name string) *kept.Key { return kept.NewKey(name).Add(k.common) }

// end gives the key, unknown when not all that it needs is known.
func (k *keys) end(key *kept.Key) kept.Digest {
	if k.unknown {
		return kept.Digest{}
	}
	return key.Digest()
}

// ofDataset is the key of the files of a dataset.
func (k *keys) ofDataset(d *Dataset) kept.Digest {
	key := k.key("dataset").Text(d.ID, d.Version)
	if d.Statistic != nil {
		k.addNamed(key, d.Statistic)
	}
	if slices.Contains(changing, d.Kind) {
		for _, r := range k.book.records[d.Kind] {
			key.Add(k.row(d.Kind, idOf(r)))
		}
	}
	return k.end(key)
}

// addNamed adds the commitments that a table names. Its figures are in every key.
func (k *keys) addNamed(key *kept.Key, s *Statistic) {
	for _, d := range s.Dimensions {
		if d.ID != commitmentDimension {
			continue
		}
		for _, c := range d.Categories {
			if k.set.Commitments[c.Code] != nil {
				key.Text(c.Code).Add(k.record("commitments", c.Code))
			}
		}
	}
}

// ofEntries is the key of a file that lists records.
func (k *keys) ofEntries(key *kept.Key, of entries) kept.Digest {
	for _, kind := range slices.Sorted(maps.Keys(of)) {
		key.Text(kind).Int(int64(len(of[kind])))
		for _, id := range of[kind] {
			key.Text(id).Add(k.row(kind, id))
		}
	}
	return k.end(key)
}

// ofCommune is the key of the files about one commune.
func (k *keys) ofCommune(address string, part *record.Set, statistics []Statistic) kept.Digest {
	key := k.key("commune").Text(address)
	for i := range statistics {
		k.addNamed(key, &statistics[i])
	}
	of := entries{
		"commitments": slices.Sorted(maps.Keys(part.Commitments)),
		"activities":  slices.Sorted(maps.Keys(part.Activities)),
		"outcomes":    slices.Sorted(maps.Keys(part.Outcomes)),
	}
	for i := range part.News {
		of["news"] = append(of["news"], NewsID(part.News[i].Address))
	}
	return k.ofEntries(key, of)
}

// again takes a file over from the last output, if it was made from the same.
// The key is noted for the next build.
func (p publisher) again(path string, key kept.Digest) (Sum, bool) {
	was := p.catalog.options.Memory.Last.Output(path)
	if !key.Known() || was == nil || was.Key != key {
		p.note(path, key)
		return Sum{}, false
	}
	p.catalog.mu.Lock()
	defer p.catalog.mu.Unlock()
	sum := Sum{Path: path, Bytes: was.Stamp.Size, SHA256: was.SHA256.String(), Key: key}
	p.catalog.Files = append(p.catalog.Files, sum)
	return sum, true
}

// note keeps the key of a file that is being made.
func (p publisher) note(path string, key kept.Digest) {
	p.catalog.mu.Lock()
	defer p.catalog.mu.Unlock()
	p.catalog.made[path] = key
}
