package build

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/sdc"
	"minhbach/generator/internal/source"
)

// Protected statistics are kept in the cache of the user, sealed under the key
// that keeps verdicts, for builds from the same rows: what readers will have, and
// nothing of the exact tables. The seal holds for the program, the project, the
// rows as the file system knows them, and all that the tables go by beside them.
const (
	cellsWorthKeeping = 10_000  // fewer are protected as fast as the program is read for its digest
	mostStatistics    = 4 << 30 // bytes of one project
)

// keptStatistics are what is kept of one project. Without a path nothing is.
type keptStatistics struct {
	path, keyPath string
	from          int // cells from which statistics are kept
	folder        string
	rows          []rowFile
	inputs        kept.Digest // what the tables go by beside the program
}

// rowFile is an entry of the folder of microdata, as the file system knows it.
type rowFile struct {
	name  string
	stamp source.Stamp
}

// keptNote is what goes with the tables.
type keptNote struct {
	Synthetic bool
	Standards map[int]string
	Pools     []portal.StatisticPool
	Audit     string // digest of the audit file
}

// keptStatistics finds what may be kept of the statistics of a project. To publish
// they are always protected anew, and rows in a database are always counted. On CI
// others may have filled the cache and its key too.
func (o Options) keptStatistics(in *Input, input cube.Input) (*keptStatistics, error) {
	none := &keptStatistics{}
	if o.publication != nil || o.NoCache || onCI(o.Env) || cube.IsPostgres(in.Settings.Microdata) {
		return none, nil
	}
	place := &keptVerdicts{dir: o.Cache}
	folder, err := rowsFolder(in, o)
	if err != nil || !place.locate(o.Root) {
		return none, err
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return none, fmt.Errorf("microdata: %w", err)
	}
	rows, ok := rowFiles(folder)
	if !ok {
		return none, nil
	}
	described, err := input.Describe()
	if err != nil {
		return none, err
	}
	inputs := kept.NewKey("inputs of statistics").Text(place.root, folder, string(described), string(input.Key), variable(o.Env, cube.IdentityVariable))
	for _, r := range rows {
		s := r.stamp
		inputs.Text(r.name).Int(int64(s.Device)).Int(int64(s.Inode)).Int(s.Size).Int(s.Written).Int(s.Changed)
	}
	k := &keptStatistics{
		path:    statisticFiles.path(place.dir, kept.OfText(place.root).String()[:16]),
		keyPath: filepath.Join(place.dir, keyName),
		from:    cellsWorthKeeping, folder: folder, rows: rows, inputs: inputs.Digest(),
	}
	if o.remember > 0 {
		k.from = o.remember
	}
	return k, nil
}

// rowFiles are the entries of the folder of microdata. It is false where a file
// cannot be known without reading it: it was written just now, or the system does
// not tell when it was.
func rowFiles(folder string) (list []rowFile, ok bool) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, false
	}
	for _, e := range entries {
		r := rowFile{name: e.Name()}
		if e.Type().IsRegular() {
			f, err := os.Open(filepath.Join(folder, r.name))
			if err != nil {
				return nil, false
			}
			r.stamp = source.StampOf(f)
			f.Close() // only read from
		}
		if r.stamp == (source.Stamp{}) {
			return nil, false
		}
		list = append(list, r)
	}
	return list, true
}

// about is what the seal holds for: the program, what stands before the sealed
// bytes to know it by, and the inputs.
func (k *keptStatistics) about(p program, head []byte) []byte {
	d := kept.NewKey("sealed statistics").Text(string(p.sum[:]), string(head)).Add(k.inputs).Digest()
	return d[:]
}

// open returns the statistics if they are kept and made from the same.
func (k *keptStatistics) open() *statistics {
	if k.path == "" {
		return nil
	}
	key, err := keyOf(k.keyPath)
	if err != nil {
		return nil
	}
	data, ok := k.read()
	if !ok {
		return nil
	}
	head, sealed := data[:programSize], data[programSize:]
	running, err := thisProgram(readProgram(head))
	if err != nil {
		return nil
	}
	safe, text, ok := sdc.Open(sealed, key, k.about(running, head))
	if !ok {
		return nil
	}
	var note keptNote
	if err := json.Unmarshal(text, &note); err != nil {
		return nil
	}
	sum, ok := kept.Parse(note.Audit)
	if !ok {
		return nil
	}
	return &statistics{
		shown: &portal.Statistics{Release: safe, Number: firstNumber, Synthetic: note.Synthetic, Standards: note.Standards, Pools: note.Pools},
		audit: []auditFile{{name: firstNumber, sum: sum, release: safe}},
	}
}

func (k *keptStatistics) read() ([]byte, bool) {
	f, err := os.Open(k.path)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > mostStatistics || info.Size() < int64(programSize) {
		return nil, false
	}
	data := make([]byte, info.Size())
	_, err = io.ReadFull(f, data)
	return data, err == nil
}

// save keeps statistics for the next build, unless the rows have changed since
// before they were read. What cannot be kept is protected again.
func (k *keptStatistics) save(s *statistics, cells int) {
	if k.path == "" || cells < k.from {
		return
	}
	if rows, ok := rowFiles(k.folder); !ok || !slices.Equal(rows, k.rows) {
		return
	}
	key, err := readKey(k.keyPath)
	if err != nil {
		return
	}
	running, err := thisProgram(program{})
	if err != nil {
		return
	}
	note, err := json.Marshal(keptNote{s.shown.Synthetic, s.shown.Standards, s.shown.Pools, s.audit[len(s.audit)-1].sum.String()})
	if err != nil {
		return
	}
	statisticFiles.replace(k.path, func(out io.Writer) error {
		head := running.bytes()
		if _, err := out.Write(head); err != nil {
			return err
		}
		return s.shown.Release.Seal(out, key, k.about(running, head), note)
	})
}
