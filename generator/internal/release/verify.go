package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// Check says how a site is to be verified.
type Check struct {
	Public    string                // the publisher's public key, as FILE.pub holds it
	Earlier   []byte                // a checkpoint that the reader kept; may be empty
	Witnesses []string              // public keys of witnesses that the reader believes
	Progress  func(done, all int64) // files read, of how many; nil is quiet
}

// Report is the result of Verify.
type Report struct {
	Release   *record.Release // nil when not even that is proved
	Proved    []diag.Text
	NotProved []diag.Text
	False     []diag.Problem // the first false thing; empty when all is well
	// Checkpoint is worth keeping: with it a later Verify shows that nothing was
	// taken out of the ledger since.
	Checkpoint []byte
}

func (r *Report) prove(vi, en string, args ...any) {
	r.Proved = append(r.Proved, diag.Textf(vi, en, args...))
}

func (r *Report) leave(vi, en string, args ...any) {
	r.NotProved = append(r.NotProved, diag.Textf(vi, en, args...))
}

// Verify proves a site, given by folder or address, with nothing but the
// publisher's public key. It stops at the first thing that is false. An error
// means that the site could not be read, not that it is false.
func Verify(ctx context.Context, site string, c Check) (*Report, error) {
	from, done, err := openSite(site)
	if err != nil {
		return nil, err
	}
	defer done()
	v := &verification{ctx: ctx, from: from, Check: c, Report: &Report{}}
	for _, step := range []func() error{v.signature, v.consistency, v.witnesses, v.release, v.program, v.statistics, v.files, v.archive} {
		if err := step(); err != nil {
			return v.Report, v.judge(err)
		}
	}
	v.leave("số liệu đúng với thực tế: sổ chỉ chứng minh số đã công bố không bị sửa",
		"that the numbers are true: the ledger shows only that what was published has not been changed")
	return v.Report, nil
}

// openSite opens a folder or an address.
func openSite(site string) (from files, done func() error, err error) {
	if strings.Contains(site, "://") {
		a, err := openAddress(site)
		return a, func() error { a.client.CloseIdleConnections(); return nil }, err
	}
	f, err := openFolder(site)
	if err != nil {
		return nil, nil, err
	}
	return f, f.root.Close, nil
}

// problem is something false that has a code of its own.
type problem struct {
	code            string
	path            string
	line            int
	message, remedy diag.Text
}

func (p *problem) Error() string { return p.path + ": " + p.message.EN }

type verification struct {
	Check
	*Report
	ctx    context.Context
	from   files
	ledger *ledger
	keys   []string
}

// judge turns what is false into a problem and leaves failures as errors.
func (v *verification) judge(err error) error {
	var p *problem
	var f *falseError
	var missing *fs.PathError
	switch {
	case errors.As(err, &p):
	case errors.As(err, &f):
		p = &problem{code: diag.CodeFalseLedger, path: f.path,
			message: diag.Textf("tệp này của sổ công bố không đúng: %v", "this file of the ledger is false: %v", f.err)}
	case errors.Is(err, fs.ErrNotExist) && errors.As(err, &missing):
		p = &problem{code: diag.CodeMissingFile, path: missing.Path,
			message: diag.Textf("không có tệp này của sổ công bố", "this file of the ledger is missing")}
	default:
		return err
	}
	if p.remedy == (diag.Text{}) {
		p.remedy = diag.Textf("đừng tin trang này; báo cho nơi công bố và giữ lại tệp làm chứng", "do not believe this site; tell the publisher and keep the file as evidence")
	}
	v.False = []diag.Problem{{
		Pos: diag.Pos{Path: p.path, Line: p.line}, Code: p.code, Message: p.message, Remedy: p.remedy,
	}}
	return nil
}

// signature proves that the publisher signed this ledger.
func (v *verification) signature() error {
	var err error
	if v.ledger, err = openLedger(v.ctx, v.from); err != nil {
		return err
	}
	last, _, err := v.ledger.release()
	if err != nil {
		return err
	}
	if v.keys, err = v.ledger.keys(last.Keys); err != nil {
		return err
	}
	public := strings.TrimSpace(v.Public)
	if err := v.ledger.trust(public, v.keys); err != nil {
		return &problem{code: diag.CodeFalseSignature, path: checkpointPath,
			message: diag.Textf("điểm kiểm không do khóa này ký: %v", "the checkpoint was not signed with this key: %v", err)}
	}
	v.Checkpoint = v.ledger.signed
	v.prove("sổ “%[1]s” có %[2]d mục do chủ khóa ký", "the ledger “%[1]s” of %[2]d entries was signed by the owner of the key", v.ledger.origin, v.ledger.tree.N)
	if now := v.keys[len(v.keys)-1]; now != public {
		v.prove("khóa của bạn đã được thay; khóa cũ đã ký cho khóa mới %s", "your key was replaced; it signed for the new key %s", now)
	}
	return nil
}

