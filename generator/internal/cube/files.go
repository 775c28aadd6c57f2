package cube

import (
	"context"

	"minhbach/generator/internal/diag"
)

// Files are microdata files, which are read side by side, each row once.
type Files struct {
	files   []File
	readers []*reader
}

// NewFiles is the source of the rows of files, see Find.
func NewFiles(files []File) *Files { return &Files{files: files} }

// open opens the files and reads their first lines.
func (s *Files) open(_ context.Context, a *areas) (scope, []diag.Problem, error) {
	all := scope{declared: map[int32]bool{}, communes: map[int32][]bool{}}
	var ps []diag.Problem
	for i := range s.files {
		r := &reader{file: s.files[i]}
		s.readers = append(s.readers, r)
		if !r.open(a) {
			ps = append(ps, r.problems...)
			if r.failed != nil {
				return all, ps, r.failed
			}
			continue
		}
		if len(all.communes) > 0 && all.synthetic != r.dec.scope.synthetic {
			ps = append(ps, mixedProblem(r.file.Path))
			continue
		}
		all.synthetic = r.dec.scope.synthetic
		all.join(r.dec.scope)
	}
	return all, ps, nil
}

func (s *Files) count(_ context.Context, n *count) ([]diag.Problem, error) {
	ps := merge(s.readers, n.add)
	for _, r := range s.readers {
		ps = append(ps, r.problems...)
		if r.failed != nil {
			return ps, r.failed
		}
	}
	return ps, nil
}

func (s *Files) close() {
	for _, r := range s.readers {
		r.close()
	}
}
