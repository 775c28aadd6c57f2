package release

import (
	"context"
	"path"
	"strings"

	"minhbach/generator/internal/diag"
)

// Gone finds pages of the last release that a built folder has no more: an
// address that was once published must go on answering, with the page, with a
// redirect to where it moved, or with a notice of why it was withdrawn. Pages
// that the program may drop by itself, such as the last of a paged list, are
// those that ignore accepts; it is given addresses such as "tin/2022/x/".
func Gone(ctx context.Context, s *State, dir string, ignore func(address string) bool) ([]diag.Problem, error) {
	if s.last == nil {
		return nil, nil
	}
	was, err := s.manifest(ctx)
	if err != nil {
		return nil, err
	}
	now, err := ReadFolder(dir)
	if err != nil {
		return nil, err
	}
	var problems []diag.Problem
	for _, f := range was {
		address, page := strings.CutSuffix(f.Path, "index.html")
		if _, there := now.File(f.Path); there || !page || path.Base(f.Path) != "index.html" || ignore(address) {
			continue
		}
		problems = append(problems, diag.Problem{
			Pos: diag.Pos{Path: f.Path}, Code: diag.CodeGone,
			Message: diag.Textf("trang /%s đã công bố nay không còn", "the page /%s was published and is gone", address),
			Remedy: diag.Textf("nếu trang đổi tên, thêm chuyển hướng từ địa chỉ cũ; nếu phải gỡ, thêm thông báo gỡ có lý do",
				"if the page was renamed, add a redirect from its old address; if it had to be withdrawn, add a notice with the reason"),
		})
	}
	return problems, nil
}
