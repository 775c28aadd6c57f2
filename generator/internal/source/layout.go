package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/viet"
)

// Folders of data/ that other stages read by themselves: confidential rows and
// the ledger of publications. They are never opened here.
var otherFolders = []string{"microdata", "releases"}

// pictureTypes are the endings of pictures. SVG is none: it can carry scripts.
var pictureTypes = []string{".jpg", ".jpeg", ".png", ".webp"}

// attachmentTypes are the endings of documents that readers download. They are
// those whose text can be looked through for personal data.
var attachmentTypes = []string{".pdf", ".docx", ".xlsx"}

// lister walks the two folders that editors write and says what each file is.
type lister struct {
	ctx      context.Context
	fsys     fs.FS
	limit    int
	files    []*File
	problems []diag.Problem
}

// errTooMany ends the walk; the problem has been noted.
var errTooMany = errors.New("too many files")

func list(ctx context.Context, fsys fs.FS, o Options) ([]*File, []diag.Problem, error) {
	l := &lister{ctx: ctx, fsys: fsys, limit: o.Files}
	top, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, nil, fmt.Errorf("list project folder: %w", err)
	}
	for _, e := range top {
		if e.Name() != "data" && e.Name() != "content" {
			continue
		}
		if !e.IsDir() {
			l.irregular(e.Name(), e)
			continue
		}
		if err := fs.WalkDir(fsys, e.Name(), l.visit); err != nil && !errors.Is(err, errTooMany) {
			return nil, nil, fmt.Errorf("list project folder: %w", err)
		}
	}
	slices.SortFunc(l.files, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	return l.files, l.problems, nil
}

func (l *lister) visit(p string, e fs.DirEntry, err error) error {
	switch {
	case l.ctx.Err() != nil:
		return l.ctx.Err()
	case errors.Is(err, fs.ErrNotExist): // removed while we walk
		return nil
	case err != nil:
		return err
	case p == "data" || p == "content":
		return nil
	case strings.HasPrefix(e.Name(), "."): // .gitkeep, .DS_Store
		return skip(e)
	case e.IsDir():
		return l.folder(p)
	case !e.Type().IsRegular():
		l.irregular(p, e)
		return nil
	}
	if len(l.files) == l.limit {
		l.report(p, diag.CodeTooMuch,
			diag.Textf("dự án có quá %d tệp; các tệp từ đây không được đọc", "the project has more than %d files; those from here on are not read", l.limit),
			diag.Textf("chuyển các năm cũ sang một dự án khác", "move earlier years to another project"))
		return errTooMany
	}
	if f := l.classify(p); f != nil {
		if info, err := e.Info(); err == nil {
			f.stamp = stampOf(info)
		}
		l.files = append(l.files, f)
	}
	return nil
}

