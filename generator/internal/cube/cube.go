// Package cube turns microdata into exact aggregates: the cells of all tables
// and the sums that tie them together. It is the only stage beside build that
// sees microdata, and nothing in a Cube may leave the program: sdc makes safe
// tables from it.
package cube

// Cube is one linked system: every cell of every table once, and every sum that
// a reader can form among them.
type Cube struct {
	Cells     []Cell
	IDs       IDs // of the cells
	Equations []Equation
	Tables    []Table

	Synthetic bool           // made by a program: every display must say so
	Years     []int          // years with rows, ascending
	Standards map[int]string // the poverty standard of each year
	Pools     []Pool         // small communes shown together, in order of code
}

// Pool is a row of tables that stands for several small communes ("các xã
// khác"). Its membership is the same in every year and table.
type Pool struct {
	Code    string   // what stands in rows: the ids of the members, joined by "+"
	Parent  string   // unit within which they are pooled, empty when all that the set covers
	Members []string // unit ids
}

// Cell is one number. The same set of rows and the same measure is one cell,
// whatever tables show it.
type Cell struct {
	Value   int64    // households, or đồng
	Count   int64    // contributing households
	Top     [2]int64 // largest and second largest contribution to a magnitude
	Rule    Rule     // which part of the policy judges it
	Money   bool     // Value is đồng
	Partner int32    // for a magnitude: the index of the cell that counts its households, else −1
	Keep    int32    // how much readers need it: higher is withheld later
	Known   bool     // public already elsewhere: an attacker knows it and it cannot be withheld
	Zero    bool     // a structural zero, known to everybody
	Sole    uint32   // the household that is alone in the cell, in all its cells the same number; 0 where there are several or none
	Body    int32    // the organisation that helps every household of the cell, counted from 1; 0 where there is no such one
	Key     uint64   // sum of the random keys of its households, for the cell-key method; 0 where no table uses it
	Hidden  bool     // in no table: it is never published, but what can be deduced of it counts
}

// Rule selects the thresholds of the disclosure policy.
type Rule uint8

const (
	Performance Rule = iota // results of work: how many left poverty
	Deprivation             // what households lack
	Sensitive               // ethnicity, disability, cause
	Money                   // sums of money
)

// Equation says that the parts sum to the total.
type Equation struct {
	Parts []int32 // indexes into Cells
	Total int32
	// Attribute marks the parts as the values of a sensitive attribute of one
	// group: nobody may learn that all or none of the group have one of them.
	Attribute bool
}

// Table is one view of the cube: which cells it shows, by their codes.
type Table struct {
	ID   string   // id of its definition
	Dims []string // dimension ids, in order
	Rows Rows
	// Method says how its counts are protected where it is not by suppression.
	Method Method
}

// Method is a way to protect the counts of one table by changing them. The
// zero Method is suppression.
type Method struct {
	Kind     MethodKind
	Base     int64   // of rounding
	Most     int64   // D of the cell key: the largest change
	Variance float64 // V of the cell key
	Small    int64   // js of the cell key: counts from 1 to it are never shown
}

// MethodKind tells the methods apart.
type MethodKind uint8

const (
	Suppression MethodKind = iota
	Rounding               // small-count rounding
	CellKey                // random noise by the key of a cell
)
