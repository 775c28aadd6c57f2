package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strconv"

	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/release"
	"minhbach/generator/internal/sbom"
)

// Errors of a publication that a caller tells apart.
var (
	// ErrNoRelease: the target has no release and nobody said that this is the first.
	ErrNoRelease = errors.New("the target has no release")
	// ErrNotFirst: it was said that this is the first release, and it is not.
	ErrNotFirst = errors.New("the target has releases already")
)

// errSame ends a build that would publish what is published already.
var errSame = errors.New("nothing changed")

// Publication says where a site is put live.
type Publication struct {
	Target   string // a folder, ssh:// or s3://
	Key      *release.Key
	First    bool   // the target has no release: a new ledger begins
	Continue string // published site whose ledger a folder without releases continues
	Keep     int    // releases kept for going back
	Program  string // version of the program
	Getenv   func(string) string
	Sent     func(done, all int) // files on their way; nil is quiet
}

// Published is what a publication did.
type Published struct {
	Release *record.Release // what readers see now
	Same    bool            // it was there already
}

// Publish builds the site, compares it with the last release of the target,
// records it as the next one and shows it to readers. On problems or an error
// readers go on seeing what they saw. A wrong key is release.ErrWrongKey, before
// anything else is done.
func Publish(ctx context.Context, o Options, p Publication) (*Published, []diag.Problem, error) {
	target, state, err := openTarget(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	defer target.Close()
	work, err := openWorkshop(o, p.Target)
	if err != nil {
		return nil, nil, fmt.Errorf("publish: %w", err)
	}
	published, problems, err := work.publish(ctx, o, p, target, state)
	return published, problems, errors.Join(err, work.close(err == nil))
}

// publish makes the next release and shows it to readers.
func (w *workshop) publish(ctx context.Context, o Options, p Publication, target release.Target, state *release.State) (*Published, []diag.Problem, error) {
	o.Out, o.Record = w.site(), w.record()
	plan, problems, err := planned(ctx, &o, state, p.Program, false)
	switch {
	case errors.Is(err, errSame):
		if err := release.Resume(ctx, target); err != nil {
			return nil, nil, err
		}
		return &Published{state.Record(), true}, problems, nil
	case err != nil || diag.HasErrors(problems):
		return nil, problems, err
	}
	o.progress("Ghi lần công bố vào sổ", "Entering the release in the ledger")
	r, err := release.Seal(o.Out, plan)
	if err != nil {
		return nil, nil, err
	}
	o.progress("Đưa lên nơi công bố", "Sending the release")
	err = release.Publish(ctx, target, o.Out, r, release.Options{Keep: p.Keep, Progress: p.Sent})
	if err != nil {
		return nil, nil, err
	}
	return &Published{Release: r}, problems, nil
}

// openTarget opens the target and proves that the key may sign what comes next.
func openTarget(ctx context.Context, p Publication) (release.Target, *release.State, error) {
	if p.Continue != "" {
		err := release.Restore(ctx, p.Continue, p.Target, p.Key)
		if err != nil && !(p.First && errors.Is(err, fs.ErrNotExist)) {
			return nil, nil, err
		}
	}
	target, err := release.Open(ctx, p.Target, release.Options{Getenv: p.Getenv})
	if err != nil {
		return nil, nil, err
	}
	state, err := release.Last(ctx, target, p.Key)
	switch {
	case err != nil:
	case state.Record() == nil && !p.First:
		err = ErrNoRelease
	case state.Record() != nil && p.First && p.Continue == "":
		err = ErrNotFirst
	}
	if err != nil {
		return nil, nil, errors.Join(err, target.Close())
	}
	return target, state, nil
}

// planned builds the site as the release after state and looks for what readers
// must not find: numbers that changed without a reason, pages that are gone, a
// household that shows.
func planned(ctx context.Context, o *Options, state *release.State, program string, proposal bool) (*release.Plan, []diag.Problem, error) {
	p := &publication{root: o.Root, state: state, program: program, proposal: proposal}
	if err := p.read(ctx); err != nil {
		return nil, nil, err
	}
	o.publication = p
	_, problems, err := Build(ctx, *o)
	if err != nil || diag.HasErrors(problems) {
		return nil, problems, err
	}
	gone, err := release.Gone(ctx, state, o.Out, mayGo)
	if err != nil {
		return nil, nil, err
	}
	if p.withStatistics {
		if err := auditSite(o.Out); err != nil {
			return nil, nil, err
		}
	}
	return p.plan, diag.Sort(append(problems, gone...)), nil
}

// auditSite attacks the built site as a reader would.
func auditSite(dir string) error {
	open, err := audit.OpenSite(dir)
	if err != nil {
		return err
	}
	report, err := audit.Site(open)
	if err != nil {
		return err
	}
	if !report.Safe() {
		return fmt.Errorf("the site is not safe and is not published: %d breaches, the first: %s", len(report.Breaches), report.Breaches[0])
	}
	return nil
}

// publication is a release in the making.
type publication struct {
	root, program  string
	state          *release.State
	known          []earlierRelease
	number         int64
	history        []*record.Release // newest first
	plan           *release.Plan
	withStatistics bool
	proposal       bool // only compared: statistics may be missing
}

// auditCopies is the id under which the ledger keeps the audit files: what
// readers know of earlier statistics has to be known to every later release, on
// whatever machine that is made.
const auditCopies = "kiem-chung"

// read fetches what the target has of earlier releases.
func (p *publication) read(ctx context.Context) error {
	p.number = 1
	if last := p.state.Record(); last != nil {
		p.number = last.Number + 1
	}
	copies, err := p.state.Copies(ctx, auditCopies)
	if err != nil {
		return fmt.Errorf("earlier statistics: %w", err)
	}
	for _, c := range copies {
		e, err := readEarlier(c.Release, c.Data)
		if err != nil {
			return err
		}
		p.known = append(p.known, e)
	}
	if p.number > 1 {
		p.history, err = p.state.History(ctx, math.MaxInt)
	}
	return err
}

// earlier is what readers have of earlier statistics, and the number of the
// release in the making. A build that is not published knows of none.
func (p *publication) earlier() ([]earlierRelease, int64) {
	if p == nil {
		return nil, 1
	}
	return p.known, p.number
}

// version of the data is the number of the release in the making; a build that
// is not published has none.
func (p *publication) version() string {
	if p == nil {
		return ""
	}
	return strconv.FormatInt(p.number, 10)
}

// commit is what pages name as the place of their records. Git is asked only
// where the settings say that everybody can read its repository.
func (o Options) commit(site record.Site) string {
	switch {
	case site.Repository == "":
		return ""
	case o.publication != nil:
		return o.publication.plan.Release.Input.Commit
	}
	return release.CommitOf(o.Root)
}

// prepare compares what is to be published with the last release and gives all
// releases, this one first.
func (p *publication) prepare(in *Input, stats *statistics, data *dataset.Catalog) ([]*record.Release, []diag.Problem, error) {
	if p == nil {
		return nil, nil, nil
	}
	from, err := release.InputOf(p.root)
	if err != nil {
		return nil, nil, err
	}
	input := release.Input{
		Set: in.Set, Site: in.Settings, Project: in.project, Program: p.program, From: from,
		Date: release.CommitDate(p.root, from, in.Settings.DataAsOf),
	}
	if input.SBOM, err = sbom.Own(p.program); err != nil {
		return nil, nil, err
	}
	input.From.Until = in.Set.Until
	p.withStatistics = stats != nil
	input.Datasets, input.Statistics = released(data, stats)
	input.NoStatistics = p.proposal && stats == nil
	var problems []diag.Problem
	p.plan, problems, err = release.Prepare(p.state, input)
	switch {
	case err != nil || diag.HasErrors(problems):
		return nil, problems, err
	case p.plan.Same:
		return nil, problems, errSame
	}
	return append([]*record.Release{&p.plan.Release}, p.history...), problems, nil
}
