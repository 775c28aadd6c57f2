package dataset

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"
	"sync"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
	project "minhbach/generator/internal/source"
)

// Catalog is the data portal of a site: its datasets, and after Write the files
// that hold them.
type Catalog struct {
	Datasets   []*Dataset
	Everything Distribution       // the archive of all datasets
	Communes   map[string]Commune // address of a commune's page to its files
	Files      []Sum              // every file written, in the order of paths

	book          *book
	site          record.Site
	options       Options
	distributions map[string][]Distribution
	keys          *keys
	taken         map[string]bool // files of datasets that are those of the last output

	mu   sync.Mutex             // of what follows and Files
	made map[string]kept.Digest // path to the key of a file that is being made
}

// Distribution is one file of a dataset.
type Distribution struct {
	Format
	Sum
}

// Sum is a file with its size and digest.
type Sum struct {
	Path   string // below the output folder, without a leading slash
	Bytes  int64
	SHA256 string // in hexadecimal
	// Key is the digest of all that the file was made from, unknown where nobody
	// has said what that is.
	Key kept.Digest
}

// Create makes the place of a file below the output folder. Every path is
// asked for once, several at a time.
type Create func(path string) (io.WriteCloser, error)

// New makes the catalog of a site. Nothing is written yet.
func New(set *record.Set, site record.Site, o Options) *Catalog {
	b := newBook(set, site)
	return &Catalog{
		Datasets: all(b, set, site, o), book: b, site: site, options: o,
		Communes: map[string]Commune{}, distributions: map[string][]Distribution{},
		keys: newKeys(b, o.Memory), made: map[string]kept.Digest{}, taken: map[string]bool{},
	}
}

// Distributions are the files of a dataset; there are none before Write.
func (c *Catalog) Distributions(d *Dataset) []Distribution { return c.distributions[d.ID] }

// Synthetic reports whether any dataset holds invented rows.
func (c *Catalog) Synthetic() bool {
	return slices.ContainsFunc(c.Datasets, func(d *Dataset) bool { return d.Synthetic })
}

// Write writes every file of the portal and notes its size and digest. Each is
// made once, from the rows straight to its place.
func (c *Catalog) Write(create Create) error {
	p := publisher{catalog: c, create: create}
	for _, d := range c.Datasets {
		if err := p.dataset(d); err != nil {
			return err
		}
	}
	a := newAPI(c.book, c.site, c.Datasets)
	a.keys, a.again = c.keys, p.again
	if err := a.write(p.write); err != nil {
		return err
	}
	if err := p.metadata(); err != nil {
		return err
	}
	if err := p.archives(a); err != nil {
		return err
	}
	c.sorted()
	c.keys, c.made, c.taken = nil, nil, nil // of a nation a hundred megabytes, while its pages are made
	return nil
}

// sorted is what was written so far, in the order of paths.
func (c *Catalog) sorted() []Sum {
	slices.SortFunc(c.Files, func(a, b Sum) int { return strings.Compare(a.Path, b.Path) })
	return c.Files
}

// publisher writes files to their places.
type publisher struct {
	catalog *Catalog
	create  Create
}

// write is an emit: it makes one file and notes its digest.
func (p publisher) write(path string, write func(io.Writer) error) error {
	_, err := p.file(path, write)
	return err
}

func (p publisher) file(path string, write func(io.Writer) error) (Sum, error) {
	path = strings.TrimPrefix(path, "/")
	out, err := p.create(path)
	if err != nil {
		return Sum{}, fmt.Errorf("create %s: %w", path, err)
	}
	m := &meter{out: out, digest: sha256.New()}
	b := buffers.Get().(*bufio.Writer)
	defer buffers.Put(b)
	b.Reset(m)
	err = write(b)
	if flushed := b.Flush(); err == nil {
		err = flushed
	}
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return Sum{}, fmt.Errorf("write %s: %w", path, err)
	}
	sum := Sum{Path: path, Bytes: m.bytes, SHA256: hex.EncodeToString(m.digest.Sum(nil))}
	p.catalog.mu.Lock()
	defer p.catalog.mu.Unlock()
	sum.Key = p.catalog.made[path]
	p.catalog.Files = append(p.catalog.Files, sum)
	return sum, nil
}

// buffers are used again: there are many small files.
var buffers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 64<<10) }}

// meter counts and digests what passes through it.
type meter struct {
	out    io.Writer
	digest hash.Hash
	bytes  int64
}

func (m *meter) Write(b []byte) (int, error) {
	n, err := m.out.Write(b)
	m.digest.Write(b[:n])
	m.bytes += int64(n)
	return n, err
}

// dataset writes a dataset in all its formats, and the metadata of its CSV.
func (p publisher) dataset(d *Dataset) error {
	key := p.catalog.keys.ofDataset(d)
	formats := d.Formats()
	made, taken := make([]Distribution, len(formats)), make([]bool, len(formats))
	rows := sync.OnceValue(d.held)
	err := project.Each(len(formats), func(i int) (err error) {
		f := formats[i]
		sum, ok := p.again(d.Path(f), key)
		if !ok {
			sum, err = p.file(d.Path(f), func(w io.Writer) error { return rows().WriteAs(f, w) })
		}
		made[i], taken[i] = Distribution{f, sum}, ok
		return err
	})
	if err != nil {
		return err
	}
	for i, f := range formats {
		p.catalog.taken[d.Path(f)] = taken[i]
	}
	p.catalog.distributions[d.ID] = made
	return emit(p.write).document(d.Path(formatCSV)+"-metadata.json", p.catalog.csvw(d))
}

// dataPackagePath describes all datasets; a copy is in their archive.
const dataPackagePath = "datapackage.json"

// metadata writes the catalogs, which name the files of all datasets.
func (p publisher) metadata() error {
	c, out := p.catalog, emit(p.write)
	if err := out.document(dataPackagePath, c.dataPackage()); err != nil {
		return err
	}
	if err := out.document("data.json", c.dcatUS()); err != nil {
		return err
	}
	g := c.dcatAP()
	data, err := g.jsonLD()
	if err != nil {
		return err
	}
	if err := out.bytes("catalog.jsonld", data); err != nil {
		return err
	}
	return out.bytes("catalog.ttl", g.turtle())
}

// url is the address of a file.
func (c *Catalog) url(path string) string { return c.book.origin + "/" + strings.TrimPrefix(path, "/") }

// page is the page of a dataset.
func (c *Catalog) page(d *Dataset) string { return c.url("du-lieu/" + d.ID + "/") }
