package build

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// editor changes a copy of this repository's project as editors do, by chance.
// Not every change is right: check says no to some, and they are undone.
type editor struct {
	t       testing.TB
	root    string
	chance  *rand.Rand
	n       int               // counts edits, so that each is another one
	touched map[string][]byte // files as they were before the last edit; nil: not there
}

// newEditor copies the project and gives it enough records to be entangled. With
// an even seed it has no rows about households: half of a build is about those.
func newEditor(t testing.TB, seed uint64) *editor {
	t.Helper()
	e := &editor{t: t, root: t.TempDir(), chance: rand.New(rand.NewPCG(seed, 0))}
	for _, dir := range []string{"content", "data", "schemas"} {
		if err := os.CopyFS(filepath.Join(e.root, dir), os.DirFS(filepath.Join("../../..", dir))); err != nil {
			t.Fatal(err)
		}
	}
	if seed%2 == 0 {
		if err := os.RemoveAll(e.path("data/microdata")); err != nil {
			t.Fatal(err)
		}
	}
	e.begin()
	return e
}

// begin adds what edits can be made of. By chance, check may refuse it.
func (e *editor) begin() {
	e.touched = map[string][]byte{}
	for range 3 {
		e.cloneCommitment()
		e.addNews()
	}
	e.addPicture()
}

// edits are the kinds of change, the commonest more than once.
var edits = []struct {
	name string
	do   func(*editor)
}{
	{"a word of a record", (*editor).word}, {"a word of a record", (*editor).word},
	{"a word of the news", (*editor).newsWord}, {"a word of the news", (*editor).newsWord},
	{"a number of a record", (*editor).number},
	{"a day of a record", (*editor).day},
	{"a record removed", (*editor).remove},
	{"a record added", (*editor).clone}, {"a record added", (*editor).clone},
	{"a commitment added", (*editor).cloneCommitment},
	{"a record renamed", (*editor).rename},
	{"an item added", (*editor).addNews}, {"an item added", (*editor).addNews},
	{"an item removed", (*editor).removeNews},
	{"an item renamed", (*editor).renameNews},
	{"a draft begun or finished", (*editor).draft},
	{"a picture added or changed", (*editor).addPicture},
	{"a picture removed", (*editor).removePicture},
	{"a link between texts", (*editor).link},
	{"an item that waits for its moment", (*editor).wait},
	{"an item moved or withdrawn", (*editor).moveNews},
	{"a standing page", (*editor).page},
	{"a document added or changed", (*editor).addDocument}, {"a document added or changed", (*editor).addDocument},
	{"a document removed", (*editor).removeDocument},
	{"a correction", (*editor).correct},
	{"the settings", (*editor).settings}, {"the settings", (*editor).settings},
	{"compressed copies", (*editor).compress},
	{"a row about a household", (*editor).row}, {"a row about a household", (*editor).row},
	{"nothing", func(*editor) {}},
}

// edit makes one change and says which.
func (e *editor) edit() string {
	e.n++
	clear(e.touched)
	e.compressNothing()
	kind := edits[e.chance.IntN(len(edits))]
	kind.do(e)
	names := []string{}
	for name := range e.touched {
		names = append(names, name)
	}
	slices.Sort(names)
	return fmt.Sprintf("%d: %s %s", e.n, kind.name, strings.Join(names, " "))
}

// undo takes the last edit back.
func (e *editor) undo() {
	for name, data := range e.touched {
		if data == nil {
			_ = os.Remove(e.path(name))
		} else if err := os.WriteFile(e.path(name), data, 0o644); err != nil {
			e.t.Fatal(err)
		}
	}
}

func (e *editor) path(name string) string { return filepath.Join(e.root, filepath.FromSlash(name)) }

func (e *editor) note(name string) {
	if _, known := e.touched[name]; !known {
		data, err := os.ReadFile(e.path(name))
		if err != nil {
			data = nil
		}
		e.touched[name] = data
	}
}

