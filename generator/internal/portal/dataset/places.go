package dataset

import (
	"reflect"

	"minhbach/generator/internal/record"
)

// officialPlaces are where an official serves.
func officialPlaces(b *book, r reflect.Value) []string {
	var units []string
	for _, post := range r.Addr().Interface().(*record.Person).Posts {
		units = append(units, b.served(post.Organization)...)
	}
	return units
}

// planPlaces are where a document holds, and what its targets are about.
func planPlaces(b *book, r reflect.Value) []string {
	plan := r.Addr().Interface().(*record.Plan)
	units := b.served(plan.Issuer)
	for _, t := range plan.Targets {
		units = append(units, t.Unit)
	}
	return units
}

// outcomePlaces are those of the commitment that came to something.
func outcomePlaces(b *book, r reflect.Value) []string {
	return b.promised(r.Addr().Interface().(*record.Outcome).Commitment)
}

// newsPlaces are the units that an item names, and those of its commitments.
func newsPlaces(b *book, r reflect.Value) []string {
	item := r.Addr().Interface().(*newsItem)
	units := append([]string(nil), item.Units...)
	for _, id := range item.Commitments {
		units = append(units, b.promised(id)...)
	}
	return units
}

// served is the unit that a body serves.
func (b *book) served(organization string) []string {
	if o := b.set.Organizations[organization]; o != nil {
		return []string{o.Unit}
	}
	return nil
}

// promised is the unit that a commitment is about.
func (b *book) promised(commitment string) []string {
	if c := b.set.Commitments[commitment]; c != nil {
		return []string{c.Unit}
	}
	return nil
}
