package build

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/sdc"
)

// ownRows is where a project keeps rows when the settings name no folder:
// synthetic ones, or encrypted to the publisher's key.
const ownRows = "data/microdata"

// statistics are the protected tables of a release and the proof that goes
// with them. The exact cube has been left behind.
type statistics struct {
	shown *portal.Statistics
	audit []auditFile // one for each release, oldest first, this one last
}

// auditFile is the public audit file of a release. The file of a large release is
// written again where it is needed rather than held.
type auditFile struct {
	name    string // "1"
	sum     kept.Digest
	data    []byte       // as it was published,
	release *sdc.Release // or the release that it is written from
}

// firstNumber is the number of the release of a build that is not published.
const firstNumber = "1"

// file is what the site holds.
func (f auditFile) file() portal.File {
	name := audit.Folder + "/" + f.name + ".json"
	if f.release == nil {
		return portal.File{Path: name, Data: f.data}
	}
	return portal.File{Path: name, Key: f.sum.String(), Make: func() []byte {
		var b bytes.Buffer
		if err := f.release.WriteBundle(&b); err != nil {
			panic(fmt.Sprintf("build: a buffer takes everything: %v", err))
		}
		return b.Bytes()
	}}
}

// protect reads the microdata, protects the tables and attacks the result from
// its audit file alone. It returns nil when there are no rows. Nothing is
// published of a release that the attack breaks.
func protect(ctx context.Context, in *Input, o Options) (*statistics, []diag.Problem, error) {
	source, problems, err := microdata(in, o)
	if source == nil || err != nil || diag.HasErrors(problems) {
		return nil, problems, err
	}
	input := cube.Input{Source: source, Set: in.Set, Policy: in.Settings.Disclosure, Key: []byte(variable(o.Env, cube.KeyVariable))}
	last, err := o.keptStatistics(in, input)
	if err != nil {
		return nil, problems, err
	}
	if s := last.open(); s != nil {
		return s, problems, nil
	}
	o.progress("Đọc dữ liệu hộ", "Reading the microdata")
	c, found, err := cube.Build(ctx, input)
	problems = append(problems, found...)
	if c == nil || err != nil {
		return nil, problems, err
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	cells := len(c.Cells)

	o.progress("Bảo vệ thống kê", "Protecting the statistics")
	policy, err := sdc.NewPolicy(in.Settings.Disclosure)
	if err != nil {
		return nil, nil, fmt.Errorf("disclosure policy: %w", err)
	}
	earlier, number := o.publication.earlier()
	safe, err := protectAfter(c, policy, earlier)
	var unmet *sdc.UnmetError
	if errors.As(err, &unmet) {
		return nil, append(problems, unmetProblem(in, unmet)), nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("protect statistics: %w", err)
	}
	// The exact cube is not used from here on, so that its memory is free again.
	shown := &portal.Statistics{Release: safe, Synthetic: c.Synthetic, Standards: c.Standards}
	for _, p := range c.Pools {
		shown.Pools = append(shown.Pools, portal.StatisticPool(p))
	}
	o.progress("Tự kiểm chứng thống kê", "Attacking the statistics")
	files, err := selfAudit(safe, earlier, number)
	if err != nil {
		return nil, nil, err
	}
	shown.Number = files[len(files)-1].name
	s := &statistics{shown, files}
	if len(problems) == 0 { // a warning is given each time
		last.save(s, cells)
	}
	return s, problems, nil
}

// protectAfter protects the statistics against readers who have all earlier
// releases. Where the statistics are the very ones of the last release, they are
// protected as they were then: readers learn nothing that they do not have.
func protectAfter(c *cube.Cube, policy sdc.Policy, earlier []earlierRelease) (*sdc.Release, error) {
	var public sdc.Public
	for _, e := range earlier {
		public.Earlier = append(public.Earlier, e.known())
	}
	if last := len(earlier) - 1; last >= 0 {
		safe, err := sdc.Protect(c, policy, sdc.Public{Earlier: public.Earlier[:last]})
		if err == nil {
			h := sha256.New()
			if err := safe.WriteBundle(h); err != nil {
				return nil, fmt.Errorf("write audit file: %w", err)
			}
			if sameAsLast(earlier, kept.Digest(h.Sum(nil))) {
				return safe, nil
			}
		}
	}
	return sdc.Protect(c, policy, public)
}

// selfAudit attacks a release as any reader could, who also has every earlier
// one. A breach is a fault of this program and stops it. The audit file has the
// number of the release that first told it.
func selfAudit(safe *sdc.Release, earlier []earlierRelease, number int64) ([]auditFile, error) {
	from, to := io.Pipe() // the file of a nation has a gigabyte
	h := sha256.New()
	go func() { to.CloseWithError(safe.WriteBundle(io.MultiWriter(to, h))) }()
	bundle, err := audit.Read(from)
	from.CloseWithError(err)
	if err != nil {
		return nil, fmt.Errorf("audit file: %w", err)
	}
	sum := kept.Digest(h.Sum(nil)) // all of it: the end of the file has been read
	var files []auditFile
	var bundles []*audit.Bundle
	if sameAsLast(earlier, sum) {
		last := earlier[len(earlier)-1]
		earlier, number = earlier[:len(earlier)-1], last.number
	}
	for _, e := range earlier {
		files = append(files, auditFile{name: strconv.FormatInt(e.number, 10), sum: e.sum, data: e.data})
		bundles = append(bundles, e.bundle)
	}
	report, err := audit.Run(append(bundles, bundle)...)
	if err != nil {
		return nil, fmt.Errorf("audit: %w", err)
	}
	if !report.Safe() {
		return nil, fmt.Errorf("the statistics are not safe and are not published: %d breaches, the first: %s", len(report.Breaches), report.Breaches[0])
	}
	return append(files, auditFile{name: strconv.FormatInt(number, 10), sum: sum, release: safe}), nil
}

// options are what the pages show of the statistics, nil where there are none.
func (s *statistics) options() *portal.Statistics {
	if s == nil {
		return nil
	}
	return s.shown
}

// publish adds the audit files of all releases and their index to a site.
func (s *statistics) publish(site *portal.Site) error {
	if s == nil {
		return nil
	}
	index := audit.Index{Releases: []string{}, Pages: site.StatisticPages()}
	for _, f := range s.audit {
		index.Releases = append(index.Releases, f.name)
		site.Files = append(site.Files, f.file())
	}
	data, err := json.MarshalIndent(index, "", "  ")
	if err != nil {
		return fmt.Errorf("index of audit files: %w", err)
	}
	site.Files = append(site.Files, portal.File{Path: audit.Folder + "/index.json", Data: append(data, '\n')})
	return nil
}

// microdata is the source of the rows, nil where there are none: a database that
// the settings name, or the files of a folder.
func microdata(in *Input, o Options) (cube.Source, []diag.Problem, error) {
	if place := in.Settings.Microdata; cube.IsPostgres(place) {
		source, problems := cube.NewPostgres(place, rand.Text())
		if source == nil {
			return nil, problems, nil
		}
		return source, nil, nil
	}
	folder, err := rowsFolder(in, o)
	if folder == "" || err != nil {
		return nil, nil, err
	}
	files, problems, err := cube.Find(folder, o.Root, variable(o.Env, cube.IdentityVariable))
	if err != nil {
		return nil, problems, err
	}
	return cube.NewFiles(files), problems, nil
}

// rowsFolder is the folder of microdata: the one in the settings, else the
// project's own if there is one.
func rowsFolder(in *Input, o Options) (string, error) {
	if folder := in.Settings.Microdata; folder != "" {
		if !filepath.IsAbs(folder) {
			folder = filepath.Join(o.Root, folder)
		}
		return folder, nil
	}
	folder := filepath.Join(o.Root, ownRows)
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", fmt.Errorf("microdata: %w", err)
	}
	return folder, nil
}