func (e *editor) write(name, text string) {
	e.note(name)
	if err := os.MkdirAll(filepath.Dir(e.path(name)), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(e.path(name), []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) delete(name string) {
	e.note(name)
	if err := os.Remove(e.path(name)); err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) read(name string) string {
	data, err := os.ReadFile(e.path(name))
	if err != nil {
		e.t.Fatal(err)
	}
	return string(data)
}

// files lists the files of a folder with one ending.
func (e *editor) files(dir, ext string) []string {
	var names []string
	_ = fs.WalkDir(os.DirFS(e.root), dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(name) == ext {
			names = append(names, name)
		}
		return nil
	})
	return names
}

func (e *editor) one(list []string) string { return list[e.chance.IntN(len(list))] }

// records are all of one kind but microdata, the kinds that change often more
// often.
func (e *editor) records() []string {
	kinds := []string{"commitments", "activities", "outcomes", "activities", "outcomes", "units", "organizations", "people", "plans", "figures", "vocab", "tables", "addresses", "corrections"}
	for {
		if names := e.files("data/"+e.one(kinds), ".json"); len(names) > 0 {
			return names
		}
	}
}

var (
	words   = regexp.MustCompile(`"(vi|en)": "[^"\\]+"`)
	numbers = regexp.MustCompile(`"(value|households|order|population|amount)": \d+`)
	days    = regexp.MustCompile(`"(date|from|to|accessed)": "\d{4}-\d\d-\d\d"`)
)

// replace changes one match in a file, if there is one.
func (e *editor) replace(name string, what *regexp.Regexp, by func(string) string) {
	text := e.read(name)
	found := what.FindAllStringIndex(text, -1)
	if len(found) == 0 {
		return
	}
	at := found[e.chance.IntN(len(found))]
	e.write(name, text[:at[0]]+by(text[at[0]:at[1]])+text[at[1]:])
}

func (e *editor) word() {
	e.replace(e.one(e.records()), words, func(s string) string { return s[:len(s)-1] + " " + strconv.Itoa(e.n) + `"` })
}

func (e *editor) number() {
	e.replace(e.one(e.records()), numbers, func(s string) string {
		return s[:strings.LastIndexByte(s, ' ')+1] + strconv.Itoa(1+e.chance.IntN(40))
	})
}

func (e *editor) day() {
	e.replace(e.one(e.records()), days, func(s string) string { return s[:len(s)-3] + fmt.Sprintf("%02d", 10+e.chance.IntN(18)) + `"` })
}

func (e *editor) remove() { e.delete(e.one(e.records())) }

func idOf(name string) string { return strings.TrimSuffix(path.Base(name), path.Ext(name)) }

// copyAs writes a record once more, under another id and with some references to
// other records.
func (e *editor) copyAs(name, id string) string {
	text := strings.Replace(e.read(name), `"id": "`+idOf(name)+`"`, `"id": "`+id+`"`, 1)
	for _, field := range []string{"commitment", "unit", "organization", "plan"} {
		if ids := e.files("data/"+field+"s", ".json"); len(ids) > 0 && e.chance.IntN(2) == 0 {
			text = regexp.MustCompile(`(?m)^  "`+field+`": "[^"]+"`).ReplaceAllString(text, `  "`+field+`": "`+idOf(e.one(ids))+`"`)
		}
	}
	to := path.Join(path.Dir(name), id+".json")
	e.write(to, text)
	return to
}

func (e *editor) clone() {
	name := e.one(e.records())
	e.copyAs(name, fmt.Sprintf("%s-%d", idOf(name), e.n))
}

func (e *editor) cloneCommitment() {
	e.n++
	id := fmt.Sprintf("cam-ket-%d", e.n)
	e.copyAs(e.one(e.files("data/commitments", ".json")), id)
	for i := range 1 + e.chance.IntN(3) {
		kind := e.one([]string{"activities", "outcomes"})
		list := e.files("data/"+kind, ".json")
		if len(list) == 0 {
			continue
		}
		step := e.copyAs(e.one(list), fmt.Sprintf("%s-%d", id, i))
		e.write(step, regexp.MustCompile(`"commitment": "[^"]+"`).ReplaceAllString(e.read(step), `"commitment": "`+id+`"`))
	}
}

// rename gives a record another id and everything that names it the new one.
func (e *editor) rename() {
	name := e.one(e.records())
	old, id := idOf(name), fmt.Sprintf("ten-moi-%d", e.n)
	for _, other := range append(e.files("data", ".json"), e.files("content", ".md")...) {
		text := e.read(other)
		changed := strings.ReplaceAll(text, `"`+old+`"`, `"`+id+`"`)
		changed = strings.ReplaceAll(changed, "- "+old+"\n", "- "+id+"\n")
		if changed != text {
			e.write(other, changed)
		}
	}
	e.write(path.Join(path.Dir(name), id+".json"), e.read(name))
	e.delete(name)
}

func (e *editor) news() []string {
	return append(e.files("content/vi/tin", ".md"), e.files("content/en/tin", ".md")...)
}

func (e *editor) newsWord() {
	name := e.one(e.news())
	if e.chance.IntN(3) == 0 {
		e.replace(name, regexp.MustCompile(`(?m)^(title|summary): .+$`), func(s string) string { return s + " " + strconv.Itoa(e.n) })
		return
	}
	e.write(name, e.read(name)+"\nThêm một câu, lần thứ "+strconv.Itoa(e.n)+".\n")
}

func (e *editor) addNews() {
	e.n++
	year := 2020 + e.chance.IntN(4)
	at := fmt.Sprintf("tin/%d/tin-%d.md", year, e.n)
	ids := func(kind string) string {
		list := e.files("data/"+kind, ".json")
		return kind + ":\n  - " + idOf(e.one(list)) + "\n"
	}
	front := fmt.Sprintf("---\ntitle: Tin thử số %d\nsummary: Một tin chỉ để thử chương trình.\ndate: %d-%02d-%02d\nauthor: Nhóm Minh Bạch\n", e.n, year, 1+e.chance.IntN(12), 1+e.chance.IntN(28))
	for _, kind := range []string{"commitments", "plans", "units", "organizations"} {
		if e.chance.IntN(2) == 0 {
			front += ids(kind)
		}
	}
	if pictures := e.files("content/anh", ".jpg"); len(pictures) > 0 && e.chance.IntN(2) == 0 {
		front += "photo:\n  file: " + path.Base(e.one(pictures)) + "\n  alt: Một hình vẽ để thử\n"
	}
	text := front + "---\n\nĐoạn *đầu*.\n\n## Kết quả\n\nĐoạn sau.\n"
	if pictures := e.files("content/anh", ".jpg"); len(pictures) > 0 && e.chance.IntN(3) == 0 {
		text += "\n![Một hình vẽ](/anh/" + path.Base(e.one(pictures)) + ")\n"
	}
	e.write("content/vi/"+at, text)
	if e.chance.IntN(2) == 0 {
		e.write("content/en/"+at, strings.Replace(text, "title: Tin thử", "title: Item", 1))
	}
}

func (e *editor) removeNews() { e.delete(e.one(e.news())) }

func (e *editor) renameNews() {
	name := e.one(e.news())
	text := e.read(name)
	e.delete(name)
	e.write(path.Join(path.Dir(name), fmt.Sprintf("ten-khac-%d.md", e.n)), text)
}

func (e *editor) draft() {
	name := e.one(e.news())
	text := e.read(name)
	if strings.Contains(text, "\ndraft: true\n") {
		e.write(name, strings.Replace(text, "\ndraft: true\n", "\n", 1))
	} else {
		e.write(name, strings.Replace(text, "\ntitle:", "\ndraft: true\ntitle:", 1))
	}
}

// addPicture draws a picture, or another one of the same name.
func (e *editor) addPicture() {
	img := image.NewRGBA(image.Rect(0, 0, 64, 48))
	shade := uint8(e.chance.IntN(256))
	for y := range 48 {
		for x := range 64 {
			img.Set(x, y, color.RGBA{shade, uint8(4 * x), uint8(5 * y), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		e.t.Fatal(err)
	}
	e.write(fmt.Sprintf("content/anh/hinh-%d.jpg", e.chance.IntN(3)), b.String())
}

func (e *editor) removePicture() {
	if pictures := e.files("content/anh", ".jpg"); len(pictures) > 0 {
		e.delete(e.one(pictures))
	}
}

// link lets one text lead to another.
func (e *editor) link() {
	from, to := e.one(e.news()), e.one(e.files("content/vi/tin", ".md"))
	e.write(from, e.read(from)+"\n[Xem tin này](/"+strings.TrimSuffix(strings.TrimPrefix(to, "content/vi/"), ".md")+"/).\n")
}
