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
	for _, p := range s.Pages {
		var sections []StatisticSection
		switch m := p.Model.(type) {
		case StatisticPage:
			for _, part := range m.Parts {
				sections = append(sections, part.Sections...)
			}
		case EmbedPage:
			if m.Section != nil {
				sections = []StatisticSection{*m.Section}
			}
		case UnitPage:
			if m.Statistics != nil {
				sections = m.Statistics.Sections
			}
		case OrganizationPage:
			if m.Statistics != nil {
				sections = m.Statistics.Sections
			}
		}
		if len(sections) > 0 {
			paths = append(paths, p.Path())
		}
	}
	return paths
}
