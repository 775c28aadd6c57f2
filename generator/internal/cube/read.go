package cube

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"minhbach/generator/internal/diag"
)

const (
	maxLine     = 8192
	maxProblems = 100 // of one file; what follows is not read
)

// reader gives the rows of one file in order.
type reader struct {
	file     File
	in       io.ReadCloser
	buf      *bufio.Reader
	dec      decoder
	current  row
	previous row
	started  bool
	line     int32
	problems []diag.Problem
	failed   error // the machine failed
}

// open reads the first line of a file. It is false where no row can follow; then
// problems or failed says why.
func (r *reader) open(a *areas) bool {
	in, err := r.file.Open()
	if err != nil {
		r.fail(err)
		return false
	}
	r.in, r.buf = in, bufio.NewReaderSize(in, 1<<16)
	line, ok := r.next()
	if !ok {
		if r.failed == nil && len(r.problems) == 0 {
			r.problems = append(r.problems, headerProblem(r.file.Path, headerShape))
		}
		return false
	}
	scope, bad := readHeader(line, a)
	switch {
	case r.file.Public && !scope.synthetic && !bytes.Contains(line, []byte(`"synthetic":true`)) && !bytes.Contains(line, []byte(`"synthetic": true`)):
		// Where the file lies comes first: these may be rows of real households.
		r.problems = append(r.problems, publicProblem(r.file.Path))
		return false
	case len(r.problems) > 0: // the first line is too long to be read
		return false
	case bad != "":
		r.problems = append(r.problems, headerProblem(r.file.Path, bad))
		return false
	}
	r.dec = decoder{lists: a.lists, scope: scope}
	return true
}

func publicProblem(path string) diag.Problem {
	return diag.Problem{
		Pos: diag.Pos{Path: path, Line: 1, Col: 1}, Code: diag.CodeMicrodataPlace,
		Message: diag.Text{VI: "tệp dữ liệu hộ không mã hóa nằm trong dự án mà không khai báo là mô phỏng",
			EN: "plain microdata inside the project that is not declared synthetic"},
		Remedy: diag.Text{VI: "chuyển tệp ra ngoài dự án và dùng --microdata, hoặc mã hóa bằng age; xóa khỏi lịch sử git nếu đã lưu",
			EN: "move the file out of the project and use --microdata, or encrypt it with age; remove it from the git history if it was committed"},
	}
}

// fail sorts what stopped the reading: a file that does not decrypt is a
// problem, everything else a failure of the machine.
func (r *reader) fail(err error) {
	if errors.Is(err, errDecrypt) {
		r.problems = append(r.problems, fileProblem(r.file.Path, diag.CodeMicrodataDecrypt,
			diag.Text{VI: "tệp không mã hóa cho khóa này hoặc đã hỏng", EN: "the file is not encrypted to this identity, or is damaged"},
			diag.Text{VI: "mã hóa lại tệp cho khóa của nơi công bố", EN: "encrypt the file again to the publisher's key"}))
		return
	}
	r.failed = ioError(r.file.Path, err)
}

// next gives the next line that is not empty; it stays valid until the next
// call.
func (r *reader) next() ([]byte, bool) {
	for {
		line, err := r.buf.ReadSlice('\n')
		r.line++
		if err == bufio.ErrBufferFull || len(line) > maxLine {
			for err == bufio.ErrBufferFull {
				_, err = r.buf.ReadSlice('\n')
			}
			r.note(fault{rule: ruleLong, field: noField}, nil)
			line = nil
		}
		if err != nil && err != io.EOF {
			r.fail(err)
			return nil, false
		}
		line = bytes.TrimRight(line, " \t\r\n")
		if len(line) > 0 {
			return line, true
		}
		if err == io.EOF || len(r.problems) > maxProblems {
			return nil, false
		}
	}
}

func (r *reader) note(f fault, line []byte) {
	r.problems = append(r.problems, f.problem(r.file.Path, r.line, line))
}

// advance decodes up to the next good row and reports whether there is one.
func (r *reader) advance() bool {
	for {
		if len(r.problems) > maxProblems {
			r.problems = append(r.problems[:maxProblems], fileProblem(r.file.Path, diag.CodeMicrodataMany,
				diag.Textf("tệp có hơn %d lỗi; phần còn lại chưa được đọc", "the file has more than %d problems; the rest was not read", maxProblems),
				diag.Textf("sửa các lỗi trên rồi kiểm tra lại", "mend these, then check again")))
			return false
		}
		line, ok := r.next()
		if !ok {
			if !r.started && r.failed == nil && len(r.problems) == 0 {
				r.note(fault{rule: ruleHeaderAgain, field: noField}, nil)
			}
			return false
		}
		good := r.dec.decode(line, &r.current)
		r.current.line = r.line
		if !good {
			sortFaults(r.dec.faults)
			for _, f := range r.dec.faults {
				r.note(f, line)
			}
			r.started = true
			continue
		}
		if r.started && r.previous.line > 0 && !r.previous.before(&r.current) {
			what := fault{at: r.current.at[fieldPseudonym], field: fieldPseudonym, rule: ruleOrder}
			if r.previous.same(&r.current) {
				what.rule = ruleDuplicate
			}
			r.note(what, line)
			continue
		}
		r.started, r.previous = true, r.current
		return true
	}
}

// problemAt names a rule that a good row breaks beside other rows. A good row is
// ASCII, so that bytes are columns.
func (r *reader) problemAt(x *row, f field, what rule) diag.Problem {
	p := fault{field: f, rule: what}.problem(r.file.Path, x.line, nil)
	p.Col = int(x.at[f]) + 1
	return p
}

func (r *reader) close() {
	if r.in != nil {
		r.in.Close() // only read from
	}
}
