// Command check makes a project of many records of about 1 KB, for measuring how
// fast they are checked: the project of this repository with its commitments,
// their activities and outcomes copied many times over under synthetic ids. The
// same seed gives the same bytes.
//
//	go run ./generator/bench/check [-records 100000] [-seed 1] DIR
//	go run ./generator/bench/check -validate DIR
//
// With -validate it does to DIR what validators of others do, and no more: it
// reads every file, with places, and checks it against its schema. What it makes
// is for measuring only; nothing in it may be published.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

func main() {
	records := flag.Int("records", 100_000, "how many synthetic `records`")
	seed := flag.Uint64("seed", 1, "`number` that decides their ids and figures")
	only := flag.Bool("validate", false, "make nothing, check the schemas of a project that is there")
	flag.Parse()
	if flag.NArg() != 1 || *records < 1 {
		flag.Usage()
		os.Exit(2)
	}
	do := func() error { return write(os.DirFS("."), flag.Arg(0), *records, *seed) }
	if *only {
		do = func() error { return validate(flag.Arg(0)) }
	}
	if err := do(); err != nil {
		fmt.Fprintln(os.Stderr, "bench/check:", err)
		os.Exit(3)
	}
}

// write makes the project dir from that in the repository.
func write(repository fs.FS, dir string, records int, seed uint64) error {
	for _, folder := range []string{"data", "content"} {
		if err := copyFolder(repository, folder, dir); err != nil {
			return err
		}
	}
	commitments, err := fs.Glob(repository, "data/commitments/*.json")
	if err != nil || len(commitments) == 0 {
		return errors.Join(errors.New("no commitment to copy: run it in the repository"), err)
	}
	chance := rand.New(rand.NewPCG(seed, 0))
	for i := 0; records > 0; i++ {
		id := strings.TrimSuffix(path.Base(commitments[i%len(commitments)]), ".json")
		n, err := family(repository, dir, id, records, chance)
		if err != nil {
			return err
		}
		records -= n
	}
	return nil
}

// promised is the figure of a commitment.
var promised = regexp.MustCompile(`"value": [0-9]+`)

// family copies a commitment with the records that belong to it, most of them at
// most, under another id and with another figure. It returns how many it wrote.
func family(repository fs.FS, dir, id string, most int, chance *rand.Rand) (int, error) {
	other := fmt.Sprintf("mo-phong-%012x", chance.Uint64()&(1<<48-1))
	names := []string{"data/commitments/" + id + ".json"}
	for _, kind := range []string{"outcomes", "activities"} {
		all, err := fs.Glob(repository, "data/"+kind+"/*.json")
		if err != nil {
			return 0, err
		}
		names = append(names, all...)
	}
	written := 0
	for _, name := range names {
		data, err := fs.ReadFile(repository, name)
		if err != nil {
			return 0, err
		}
		record := string(data)
		if written == most || !strings.Contains(record, `"`+id+`"`) {
			continue
		}
		old := strings.TrimSuffix(path.Base(name), ".json")
		renamed := other
		switch path.Base(path.Dir(name)) {
		case "outcomes":
			renamed = strings.Replace(old, id, other, 1)
		case "activities":
			renamed = other + old[strings.LastIndexByte(old, '-'):]
		default:
			record = promised.ReplaceAllString(record, fmt.Sprintf(`"value": %d`, 1+chance.IntN(500)))
		}
		record = strings.ReplaceAll(record, `"`+old+`"`, `"`+renamed+`"`)
		record = strings.ReplaceAll(record, `"`+id+`"`, `"`+other+`"`)
		to := filepath.Join(dir, path.Dir(name), renamed+".json")
		if err := os.WriteFile(to, []byte(record), 0o644); err != nil {
			return 0, err
		}
		written++
	}
	return written, nil
}

// copyFolder copies what check reads: neither microdata nor the ledger.
func copyFolder(from fs.FS, folder, to string) error {
	return fs.WalkDir(from, folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case slices.Contains([]string{"data/microdata", "data/releases"}, name):
			return fs.SkipDir
		case d.IsDir():
			return os.MkdirAll(filepath.Join(to, name), 0o755)
		}
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		f, err := os.OpenFile(filepath.Join(to, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s is not empty", to)
		}
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return errors.Join(err, f.Close())
	})
}
