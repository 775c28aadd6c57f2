package release

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
)

// Input is what a release is to be made from.
type Input struct {
	Set        *record.Set
	Site       record.Site     // settings as they are in force
	Project    *source.Project // tells the lines of problems; may be nil
	Date       string          // of the records or of the commit: 2026-11-23
	Program    string          // version of the program
	SBOM       []byte          // what the program is made of; may be empty
	From       record.ReleaseInput
	Datasets   []Dataset
	Statistics []Statistic
	// NoStatistics says that the statistics are not known here, where a change is
	// only proposed: they are taken to be as published.
	NoStatistics bool
}

// Dataset is a file of data that the site will hold.
type Dataset struct {
	ID   string
	Path string // below the site
}

// Statistic is a published table: its file and its published numbers.
type Statistic struct {
	ID    string            // of the definition in data/tables/
	Path  string            // of its file, below the site
	Cells map[string]string // id of a cell to what is published for it: "12", "3–9"
}

// State is where a target stands before a publication.
type State struct {
	ledger    *ledger // nil before the first release
	last      *record.Release
	digest    Digest
	inventory Inventory
	keys      []string
	key       *Key // nil when the state was only looked at
	close     func() error
}

// Close ends what the state was read from.
func (s *State) Close() error {
	if s.close == nil {
		return nil
	}
	return s.close()
}

// ReadSite reads the release that readers of a site see, with nothing but the
// publisher's public key: what a check of a proposed change compares with. Such
// a state cannot be sealed. A site without a ledger is fs.ErrNotExist.
func ReadSite(ctx context.Context, site, public string) (*State, error) {
	from, done, err := openSite(site)
	if err != nil {
		return nil, err
	}
	s, err := readState(ctx, from, func(s *State) error { return s.ledger.trust(strings.TrimSpace(public), s.keys) })
	if err != nil {
		return nil, errors.Join(err, done())
	}
	s.close = done
	return s, nil
}

// Last reads the newest release of a target and proves that it was signed with
// the ledger's key and that the key given may sign the next one. Nothing is
// written.
func Last(ctx context.Context, t Target, key *Key) (*State, error) {
	from, err := t.newest(ctx)
	if err != nil {
		return nil, err
	}
	if from == nil {
		return &State{key: key}, nil
	}
	return readOwn(ctx, from, key)
}

// readOwn reads the state of a site that the key is to sign for.
func readOwn(ctx context.Context, from files, key *Key) (*State, error) {
	return readState(ctx, from, func(s *State) error {
		s.key = key
		if _, err := s.rotations(); err != nil {
			return err
		}
		return s.ledger.trust(s.keys[len(s.keys)-1], s.keys)
	})
}

// readState reads and proves the newest release, if believe believes its keys.
func readState(ctx context.Context, from files, believe func(*State) error) (*State, error) {
	l, err := openLedger(ctx, from)
	if err != nil {
		return nil, fmt.Errorf("ledger of the target: %w", err)
	}
	s := &State{ledger: l}
	if err := s.read(ctx, from, believe); err != nil {
		return nil, fmt.Errorf("ledger of the target: %w", err)
	}
	return s, nil
}

func (s *State) read(ctx context.Context, from files, believe func(*State) error) error {
	var err error
	if s.last, s.digest, err = s.ledger.release(); err != nil {
		return err
	}
	if s.keys, err = s.ledger.keys(s.last.Keys); err != nil {
		return err
	}
	if len(s.keys) == 0 {
		return &falseError{path: recordPath(s.last.Number), err: errors.New("the ledger names no key")}
	}
	if err := believe(s); err != nil {
		return err
	}
	data, err := read(ctx, from, inventoryPath, maxInventory)
	if err != nil {
		return err
	}
	if digestOf(data).String() != s.last.Site.Inventory {
		return &falseError{path: inventoryPath, err: errors.New("not the inventory of this release")}
	}
	s.inventory, err = ParseInventory(data)
	return err
}

