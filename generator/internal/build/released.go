package build

import (
	"path"
	"regexp"
	"strconv"

	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/release"
	"minhbach/generator/internal/sdc"
)

// released lists the files of data that a release answers for. Of a statistic it
// is the plain CSV, which says nothing but the figures.
func released(data *dataset.Catalog, stats *statistics) ([]release.Dataset, []release.Statistic) {
	var datasets []release.Dataset
	files := map[string]string{} // of statistics, by the id of the table
	for _, d := range data.Datasets {
		for _, f := range data.Distributions(d) {
			switch {
			case d.Statistic == nil:
				datasets = append(datasets, release.Dataset{ID: d.ID, Path: f.Path})
			case f.ID == "csv":
				files[d.Statistic.Definition.ID] = f.Path
			}
		}
	}
	if stats == nil {
		return datasets, nil
	}
	last := stats.audit[len(stats.audit)-1]
	statistics := []release.Statistic{{ID: auditCopies, Path: path.Join(audit.Folder, last.name+".json")}}
	tables := stats.shown.Release.Tables()
	for i := range tables {
		t := &tables[i]
		s := release.Statistic{ID: t.ID(), Path: files[t.ID()], Cells: make(map[string]string, t.Len())}
		for row := range t.Len() {
			s.Cells[t.CellID(row)] = publishedAs(t.Figure(row))
		}
		statistics = append(statistics, s)
	}
	return datasets, statistics
}

// publishedAs is a figure as readers have it: "12", "3–9", "≥ 3".
func publishedAs(f sdc.Figure) string {
	if v, known := f.Value(); known {
		return strconv.FormatInt(v, 10)
	}
	if n, changed := f.Shown(); changed {
		return "≈" + strconv.FormatInt(n, 10)
	}
	lower, upper, bounded := f.Range()
	if !bounded {
		return "≥ " + strconv.FormatInt(lower, 10)
	}
	return strconv.FormatInt(lower, 10) + "–" + strconv.FormatInt(upper, 10)
}

// numbered are the pages of long lists, which come and go with their entries.
var numbered = regexp.MustCompile(`(^|/)trang/[0-9]+/$|(^|/)tin/[0-9]{4}/[0-9]{2}/$`)

// mayGo reports whether an address may stop answering without a word.
func mayGo(address string) bool { return numbered.MatchString(address) }