// unmetProblem tells the editor which table cannot be published as it is.
func unmetProblem(in *Input, unmet *sdc.UnmetError) diag.Problem {
	path := in.Set.Paths["tables/"+unmet.Table]
	if path == "" {
		path = "data/site.json"
	}
	remedy := diag.Textf("gộp các nhóm nhỏ, bớt một chiều của bảng, hoặc bỏ bảng", "merge small categories, drop a dimension, or leave the table out")
	if unmet.Rule == sdc.RuleMethod {
		remedy = diag.Textf("bảng làm tròn hay cộng nhiễu không được có chung ô với bảng khác hoặc với số đã công khai: bỏ “method”, hoặc thu hẹp phạm vi của bảng",
			"a table that rounds or adds noise must share no cell with another table or with public figures: leave “method” out, or narrow the universe of the table")
	}
	return diag.Problem{
		Pos: diag.Pos{Path: path}, Code: diag.CodeUnmetRule, Record: "tables/" + unmet.Table,
		Message: diag.Textf("không công bố được bảng này mà vẫn giữ kín cho hộ dân: không đạt quy tắc “%s”", "this table cannot be published without exposing households: the rule %q cannot be met", unmet.Rule),
		Remedy:  remedy,
	}
}

// variable finds a variable of the environment.
func variable(env []string, name string) string {
	for _, entry := range env {
		if value, ok := strings.CutPrefix(entry, name+"="); ok {
			return value
		}
	}
	return ""
}
