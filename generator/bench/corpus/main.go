// Command corpus makes instances to measure on: places, offices, plans, promises
// and news that nobody made, with realistic sizes and Vietnamese text. Every name
// says that it is synthetic, and nothing in it may be published as if it were not.
// The same seed gives the same bytes.
//
//	go run ./generator/bench/corpus -size small|provinces|province|nation [-scale 1/16] [-seed N] [-rows N] [-vi] -out DIR
//
// "small" is the repository itself, "provinces" are three small ones. The others take code lists, tables and standing
// pages from it and invent everything else.
package main

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func main() {
	name := flag.String("size", "province", "small, provinces, province or nation")
	scale := flag.String("scale", "1", "factor on a `size`: 2, 0.5 or 1/16")
	seed := flag.Uint64("seed", 1, "`number` that decides what is invented")
	out := flag.String("out", "", "`folder` to write to, which must not be there yet")
	rows := flag.Int("rows", -1, "household-years in place of those of the size")
	project := flag.String("project", ".", "`root` of this repository")
	vietnamese := flag.Bool("vi", false, "Vietnamese only; without it every text and page is there in English too")
	flag.Parse()
	factor, err := fraction(*scale)
	if err != nil || *out == "" || flag.NArg() > 0 || *name != "small" && sizes[*name] == (size{}) {
		flag.Usage()
		os.Exit(2)
	}
	made, err := write(options{project: *project, out: *out, name: *name, factor: factor, seed: *seed, rows: *rows, vietnamese: *vietnamese})
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench/corpus:", err)
		os.Exit(3)
	}
	fmt.Print(made)
}

// fraction reads "2", "0.5" or "1/16".
func fraction(s string) (float64, error) {
	above, below, divided := strings.Cut(s, "/")
	f, err := strconv.ParseFloat(above, 64)
	if err == nil && divided {
		var by float64
		by, err = strconv.ParseFloat(below, 64)
		f /= by
	}
	if err == nil && !(f > 0 && f <= 16) {
		err = strconv.ErrRange
	}
	return f, err
}
