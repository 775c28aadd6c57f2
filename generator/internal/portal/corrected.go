package portal

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// correctedField is the name of a field of records whose numbers are kept, empty
// for another.
func (e *edition) correctedField(field string) string {
	switch field {
	case "promise.value":
		return e.say("history_promise")
	case "promise.measure":
		return e.say("history_measure")
	case "period.from":
		return e.say("history_from")
	case "period.to":
		return e.say("history_to")
	case "asOf":
		return e.say("history_as_of")
	case "unit":
		return e.say("history_unit")
	case "year":
		return e.say("history_year")
	case "standard":
		return e.say("history_standard")
	case "commitment":
		return e.say("history_of_commitment")
	case "status":
		return e.say("history_status")
	case "date":
		return e.say("history_field_date")
	case "households":
		return e.say("history_households")
	case "newClass":
		return e.say("history_class")
	}
	return ""
}

// correctedMeasure is the name of what a figure says of its measure, empty for
// another.
func (e *edition) correctedMeasure(what string) string {
	switch what {
	case "households":
		return e.say("history_households")
	case "rate":
		return e.say("history_rate")
	case "changePoints":
		return e.say("history_points")
	case "percent":
		return e.say("history_percent")
	}
	return ""
}

// fieldName is what a published number is called: a field of a record, or a cell
// of a statistic by place, year and category.
func (e *edition) fieldName(name, field string) string {
	kind, id, _ := strings.Cut(name, "/")
	if kind == "tables" {
		return e.cellName(e.set.Tables[id], field)
	}
	if c := e.set.Commitments[id]; kind == "commitments" && field == "promise.value" && c != nil && c.Promise.Measure == measureHouseholds {
		return e.say("history_households")
	}
	if name := e.correctedField(field); name != "" {
		return name
	}
	if parts := strings.Split(field, "."); len(parts) == 3 && parts[0] == "values" {
		if what := e.correctedMeasure(parts[2]); what != "" {
			return e.say("history_of_measure", "what", what, "measure", e.word("measures", parts[1]))
		}
	}
	return field
}

// cellName names a cell of a statistic from its id,
// "households|unit=an-lac-04327|year=2022|class-end=ho-ngheo". What the id says
// beyond the dimensions of the table is said by its title.
func (e *edition) cellName(table *record.Table, cell string) string {
	attributes := strings.Split(cell, "|")[1:]
	if len(attributes) == 0 {
		return cell
	}
	var names []string
	total := true
	for _, attribute := range attributes {
		dimension, codes, _ := strings.Cut(attribute, "=")
		i := -1
		if table != nil {
			i = slices.IndexFunc(table.Dimensions, func(d record.Dimension) bool { return d.ID == dimension })
		}
		switch u := e.set.Units[codes]; {
		case dimension == dimensionUnit && u != nil:
			names = append(names, e.unitTitle(u))
		case dimension == dimensionUnit && strings.Contains(codes, "+"):
			names = append(names, upperFirst(e.poolName(codes)))
		case dimension == dimensionYear:
			names = append(names, codes)
		case i >= 0:
			total = false
			var labels []string
			for code := range strings.SplitSeq(codes, "+") {
				labels = append(labels, lowerFirst(e.codeLink(table.Dimensions[i], code).Text))
			}
			names = append(names, e.list(labels))
		case table == nil:
			names = append(names, codes)
		}
	}
	if total && table != nil {
		names = append(names, lowerFirst(e.say("statistic_total")))
	}
	return strings.Join(names, ", ")
}

// digits are the numbers in what is published for a cell: "12", "3–9", "≥ 3".
var digits = regexp.MustCompile(`[0-9]+`)

// publishedValue is a value as readers had it.
func (e *edition) publishedValue(name, field, value string) string {
	if strings.HasPrefix(name, "tables/") {
		return digits.ReplaceAllStringFunc(value, e.grouped)
	}
	switch field {
	case "year":
		return value
	case "date", "asOf", "period.from", "period.to":
		return e.day(value)
	case "unit":
		if u := e.set.Units[value]; u != nil {
			return e.unitTitle(u)
		}
	case "commitment":
		if c := e.set.Commitments[value]; c != nil {
			return e.commitmentLink(c).Text
		}
	case "status":
		if strings.HasPrefix(name, "figures/") {
			return e.label("figure-statuses", value)
		}
		return e.label("statuses", value)
	case "standard":
		return e.label("standards", value)
	case "newClass":
		return e.label("classes", value)
	case "promise.measure":
		return e.label("measures", value)
	}
	if n, err := strconv.ParseFloat(value, 64); err == nil && strings.Contains(value, ".") {
		return viet.Decimal(n, e.lang)
	}
	return e.grouped(value)
}

// grouped writes a whole number as it is written on pages.
func (e *edition) grouped(value string) string {
	if n, err := strconv.ParseInt(value, 10, 64); err == nil {
		return e.number(n)
	}
	return value
}