func skip(e fs.DirEntry) error {
	if e.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// folder decides whether the walk goes down into a folder.
func (l *lister) folder(p string) error {
	parts := strings.Split(p, "/")
	known := false
	switch top, name := parts[0], parts[len(parts)-1]; {
	case top == "data" && len(parts) == 2 && slices.Contains(otherFolders, name):
		return fs.SkipDir
	case top == "data":
		known = len(parts) == 2 && slices.Contains(RecordKinds, name)
	case parts[1] == "anh", parts[1] == "tep":
		if !viet.IsSlug(name) {
			l.badName(p, "")
			return fs.SkipDir
		}
		known = len(parts) <= 5
	case len(parts) == 2:
		known = isLanguage(name)
	case len(parts) == 3:
		known = name == "tin"
	default:
		known = len(parts) == 4 && isYear(name)
	}
	if known {
		return nil
	}
	l.report(p, diag.CodeFilePlace,
		diag.Textf("thư mục này không có chỗ trong dự án", "this folder has no place in the project"), placeRemedy(p))
	return fs.SkipDir
}

// classify says what the file at p is, or reports why it is nothing.
func (l *lister) classify(p string) *File {
	parts := strings.Split(p, "/")
	dir, base := path.Split(p)
	ext := path.Ext(base)
	stem := strings.TrimSuffix(base, ext)
	f := &File{Path: p}
	want := ""
	switch {
	case p == "data/site.json":
		f.Kind, f.ID = KindSite, KindSite
		return f
	case parts[0] == "data" && len(parts) == 3:
		f.Kind, f.ID, want = parts[1], stem, ".json"
	case parts[0] == "content" && len(parts) > 2 && parts[1] == "anh":
		f.Kind = KindPicture
		if !slices.Contains(pictureTypes, ext) {
			l.report(p, diag.CodeFileType,
				diag.Textf("ảnh loại “%s” không được dùng", "pictures of type “%s” are not accepted", ext),
				diag.Textf("lưu ảnh thành một trong các loại %s", "save the picture as one of %s", quoteList(pictureTypes)))
			return nil
		}
		want = ext
	case parts[0] == "content" && len(parts) > 2 && parts[1] == "tep":
		f.Kind = KindAttachment
		if !slices.Contains(attachmentTypes, ext) {
			l.report(p, diag.CodeFileType,
				diag.Textf("tệp loại “%s” không được đính kèm", "files of type “%s” cannot be attached", ext),
				diag.Textf("lưu tệp thành một trong các loại %s", "save the file as one of %s", quoteList(attachmentTypes)))
			return nil
		}
		want = ext
	case parts[0] == "content" && len(parts) == 3:
		f.Kind, f.Lang, f.Address, want = KindPage, parts[1], "/"+stem+"/", ".md"
	case parts[0] == "content" && len(parts) == 5:
		f.Kind, f.Lang, f.Address, want = KindNews, parts[1], "/tin/"+parts[3]+"/"+stem+"/", ".md"
	default:
		l.report(p, diag.CodeFilePlace,
			diag.Textf("tệp này không có chỗ ở đây", "this file has no place here"), placeRemedy(p))
		return nil
	}
	if ext != want && strings.ToLower(ext) != want {
		l.report(p, diag.CodeFilePlace,
			diag.Textf("trong thư mục “%s” chỉ có tệp “%s”", "the folder “%s” holds “%s” files only", strings.TrimSuffix(dir, "/"), want),
			placeRemedy(p))
		return nil
	}
	if ext != want || !viet.IsSlug(stem) {
		l.badName(p, want)
		return nil
	}
	return f
}

func (l *lister) badName(p, ext string) {
	base := path.Base(p)
	better := viet.Slug(strings.TrimSuffix(base, path.Ext(base))) + ext
	remedy := diag.Textf("đổi tên thành “%s”", "rename it to “%s”", better)
	if better == ext {
		remedy = diag.Textf("đặt một tên như “khanh-hoa-2022%s”", "give it a name such as “khanh-hoa-2022%s”", ext)
	}
	l.report(p, diag.CodeFileName,
		diag.Textf("tên chỉ được gồm chữ thường không dấu, chữ số và dấu nối “-”",
			"a name may hold lower-case letters without marks, digits and “-” only"), remedy)
}

func (l *lister) irregular(p string, e fs.DirEntry) {
	if e.Type()&fs.ModeSymlink == 0 {
		l.problems = append(l.problems, notRegular(p))
		return
	}
	l.report(p, diag.CodeSymlink,
		diag.Textf("đây là liên kết tượng trưng (symlink); nó có thể dẫn ra ngoài dự án", "this is a symbolic link; it could lead out of the project"),
		diag.Textf("thay liên kết bằng chính tệp mà nó dẫn tới", "put the file itself in place of the link"))
}

func (l *lister) report(p, code string, message, remedy diag.Text) {
	l.problems = append(l.problems, diag.Problem{Pos: diag.Pos{Path: p}, Code: code, Message: message, Remedy: remedy})
}

// placeRemedy says where the files of a top folder belong.
func placeRemedy(p string) diag.Text {
	if strings.HasPrefix(p, "data/") {
		return diag.Textf("bản ghi đặt ở data/<loại>/<id>.json, với loại là một trong: %s",
			"records go to data/<kind>/<id>.json, where the kind is one of: %s", quoteList(RecordKinds))
	}
	return diag.Textf("tin đặt ở content/vi/tin/<năm>/<tên>.md, trang ở content/vi/<tên>.md, ảnh ở content/anh/, tệp đính kèm ở content/tep/",
		"news go to content/vi/tin/<year>/<name>.md, pages to content/vi/<name>.md, pictures to content/anh/, attachments to content/tep/")
}

func isYear(s string) bool {
	return len(s) == 4 && strings.Trim(s, "0123456789") == "" && (s[:2] == "19" || s[:2] == "20")
}
