package site

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/source"
)

// markdown reads texts as Hugo will, as far as links, pictures and HTML go.
var markdown = goldmark.New(goldmark.WithExtensions(
	extension.GFM, extension.Footnote, extension.DefinitionList,
)).Parser()

// shortcode begins a call of a template from a text, or pretends to be one of
// the marks that Hugo puts around such calls.
var shortcode = regexp.MustCompile(`\{\{(?:[<%]|__hugo_ctx)`)

// otherHost is an address that begins with the name of a host.
var otherHost = regexp.MustCompile(`^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.(vn|com|org|net|info|gov|edu)(/|$)`)

// reservedMarks stand in Hugo's intermediate output for things that are put in
// later. In a text they would be taken for its own.
var reservedMarks = []string{"HAHAHUGOSHORTCODE", "__h_pp_l1", "__hdeferred/", "{{__hugo_ctx"}

// textCheck collects what is wrong in the body of one page.
type textCheck struct {
	page     portal.Page
	body     []byte
	beside   *beside
	links    []kept.Link // within the site
	problems []diag.Problem

	at    int      // offset in the body
	place diag.Pos // of it
}

// Texts finds what is wrong in the texts of a project as far as it shows without
// building the site: everything but links to pages that do not exist. It can be used by
// several goroutines at once and must be closed.
type Texts struct {
	beside *beside
	linked sync.Mutex // documents of beside
}

// OpenTexts opens what stands beside the texts of the project in a folder.
func OpenTexts(root string) (*Texts, error) {
	beside, err := openBeside(root)
	if err != nil {
		return nil, err
	}
	return &Texts{beside: beside}, nil
}

// Close ends the use of what stands beside.
func (t *Texts) Close() error { return t.beside.Close() }

// Check looks at one text. It reports whether the text alone decides what is found,
// and no picture or document beside it.
func (t *Texts) Check(f *source.File) (problems []diag.Problem, alone bool) {
	body, line := f.Body()
	page := portal.Page{Address: f.Address, Lang: f.Lang, Source: f.Path, Body: body, BodyLine: line}
	problems, links := checkText(page, t.beside)
	alone = !strings.Contains(body, "![") &&
		!slices.ContainsFunc(links, func(l kept.Link) bool { return strings.HasPrefix(l.Address, attachmentsAddress) })
	t.linked.Lock()
	defer t.linked.Unlock()
	return append(problems, checkLinks(f.Path, f.Lang, links, nil, t.beside)...), alone
}

// checkText finds everything in a body that must not reach Hugo, or that Hugo
// would silently leave out: shortcodes, HTML, pictures that cannot be shown,
// links that are unsafe. It gives the links within the site, which lead somewhere
// or not.
func checkText(p portal.Page, beside *beside) ([]diag.Problem, []kept.Link) {
	if p.Body == "" {
		return nil, nil
	}
	c := &textCheck{page: p, body: []byte(p.Body), beside: beside, place: firstOf(p)}
	for _, at := range shortcode.FindAllIndex(c.body, -1) {
		c.report(at[0], diag.CodeShortcode,
			diag.Textf("mã lệnh “%s” không được dùng trong bài", "the shortcode “%s” cannot be used in a text", c.body[at[0]:at[1]]),
			diag.Textf("xóa mã lệnh; nếu cần viết hai dấu ngoặc nhọn thì thêm một khoảng trắng ở giữa: { {",
				"remove it; to write two braces put a space between them: { {"))
	}
	doc := markdown.Parse(text.NewReader(c.body))
	// The walk itself cannot fail: no step returns an error.
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			c.node(n)
		}
		return ast.WalkContinue, nil
	})
	return c.problems, c.links
}

func (c *textCheck) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.RawHTML:
		c.html(n.Segments.At(0))
	case *ast.HTMLBlock:
		if n.Lines().Len() > 0 {
			c.html(n.Lines().At(0))
		}
	case *ast.Image:
		c.picture(c.offset(n), destination(n.Destination), plainText(n, c.body))
	case *ast.Link:
		c.link(c.offset(n), destination(n.Destination))
	case *ast.AutoLink:
		if n.AutoLinkType == ast.AutoLinkURL {
			c.link(c.offset(n), destination(n.URL(c.body)))
		}
	}
}