// consistency proves that the ledger only grew since the reader last looked.
func (v *verification) consistency() error {
	if len(v.Earlier) == 0 {
		v.leave("sổ chưa từng bị viết lại: bạn chưa giữ điểm kiểm nào từ trước; hãy giữ điểm kiểm lần này (ledger/checkpoint) cho lần sau",
			"that the ledger was never rewritten: you kept no earlier checkpoint; keep this one (ledger/checkpoint) for the next time")
		return nil
	}
	earlier, err := parseCheckpoint(v.Earlier)
	if err == nil {
		err = errors.New("not signed with a key of this ledger")
		for _, public := range v.keys {
			if earlier.verify(public) == nil {
				err = nil
			}
		}
	}
	if err != nil {
		return fmt.Errorf("earlier checkpoint: %w", err)
	}
	if earlier.tree.N > v.ledger.tree.N {
		return &problem{code: diag.CodeOlderLedger, path: checkpointPath,
			message: diag.Textf("sổ có %d mục, ít hơn %d mục của điểm kiểm bạn đã giữ: trang đã được đưa về bản trước, hoặc có bản bị giấu",
				"the ledger has %d entries, fewer than the %d of the checkpoint you kept: the site was rolled back, or a release is being hidden", v.ledger.tree.N, earlier.tree.N),
			remedy: diag.Textf("hỏi nơi công bố; lần công bố sau phải chứa mọi mục bạn đã thấy", "ask the publisher; the next release must hold every entry that you have seen")}
	}
	root, err := tlog.TreeHash(earlier.tree.N, v.ledger.hashes)
	if err != nil {
		return fmt.Errorf("consistency: %w", err)
	}
	if root != earlier.tree.Hash {
		return &problem{code: diag.CodeForkedLedger, path: checkpointPath,
			message: diag.Textf("%d mục đầu của sổ không phải là những mục bạn đã giữ điểm kiểm: sổ đã bị viết lại",
				"the first %d entries of the ledger are not those of the checkpoint you kept: the ledger was rewritten", earlier.tree.N)}
	}
	v.prove("%d mục đầu của sổ đúng là những mục bạn đã thấy", "the first %d entries of the ledger are those you have seen", earlier.tree.N)
	return nil
}

// witnesses proves who else saw this ledger.
func (v *verification) witnesses() error {
	seen := 0
	for _, public := range v.Witnesses {
		name, at, ok, err := v.ledger.witnessed(public)
		switch {
		case err != nil:
			return err
		case ok:
			seen++
			v.prove("nhân chứng %[1]s đã thấy đúng sổ này lúc %[2]s", "the witness %[1]s saw this very ledger at %[2]s", name, at.Format(time.RFC3339))
		default:
			v.leave("nhân chứng %s đã thấy sổ này: điểm kiểm không có chữ ký của nhân chứng ấy", "that the witness %s saw this ledger: the checkpoint does not have his signature", name)
		}
	}
	if seen == 0 {
		v.leave("mọi người đều được xem cùng một trang này: hãy so điểm kiểm (ledger/checkpoint) với người khác hoặc với nhân chứng",
			"that everybody is shown this same site: compare checkpoints (ledger/checkpoint) with other readers or with a witness")
	}
	return nil
}

// release proves that the record of this release is in the ledger.
func (v *verification) release() error {
	r, _, err := v.ledger.release()
	if err != nil {
		return err
	}
	v.Release = r
	v.prove("lần công bố số %[1]d, ngày %[2]s, có trong sổ", "release number %[1]d of %[2]s is in the ledger", r.Number, r.Date)
	return nil
}

// program proves the list of what the program was made of.
func (v *verification) program() error {
	sbom := v.Release.SBOM
	if sbom == nil {
		return nil
	}
	if _, err := v.proved(sbom.Path, maxRecord, sbom.Digest); err != nil {
		return err
	}
	v.prove("danh sách thành phần của chương trình (%s) đúng như đã công bố", "the list of the parts of the program (%s) is what was published", sbom.Path)
	return nil
}

// statistics proves that each statistic is in the ledger.
func (v *verification) statistics() error {
	n := 0
	for _, d := range v.Release.Datasets {
		if d.Leaf == nil {
			continue
		}
		entry, err := v.ledger.leaf(*d.Leaf, leafStatistic)
		if err != nil {
			return err
		}
		if entry.ID != d.ID || entry.Digest != d.Digest || entry.Copy != d.Copy {
			return &falseError{path: recordPath(v.Release.Number), err: fmt.Errorf("statistic %s is not the one in the ledger", d.ID)}
		}
		n++
	}
	if n > 0 {
		v.prove("%d bảng thống kê có trong sổ", "%d statistics are in the ledger", n)
	}
	return nil
}
