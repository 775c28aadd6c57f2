package check

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// pictureFolder is where pictures stand, attachmentFolder the documents that
// readers download.
const (
	pictureFolder    = "content/anh/"
	attachmentFolder = "content/tep/"
)

// besideTexts checks that the pictures of texts exist, and that each picture and
// attachment is used.
func (p *project) besideTexts() {
	var pictures []string
	used := map[string]bool{}
	for _, f := range p.src.Files {
		switch {
		case f.Kind == source.KindPicture:
			pictures = append(pictures, strings.TrimPrefix(f.Path, pictureFolder))
		case f.IsText():
			if !strings.Contains(f.Text, "anh/") && !strings.Contains(f.Text, "tep/") {
				continue
			}
			for _, name := range besideText.FindAllString(f.Text, -1) {
				used["content/"+name] = true
			}
		}
	}
	for _, f := range p.src.Files {
		if !f.IsText() || !strings.Contains(f.Text, "photo") && !strings.Contains(f.Text, `\`) { // which may write it otherwise
			continue
		}
		tree, _ := f.Tree()
		photo := tree.Get("photo").Get("file")
		name := photo.Str()
		if used[pictureFolder+name] = true; name == "" || p.src.File(pictureFolder+name) != nil {
			continue
		}
		p.add(diag.Problem{
			Pos: photo.Pos(), Code: diag.CodeNoPicture,
			Message: textf("không có ảnh “%s” trong %s", "there is no picture “%s” in %s", quote(name), pictureFolder),
			Remedy:  DidYouMean(name, pictures, textf("đặt ảnh vào %s, hoặc sửa tên", "put the picture into %s, or mend the name", pictureFolder)),
		})
	}
	for _, f := range p.src.Files {
		if f.HasText() || used[f.Path] {
			continue
		}
		orphan := diag.Problem{
			Severity: diag.Warning, Pos: diag.Pos{Path: f.Path}, Code: diag.CodeOrphan,
			Message: diag.Textf("không bài nào dùng ảnh này", "no text uses this picture"),
			Remedy:  diag.Textf("xóa ảnh, hoặc dẫn tới nó từ một bài", "delete the picture, or refer to it from a text"),
		}
		if name, ok := strings.CutPrefix(f.Path, attachmentFolder); ok {
			orphan.Message = diag.Textf("không bài nào dẫn tới tệp này, nên nó không được đăng", "no text links to this file, so it is not published")
			orphan.Remedy = diag.Textf("xóa tệp, hoặc viết trong bài: [tên tài liệu](/tep/%s)", "delete the file, or write in a text: [its title](/tep/%s)", name)
		}
		p.add(orphan)
	}
}

// besideText finds the pictures and attachments that a text names.
var besideText = regexp.MustCompile(`(?:anh|tep)/[a-z0-9/.-]+\.[a-z]+`)

// link checks the address of a web page that the schema has let through.
func link(n *source.Node) (message, remedy diag.Text, ok bool) {
	u, err := url.Parse(n.Text)
	switch {
	case err != nil || u.Hostname() == "":
		message = diag.Textf("địa chỉ này không đọc được", "this address cannot be read")
		remedy = diag.Textf("chép lại địa chỉ từ thanh địa chỉ của trình duyệt", "copy the address again from the address bar of the browser")
	case u.User != nil:
		message = diag.Textf("địa chỉ có chứa tên đăng nhập", "the address contains a login name")
		remedy = diag.Textf("xóa phần đứng trước dấu “@”", "delete the part before “@”")
	case !strings.Contains(u.Hostname(), "."):
		message = diag.Textf("địa chỉ này chỉ mở được trong mạng nội bộ", "this address opens inside an office network only")
		remedy = diag.Textf("dùng địa chỉ mà ai cũng mở được", "use an address that everybody can open")
	default:
		return diag.Text{}, diag.Text{}, true
	}
	return message, remedy, false
}

// isLink reports whether a value stands for the address of a web page.
func isLink(n *source.Node) bool {
	return strings.HasPrefix(n.Text, "https://") || strings.HasPrefix(n.Text, "http://")
}

// orphans warns of records to which nothing leads: an organisation that does
// nothing, a document that nobody carries out or rests on.
func (p *project) orphans() {
	if !slices.ContainsFunc(source.RecordKinds, func(kind string) bool { return !p.complete(kind) }) {
		p.unreferred()
	}
}

func (p *project) unreferred() {
	for _, kind := range []string{"organizations", "plans"} {
		for _, id := range p.names[kind] {
			name := kind + "/" + id
			if p.ids[kind][id].referred.Load() || kind == "plans" && p.set.Plans[id] != nil && len(p.set.Plans[id].Relations) > 0 {
				continue
			}
			p.warn(name, diag.CodeOrphan, p.at(name, "id"),
				diag.Textf("không bản ghi nào dẫn tới bản ghi này", "no record leads to this one"),
				textf("dẫn tới nó từ bản ghi liên quan, hoặc xóa %s", "refer to it from a record it belongs to, or delete %s", path.Base(p.path(name))))
		}
	}
}
