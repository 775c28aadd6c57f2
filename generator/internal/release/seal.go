package release

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"minhbach/generator/internal/record"
)

// Seal makes a built folder a release: it writes SHA256SUMS and the new part of
// the ledger into it and gives the record. The same folder, plan and key give
// the same bytes. Nothing of it counts before it is published.
func Seal(dir string, p *Plan) (*record.Release, error) {
	if p.state.key == nil {
		return nil, errors.New("seal release: there is no key to sign with")
	}
	s := &seal{dir: dir, Plan: p, files: map[string][]byte{}}
	for _, step := range []func() error{s.list, s.keys, s.program, s.data, s.release, s.write} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("seal release: %w", err)
		}
	}
	return &s.Release, nil
}

// Unseal makes a sealed folder a built one again.
func Unseal(dir string) error {
	err := errors.Join(os.RemoveAll(filepath.Join(dir, ledgerDir)), os.RemoveAll(filepath.Join(dir, sumsPath)))
	if err != nil {
		return fmt.Errorf("unseal release: %w", err)
	}
	return nil
}

type seal struct {
	*Plan
	dir      string
	manifest Manifest
	entries  [][]byte          // of the ledger
	files    map[string][]byte // of the ledger
}

// list takes the digest of each file and marks its lines.
func (s *seal) list() error {
	if err := Unseal(s.dir); err != nil { // a seal that did not finish
		return err
	}
	m, err := ReadFolder(s.dir)
	if err != nil {
		return err
	}
	sums := m.Sums()
	if err := os.WriteFile(filepath.Join(s.dir, sumsPath), sums, 0o644); err != nil {
		return err
	}
	m = append(m, File{sumsPath, int64(len(sums)), digestOf(sums)})
	slices.SortFunc(m, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	var lines bytes.Buffer
	for _, f := range m {
		if !isLined(f.Path) {
			continue
		}
		marks, err := marksOf(filepath.Join(s.dir, filepath.FromSlash(f.Path)))
		if err != nil {
			return err
		}
		lines.WriteString(linesLine(f.Path, marks))
	}
	s.manifest = m
	s.files[manifestPath] = m.Text()
	s.files[inventoryPath] = s.inventory.Text()
	s.files[linesPath] = lines.Bytes()
	s.Release.Site = record.ReleaseSite{
		Files: int64(len(m)), Bytes: m.Bytes(), Manifest: m.Tree().String(),
		Inventory: digestOf(s.files[inventoryPath]).String(), Lines: digestOf(lines.Bytes()).String(),
	}
	return nil
}

func marksOf(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return linesOf(f)
}

// enter adds an entry to the ledger and gives its number.
func (s *seal) enter(l leaf) (int64, error) {
	data, err := l.encode()
	if err != nil {
		return 0, err
	}
	s.entries = append(s.entries, data)
	n := int64(len(s.entries)) - 1
	if s.state.ledger != nil {
		n += s.state.ledger.tree.N
	}
	return n, nil
}

// keys enters the first key, or the keys that followed since.
func (s *seal) keys() error {
	if s.state.ledger == nil {
		n, err := s.enter(leaf{Type: leafKey, Public: s.state.key.public})
		s.Release.Keys = []int64{n}
		return err
	}
	s.Release.Keys = slices.Clone(s.state.last.Keys)
	rotations, err := s.state.rotations()
	if err != nil {
		return err
	}
	for _, r := range rotations {
		n, err := s.enter(leaf{Type: leafKey, Rotation: r.text})
		if err != nil {
			return err
		}
		s.Release.Keys = append(s.Release.Keys, n)
	}
	return nil
}

// program enters the parts of the program, once.
func (s *seal) program() error {
	sbom := s.Release.SBOM
	if sbom == nil || sbom.Path != sbomPath(s.Release.Number) {
		return nil
	}
	s.files[sbom.Path] = s.sbom
	_, err := s.enter(leaf{Type: leafProgram, Release: s.Release.Number, Copy: sbom.Path, Digest: sbom.Digest})
	return err
}

// data lists the datasets and enters the statistics that changed.
func (s *seal) data() error {
	s.Release.Datasets = []record.ReleaseDataset{}
	for _, d := range s.datasets {
		entry, err := s.dataset(d.ID, d.Path)
		if err != nil {
			return err
		}
		s.Release.Datasets = append(s.Release.Datasets, entry)
	}
	for _, st := range s.statistics {
		entry, err := s.statistic(st)
		if err != nil {
			return err
		}
		s.Release.Datasets = append(s.Release.Datasets, entry)
	}
	slices.SortStableFunc(s.Release.Datasets, func(a, b record.ReleaseDataset) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Path, b.Path))
	})
	for _, was := range s.earlierStatistics() {
		if slices.ContainsFunc(s.statistics, func(st Statistic) bool { return st.ID == was.ID }) {
			continue
		}
		if _, err := s.enter(leaf{Type: leafWithdrawn, Release: s.Release.Number, ID: was.ID}); err != nil {
			return err
		}
	}
	return nil
}

func (s *seal) dataset(id, name string) (record.ReleaseDataset, error) {
	f, ok := s.manifest.File(name)
	if !ok {
		return record.ReleaseDataset{}, fmt.Errorf("dataset %s: the site has no file %s", id, name)
	}
	return record.ReleaseDataset{ID: id, Path: name, Size: f.Size, Digest: f.Digest.String()}, nil
}

func (s *seal) earlierStatistics() []record.ReleaseDataset {
	if s.state.last == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.state.last.Datasets), func(d record.ReleaseDataset) bool { return d.Leaf == nil })
}

// statistic keeps a copy of a statistic at an address of its own for as long as
// there is a ledger, and enters it. One that did not change has both already.
func (s *seal) statistic(st Statistic) (record.ReleaseDataset, error) {
	d, err := s.dataset(st.ID, st.Path)
	if err != nil {
		return d, err
	}
	for _, was := range s.earlierStatistics() {
		if was.ID == d.ID && was.Digest == d.Digest {
			d.Leaf, d.Copy = was.Leaf, was.Copy
			return d, nil
		}
	}
	d.Copy = fmt.Sprintf("%s/statistics/%s/%d%s", ledgerDir, st.ID, s.Release.Number, path.Ext(st.Path))
	if s.files[d.Copy], err = os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(st.Path))); err != nil {
		return d, err
	}
	if digestOf(s.files[d.Copy]).String() != d.Digest {
		return d, errors.New("the folder changes while it is sealed")
	}
	n, err := s.enter(leaf{Type: leafStatistic, Release: s.Release.Number, ID: d.ID, Copy: d.Copy, Digest: d.Digest})
	d.Leaf = &n
	return d, err
}

// release enters the release itself, always as the last entry.
func (s *seal) release() error {
	data, err := encodeRecord(&s.Release)
	if err != nil {
		return err
	}
	s.files[recordPath(s.Release.Number)] = data
	_, err = s.enter(leaf{
		Type: leafRelease, Release: s.Release.Number, Date: s.Release.Date,
		Digest: digestOf(data).String(), Site: s.Release.Site.Manifest,
	})
	if err != nil {
		return err
	}
	g, err := extend(s.state.ledger, s.entries)
	if err != nil {
		return err
	}
	for name, data := range g.files {
		s.files[name] = data
	}
	c := checkpoint{origin: s.state.key.Origin(), tree: g.tree}
	s.files[checkpointPath], err = c.sign(s.state.key)
	return err
}

func (s *seal) write() error {
	for name, data := range s.files {
		file := filepath.Join(s.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