func (c *textCheck) html(at text.Segment) {
	source := at.Value(c.body)
	if tag := bytes.TrimLeft(source, " "); bytes.HasPrefix(tag, []byte("<!--")) || bytes.HasPrefix(tag, []byte("</")) {
		return // a note between editors, which is not published; the end of an element that was told
	}
	c.report(at.Start, diag.CodeRawHTML,
		diag.Textf("bài viết có mã HTML, phần này sẽ không hiện ra", "the text has HTML, which is not shown"),
		diag.Textf("viết lại bằng Markdown: **đậm**, *nghiêng*, [chữ](địa chỉ); muốn viết dấu < thì viết &lt;",
			"write it in Markdown: **bold**, *italic*, [text](address); for the sign < write &lt;"))
}

// picture checks a picture: from content/anh, of a type that can be resized,
// with words for those who cannot see it.
func (c *textCheck) picture(at int, to, alt string) {
	name, below := strings.CutPrefix(strings.TrimLeft(to, "./"), "anh/")
	remedy := diag.Textf("đặt ảnh vào content/anh/ rồi viết ![mô tả ảnh](/anh/ten-anh.jpg)",
		"put the picture into content/anh/ and write ![what it shows](/anh/name.jpg)")
	switch {
	case !below || name != path.Clean(name) || strings.HasPrefix(name, "../"):
		c.report(at, diag.CodeTextPicture, diag.Textf("ảnh không nằm trong content/anh", "the picture is not in content/anh"), remedy)
	case !isPictureType(name):
		c.report(at, diag.CodeTextPicture, diag.Textf("tệp anh/%s không phải ảnh JPEG, PNG hay WebP", "anh/%s is no JPEG, PNG or WebP picture", name), remedy)
	case !c.beside.pictures.has(name):
		c.report(at, diag.CodeTextPicture, diag.Textf("không có ảnh anh/%s", "there is no picture anh/%s", name), remedy)
	}
	if strings.TrimSpace(alt) == "" {
		c.report(at, diag.CodeNoAltText,
			diag.Textf("ảnh chưa có lời mô tả cho người không nhìn thấy ảnh", "the picture has no description for readers who cannot see it"),
			diag.Textf("viết trong ngoặc vuông điều ảnh cho thấy: ![Cán bộ xã trao bồn nước](/anh/…)",
				"say in the square brackets what the picture shows: ![A commune officer hands over a tank](/anh/…)"))
	}
}

// link checks an address: to another host by a scheme that readers expect, to a
// place in the same page, or to a page or file of this site.
func (c *textCheck) link(at int, to string) {
	u, err := url.Parse(to)
	switch {
	case err != nil, u.Scheme == "" && u.Host != "",
		u.Scheme != "" && !slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme),
		(u.Scheme == "http" || u.Scheme == "https") && u.Host == "":
		c.report(at, diag.CodeTextLink,
			diag.Textf("địa chỉ liên kết này không dùng được", "this link address cannot be used"),
			diag.Textf("viết đủ địa chỉ, bắt đầu bằng https:// hoặc mailto:", "write the whole address, beginning with https:// or mailto:"))
	case u.Scheme != "", u.Path == "":
		return
	case !strings.HasPrefix(u.Path, "/") && otherHost.MatchString(u.Path):
		c.report(at, diag.CodeTextLink,
			diag.Textf("liên kết tới trang khác thiếu https://", "a link to another site lacks https://"),
			diag.Textf("viết https://%s", "write https://%s", u.Path))
	case !strings.HasPrefix(u.Path, "/"):
		c.report(at, diag.CodeTextLink,
			diag.Textf("liên kết trong trang phải bắt đầu bằng dấu /", "a link within the site must begin with /"),
			diag.Textf("viết địa chỉ từ trang chủ, ví dụ /xa/khanh-hoa-04342/", "write the address from the home page, such as /xa/khanh-hoa-04342/"))
	default:
		pos := c.locate(at)
		c.links = append(c.links, kept.Link{Address: u.Path, Line: pos.Line, Col: pos.Col})
	}
}

