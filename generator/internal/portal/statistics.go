package portal

import "minhbach/generator/internal/sdc"

// Statistics are the safe tables of one release and what a reader must know of
// them. Nothing else that comes from microdata reaches this package.
type Statistics struct {
	Release   *sdc.Release
	Number    string         // of the release, as in the name of its audit file: "1"
	Synthetic bool           // made from invented rows: every page says so and is kept from search engines
	Standards map[int]string // the poverty standard of each year
	Pools     []StatisticPool
}

// StatisticPool is a row of tables that stands for several small communes
// together.
type StatisticPool struct {
	Code    string   // what stands for it in the tables
	Parent  string   // unit within which they are pooled, empty for all that the tables cover
	Members []string // unit ids
}

// StatisticPages are the output paths of the pages that show figures of
// statistics, for the index of what there is to audit.
func (s *Site) StatisticPages() []string {
	paths := []string{}
	for _, p := range s.Outlines() {
		if p.Figures {
			paths = append(paths, Page{Address: p.Address, Lang: p.Lang}.Path())
		}
	}
	return paths
}

// showsStatistics reports whether a model has figures of statistics.
func showsStatistics(model any) bool {
	switch m := model.(type) {
	case StatisticPage:
		for _, part := range m.Parts {
			if len(part.Sections) > 0 {
				return true
			}
		}
	case EmbedPage:
		return m.Section != nil || len(m.Sheet) > 0
	case UnitPage:
		return m.Statistics != nil && len(m.Statistics.Sections) > 0
	case OrganizationPage:
		return m.Statistics != nil && len(m.Statistics.Sections) > 0
	}
	return false
}
