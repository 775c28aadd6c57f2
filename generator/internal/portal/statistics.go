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
