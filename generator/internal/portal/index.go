package portal

import (
	"cmp"
	"maps"
	"slices"

	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// index answers in one step what pages ask about the records. It is computed
// once, from records in the order of their ids, so that nothing depends on the
// order of a map.
type index struct {
	set *record.Set

	codes map[string]map[string]*record.Code // vocab id, code

	places       []*place // by name
	placeOf      map[string]*place
	predecessors map[string][]*record.Unit
	children     map[string][]*record.Unit

	commitments   []*record.Commitment // latest period first
	commitmentsAt map[*place][]*record.Commitment
	comparedAt    map[*place][]compared
	commitmentsBy map[string][]*record.Commitment // organisation: promised, assigned or joined
	commitmentsOf map[string][]*record.Commitment // plan
	states        map[string]state                // commitment

	activities   map[string][]*record.Activity // commitment
	activitiesAt map[*place][]*record.Activity // held there for another place's commitment
	activitiesBy map[string][]*record.Activity // organisation
	outcomes     map[string][]*record.Outcome  // commitment, oldest first

	plans    []*record.Plan            // newest first
	plansBy  map[string][]*record.Plan // issuer
	servedBy map[string][]incoming     // plan

	organizations []*record.Organization
	bodiesOf      map[string][]*record.Organization // parent or host
	bodiesAt      map[*place][]*record.Organization
	peopleIn      map[string][]*record.Person

	figuresOf map[*place][]*record.Figure // by standard, year, status

	articles  []*article            // newest first
	standings []*standing           // by address
	newsOn    map[string][]*article // "<kind>/<id>"; the address of a place

	statistics *statistics               // nil where there are none
	data       *dataset.Catalog          // nil where there is no data portal
	drafts     map[string]bool           // paths of texts that are not finished
	changesOf  map[string][]recordChange // "<kind>/<id>"
	releases   []*record.Release         // newest first
	origins    *origins
}

// incoming is a relation seen from the plan that it leads to.
type incoming struct {
	from *record.Plan
	record.Relation
}

// byID returns the records of a kind in the order of their ids.
func byID[R any](records map[string]*R) []*R {
	list := make([]*R, 0, len(records))
	for _, id := range slices.Sorted(maps.Keys(records)) {
		list = append(list, records[id])
	}
	return list
}

func newIndex(set *record.Set, site record.Site, o Options) *index {
	ix := &index{set: set, data: o.Data, releases: o.Releases, origins: &origins{project: o.Project, repository: site.Repository, commit: o.Commit}}
	ix.indexCodes()
	ix.indexUnits()
	ix.indexOrganizations()
	ix.indexPlans()
	ix.indexCommitments(site.DataAsOf)
	ix.indexComparisons()
	ix.indexFigures()
	ix.indexNews(site.Languages, o)
	ix.indexDrafts()
	ix.indexStatistics(o.Statistics)
	ix.indexChanges()
	return ix
}

func (ix *index) indexCodes() {
	ix.codes = make(map[string]map[string]*record.Code, len(ix.set.Vocab))
	for id, vocab := range ix.set.Vocab {
		codes := make(map[string]*record.Code, len(vocab.Codes))
		for i := range vocab.Codes {
			codes[vocab.Codes[i].Code] = &vocab.Codes[i]
		}
		ix.codes[id] = codes
	}
}

func (ix *index) indexOrganizations() {
	ix.organizations = byID(ix.set.Organizations)
	slices.SortStableFunc(ix.organizations, func(a, b *record.Organization) int {
		return viet.Compare(a.Name.VI, b.Name.VI)
	})
	ix.bodiesOf = map[string][]*record.Organization{}
	ix.bodiesAt = map[*place][]*record.Organization{}
	for _, o := range ix.organizations {
		for _, above := range unique(o.Parent, o.Host) {
			ix.bodiesOf[above] = append(ix.bodiesOf[above], o)
		}
		if p := ix.placeOf[o.Unit]; p != nil {
			ix.bodiesAt[p] = append(ix.bodiesAt[p], o)
		}
	}
	ix.peopleIn = map[string][]*record.Person{}
	for _, person := range byID(ix.set.People) {
		var of []string
		for _, post := range person.Posts {
			of = append(of, post.Organization)
		}
		for _, id := range unique(of...) {
			ix.peopleIn[id] = append(ix.peopleIn[id], person)
		}
	}
}

func (ix *index) indexPlans() {
	ix.plans = byID(ix.set.Plans)
	slices.SortStableFunc(ix.plans, func(a, b *record.Plan) int { return cmp.Compare(b.Date, a.Date) })
	ix.plansBy = map[string][]*record.Plan{}
	ix.servedBy = map[string][]incoming{}
	for _, plan := range ix.plans {
		ix.plansBy[plan.Issuer] = append(ix.plansBy[plan.Issuer], plan)
		for _, r := range plan.Relations {
			ix.servedBy[r.Plan] = append(ix.servedBy[r.Plan], incoming{plan, r})
		}
	}
}

func (ix *index) indexCommitments(asOf string) {
	ix.commitments = byID(ix.set.Commitments)
	slices.SortStableFunc(ix.commitments, func(a, b *record.Commitment) int {
		return cmp.Or(cmp.Compare(b.Period.From, a.Period.From), cmp.Compare(b.Period.To, a.Period.To))
	})
	ix.indexSteps()
	ix.commitmentsAt = map[*place][]*record.Commitment{}
	ix.commitmentsBy = map[string][]*record.Commitment{}
	ix.commitmentsOf = map[string][]*record.Commitment{}
	ix.states = make(map[string]state, len(ix.commitments))
	for _, c := range ix.commitments {
		ix.states[c.ID] = stateOf(c, ix.outcomes[c.ID], asOf)
		ix.commitmentsOf[c.Plan] = append(ix.commitmentsOf[c.Plan], c)
		for _, id := range unique(append([]string{c.Organization, c.AssignedBy}, c.Partners...)...) {
			ix.commitmentsBy[id] = append(ix.commitmentsBy[id], c)
		}
		if p := ix.placeOf[c.Unit]; p != nil {
			ix.commitmentsAt[p] = append(ix.commitmentsAt[p], c)
		}
	}
}

// indexSteps collects what was done for each commitment and what came of it.
func (ix *index) indexSteps() {
	ix.activities = map[string][]*record.Activity{}
	ix.activitiesAt = map[*place][]*record.Activity{}
	ix.activitiesBy = map[string][]*record.Activity{}
	for _, a := range byID(ix.set.Activities) {
		ix.activities[a.Commitment] = append(ix.activities[a.Commitment], a)
		for _, id := range unique(a.Organizations...) {
			ix.activitiesBy[id] = append(ix.activitiesBy[id], a)
		}
		c := ix.set.Commitments[a.Commitment]
		if p := ix.placeOf[a.Unit]; p != nil && (c == nil || ix.placeOf[c.Unit] != p) {
			ix.activitiesAt[p] = append(ix.activitiesAt[p], a)
		}
	}
	ix.outcomes = map[string][]*record.Outcome{}
	for _, o := range byID(ix.set.Outcomes) {
		ix.outcomes[o.Commitment] = append(ix.outcomes[o.Commitment], o)
	}
	for _, list := range ix.outcomes {
		slices.SortStableFunc(list, func(a, b *record.Outcome) int { return cmp.Compare(a.Date, b.Date) })
	}
}

func (ix *index) indexFigures() {
	ix.figuresOf = map[*place][]*record.Figure{}
	for _, f := range byID(ix.set.Figures) {
		if p := ix.placeOf[f.Unit]; p != nil {
			ix.figuresOf[p] = append(ix.figuresOf[p], f)
		}
	}
	for _, list := range ix.figuresOf {
		slices.SortStableFunc(list, func(a, b *record.Figure) int {
			return cmp.Or(cmp.Compare(a.Standard, b.Standard), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Status, b.Status))
		})
	}
}

// unique drops empty and repeated ids and keeps the order.
func unique(ids ...string) []string {
	var kept []string
	for _, id := range ids {
		if id != "" && !slices.Contains(kept, id) {
			kept = append(kept, id)
		}
	}
	return kept
}