// rotations are the statements that lead from the key of the ledger to the key
// that will sign. A key that was replaced signs no more.
func (s *State) rotations() ([]rotation, error) {
	now := s.keys[len(s.keys)-1]
	if s.key.public == now {
		return nil, nil
	}
	i := slices.IndexFunc(s.key.rotations, func(r rotation) bool { return r.old == now })
	switch {
	case slices.Contains(s.keys, s.key.public):
		return nil, fmt.Errorf("%w %s: it was replaced by a newer key", ErrWrongKey, s.ledger.origin)
	case i < 0 || s.key.Origin() != s.ledger.origin:
		return nil, fmt.Errorf("%w %s", ErrWrongKey, s.ledger.origin)
	}
	return s.key.rotations[i:], nil
}

// Record is the last release, nil before the first.
func (s *State) Record() *record.Release { return s.last }

// History reads the records of the last releases that the target still has, the
// newest first, n at most.
func (s *State) History(ctx context.Context, n int) ([]*record.Release, error) {
	var list []*record.Release
	r := s.last
	for r != nil && len(list) < n {
		list = append(list, r)
		if r.Previous == "" {
			break
		}
		path := recordPath(r.Number - 1)
		data, err := read(ctx, s.ledger.from, path, maxRecord)
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("history: %w", err)
		}
		if digestOf(data).String() != r.Previous {
			return nil, &falseError{path: path, err: errors.New("not the record that the next release names")}
		}
		if r, err = decodeRecord(data); err != nil {
			return nil, &falseError{path: path, err: err}
		}
	}
	return list, nil
}

// sbom is where the parts of a program are listed: where they were, when they are
// the same.
func (s *State) sbom(data []byte) *record.ReleaseSBOM {
	if len(data) == 0 {
		return nil
	}
	digest := digestOf(data).String()
	if s.last != nil && s.last.SBOM != nil && s.last.SBOM.Digest == digest {
		return s.last.SBOM
	}
	return &record.ReleaseSBOM{Path: sbomPath(s.number()), Digest: digest}
}

// Plan is a release that is about to be made.
type Plan struct {
	// Release is its record as far as it is known before the site is built:
	// all but the files.
	Release record.Release
	// Same says that nothing differs from the last release: there is nothing to
	// publish.
	Same bool

	state      *State
	inventory  Inventory
	sbom       []byte
	datasets   []Dataset
	statistics []Statistic
}

func (in Input) check() error {
	if _, err := time.Parse(time.DateOnly, in.Date); err != nil {
		return fmt.Errorf("date of the release %q is not a day", in.Date)
	}
	if _, err := parseDigest(in.From.Tree); err != nil {
		return fmt.Errorf("tree of the inputs: %w", err)
	}
	for _, s := range in.Statistics {
		if !validPath(s.Path) || !validPath(s.ID) || strings.Contains(s.ID, "/") {
			return fmt.Errorf("statistic %q at %q cannot be listed", s.ID, s.Path)
		}
	}
	return nil
}

// number is that of the next release.
func (s *State) number() int64 {
	if s.last == nil {
		return 1
	}
	return s.last.Number + 1
}

// begin fills a plan with what needs no comparison.
func begin(s *State, in Input) (*Plan, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	schemas, err := schemasDigest()
	if err != nil {
		return nil, err
	}
	inv, err := newInventory(in)
	if err != nil {
		return nil, err
	}
	if in.NoStatistics {
		for n, value := range s.inventory.Numbers {
			if strings.HasPrefix(n.Record, "tables/") {
				inv.Numbers[n] = value
			}
		}
	}
	n := s.number()
	p := &Plan{state: s, inventory: inv, sbom: in.SBOM, datasets: in.Datasets, statistics: slices.Clone(in.Statistics)}
	slices.SortFunc(p.statistics, func(a, b Statistic) int { return cmp.Compare(a.ID, b.ID) })
	p.Release = record.Release{
		Head:    record.Head{Schema: "../../schemas/releases.schema.json", ID: strconv.FormatInt(n, 10)},
		Number:  n,
		Date:    in.Date,
		Program: in.Program,
		SBOM:    s.sbom(in.SBOM),
		Schemas: schemas,
		Input:   in.From,
	}
	if s.last != nil {
		p.Release.Previous = s.digest.String()
		p.Same = s.last.Input.Tree == in.From.Tree && s.last.Input.Until == in.From.Until && s.last.Program == in.Program &&
			s.last.Schemas == schemas && s.last.Site.Inventory == digestOf(inv.Text()).String()
	}
	return p, nil
}
