package cube

import (
	"encoding/json"
	"fmt"

	"minhbach/generator/internal/record"
)

// Describe is what Build goes by beside the rows and the key: the same rows, key
// and description give the same cube. It names no row.
func (in Input) Describe() ([]byte, error) {
	set := needed(in.Set)
	set.Paths = nil // only problems name them
	b, err := json.Marshal(struct {
		Set    *record.Set
		Policy record.Disclosure
	}{set, in.Policy})
	if err != nil {
		return nil, fmt.Errorf("describe what the tables are made from: %w", err)
	}
	return b, nil
}

// needed is the part of the records that Build goes by. It sees nothing else of
// them, so that nothing else has to be described.
func needed(set *record.Set) *record.Set {
	n := &record.Set{
		Units: set.Units, Vocab: set.Vocab, Tables: set.Tables, Figures: set.Figures, Paths: set.Paths,
		Organizations: make(map[string]*record.Organization, len(set.Organizations)),
		Commitments:   make(map[string]*record.Commitment, len(set.Commitments)),
		Outcomes:      map[string]*record.Outcome{},
	}
	for id := range set.Organizations {
		n.Organizations[id] = nil
	}
	for id, c := range set.Commitments {
		n.Commitments[id] = &record.Commitment{Organization: c.Organization, Period: c.Period}
	}
	for id, o := range set.Outcomes {
		if o.Status == recognised && o.Households != nil {
			n.Outcomes[id] = &record.Outcome{Commitment: o.Commitment, Status: o.Status, Date: o.Date, Households: o.Households}
		}
	}
	return n
}