// checkLinks finds the links of a text that lead to nothing: no document, no page
// in the same language, no file, which has no language. Where the output paths are
// not known yet, it looks for documents alone.
func checkLinks(source, lang string, links []kept.Link, paths map[string]string, beside *beside) []diag.Problem {
	var problems []diag.Problem
	for _, link := range links {
		var message, remedy diag.Text
		name, document := strings.CutPrefix(link.Address, attachmentsAddress)
		switch {
		case document && beside.attachments.has(name):
			beside.attachments.linked[name] = true
			continue
		case document:
			message = diag.Textf("không có tệp tep/%s", "there is no file tep/%s", name)
			remedy = diag.Textf("đặt tệp vào content/tep/, hoặc sửa tên", "put the file into content/tep/, or mend the name")
		case paths == nil || exists(link.Address, lang, paths):
			continue
		default:
			message = diag.Textf("trang không có địa chỉ %s", "the site has nothing at %s", link.Address)
			remedy = diag.Textf("xem lại địa chỉ; địa chỉ trang kết thúc bằng dấu /, không ghi /en/ ở đầu",
				"look at the address again; that of a page ends in a slash and does not begin with /en/")
		}
		if len(problems) == maxOfText {
			break
		}
		problems = append(problems, diag.Problem{
			Pos: diag.Pos{Path: source, Line: link.Line, Col: link.Col}, Code: diag.CodeDeadLink, Message: message, Remedy: remedy,
		})
	}
	return problems
}

func exists(address, lang string, paths map[string]string) bool {
	to := pathOf(address, lang)
	if path.Ext(address) != "" {
		to = strings.TrimPrefix(address, "/")
	}
	_, ok := paths[to]
	return ok
}

// maxOfText bounds the problems told of one text.
const maxOfText = 100

func (c *textCheck) report(offset int, code string, message, remedy diag.Text) {
	if len(c.problems) == maxOfText {
		return
	}
	c.problems = append(c.problems, diag.Problem{
		Pos: c.locate(offset), Code: code, Message: message, Remedy: remedy,
	})
}

// offset is where a node begins in the body; the parser does not know it of
// every node, but it does of some block around it.
func (c *textCheck) offset(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if n.Pos() >= 0 {
			return n.Pos()
		}
	}
	return 0
}

// locate leads from an offset in the body to the file an editor opens. It goes on
// from the place that it found last, so that a text of many links is gone through
// once.
func (c *textCheck) locate(offset int) diag.Pos {
	if offset < c.at { // a footnote
		c.at, c.place = 0, firstOf(c.page)
	}
	between := c.page.Body[c.at:offset]
	if end := strings.LastIndexByte(between, '\n'); end >= 0 {
		c.place.Line += strings.Count(between, "\n")
		c.place.Col, between = 1, between[end+1:]
	}
	c.place.Col += utf8.RuneCountInString(between)
	c.at = offset
	return c.place
}

// firstOf is the place where the body of a page begins.
func firstOf(p portal.Page) diag.Pos { return diag.Pos{Path: p.Source, Line: p.BodyLine, Col: 1} }

func reservedText(p *portal.Page, mark string) diag.Problem {
	pos := diag.Pos{Path: p.Source}
	if at := strings.Index(p.Body, mark); at >= 0 {
		pos = (&textCheck{page: *p, place: firstOf(*p)}).locate(at)
	}
	return diag.Problem{
		Pos: pos, Code: diag.CodeReservedText,
		Message: diag.Textf("chữ “%s” dành riêng cho chương trình dựng trang", "the text “%s” is reserved for the program that renders the pages", mark),
		Remedy:  diag.Textf("viết khác đi, ví dụ thêm một khoảng trắng ở giữa", "write it differently, for example with a space inside"),
	}
}

// destination undoes the ways Markdown has of hiding an address.
func destination(b []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b))))
}

// plainText is the text of a node without its markup.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(source))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
