// Package scaffold makes a new instance: a project folder with its settings, code
// lists, schemas, a first page, and what editors and CI need around it. The
// program is no part of an instance; it is installed beside it.
package scaffold

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"text/template"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
	"minhbach/schemas"
)

// files are what every instance begins with. A name that begins with "dot-"
// begins with a dot there. The code lists are those of this project.
//
//go:embed files
var files embed.FS

// Answers are what only the people of an instance know.
type Answers struct {
	Title, TitleEN         string
	Publisher, PublisherEN string
	Email                  string
	BaseURL                string
	Date                   string // the day up to which the records are kept
	Program                string // https address of the program's repository, may be empty
	Commit                 string // of the program, may be empty
}

// folder is a folder of records in the README.
type folder struct{ Path, VI string }

// Files makes the files of a new instance.
func Files(a Answers) ([]edit.NewFile, []diag.Problem, error) {
	if date, mistake := form.ReadDate(a.Date); mistake.Code == "" {
		a.Date = date
	}
	site, problems := settings(a)
	if len(problems) > 0 {
		return nil, problems, nil
	}
	all := []edit.NewFile{{Path: "data/site.json", Data: site}}
	var folders []folder
	for _, kind := range source.RecordKinds {
		shape := form.Of(kind)
		folders = append(folders, folder{"data/" + kind + "/", shape.Title.VI + ": " + shape.Description.VI})
		if kind != "vocab" {
			all = append(all, edit.NewFile{Path: "data/" + kind + "/.gitkeep", Data: fmt.Appendf(nil,
				"%s. Mỗi tệp một bản ghi, tên tệp là id của bản ghi.\n%s. One record in each file, named by its id.\n", shape.Title.VI, shape.Title.EN)})
		}
	}
	for _, name := range schemas.Names() {
		data, err := schemas.Read(name)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, edit.NewFile{Path: "schemas/" + name + ".schema.json", Data: data})
	}
	editor, err := editorSettings()
	if err != nil {
		return nil, nil, err
	}
	all = append(all, edit.NewFile{Path: ".vscode/settings.json", Data: editor})
	err = fs.WalkDir(files, "files", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		if path.Ext(name) != ".json" {
			if data, err = fill(name, data, a, folders); err != nil {
				return err
			}
		}
		target := strings.ReplaceAll(strings.TrimPrefix(name, "files/"), "dot-", ".")
		all = append(all, edit.NewFile{Path: target, Data: data, Program: strings.HasPrefix(target, ".githooks/")})
		return nil
	})
	return all, nil, err
}

// fill puts the answers into a file. CI files have braces of their own.
func fill(name string, text []byte, a Answers, folders []folder) ([]byte, error) {
	t, err := template.New(name).Delims("[[", "]]").Parse(string(text))
	if err != nil {
		return nil, fmt.Errorf("file of a new instance: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, struct {
		Answers
		Folders []folder
	}{a, folders}); err != nil {
		return nil, fmt.Errorf("file of a new instance: %w", err)
	}
	return b.Bytes(), nil
}

var (
	repository = regexp.MustCompile(`^https://[A-Za-z0-9._~:/@-]+$`)
	commit     = regexp.MustCompile(`^[0-9a-f]{40,64}$`)
)

// settings makes data/site.json. What is not asked begins as in the example of
// the schema, which is this project's own.
func settings(a Answers) ([]byte, []diag.Problem) {
	var problems []diag.Problem
	wrong := func(flag string, m form.Mistake) {
		problems = append(problems, diag.Problem{Pos: diag.Pos{Path: "--" + flag}, Code: m.Code, Message: m.Message, Remedy: m.Remedy})
	}
	if a.Program != "" && !repository.MatchString(a.Program) {
		wrong("program", form.Mistake{Code: diag.CodeBadLink,
			Message: diag.Textf("đây không phải là địa chỉ https của một kho", "this is no https address of a repository"),
			Remedy:  diag.Textf("viết như https://example.org/minhbach", "write as in https://example.org/minhbach")})
	}
	if a.Commit != "" && !commit.MatchString(a.Commit) {
		wrong("program-commit", form.Mistake{Code: diag.CodePattern,
			Message: diag.Textf("đây không phải là mã commit đầy đủ", "this is no full commit id"),
			Remedy:  diag.Textf("chép kết quả của lệnh: git rev-parse HEAD", "copy what this prints: git rev-parse HEAD")})
	}
	schema, err := schemas.Read(source.KindSite)
	if err != nil {
		panic(err) // the schema is part of the program
	}
	tree, _ := (&source.File{Path: source.KindSite, Text: string(schema)}).Tree()
	shape := form.Of(source.KindSite)
	values := shape.Split(tree.Get("examples").Index(0))
	delete(values, "publisher.name.en")
	for _, answer := range []struct{ flag, path, typed string }{
		{"title", "title.vi", a.Title}, {"title-en", "title.en", a.TitleEN},
		{"publisher", "publisher.name.vi", a.Publisher}, {"publisher-en", "publisher.name.en", a.PublisherEN},
		{"email", "publisher.email", a.Email}, {"base-url", "baseUrl", strings.TrimSuffix(a.BaseURL, "/") + "/"}, {"date", "dataAsOf", a.Date},
	} {
		if answer.typed == "" {
			answer.typed = a.Title // a site without English names is called the same in both
			if strings.HasPrefix(answer.flag, "publisher") {
				answer.typed = a.Publisher
			}
		}
		value, mistake := leafField(shape, answer.path).Read(answer.typed)
		if mistake.Code != "" {
			wrong(answer.flag, mistake)
			continue
		}
		values[answer.path] = value
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return form.Print(*shape.Build(values)), nil
}

func leafField(f *form.Field, path string) *form.Field {
	for key := range strings.SplitSeq(path, ".") {
		f = f.Get(key)
	}
	return f
}

// editorSettings makes VS Code validate, complete and explain every record.
func editorSettings() ([]byte, error) {
	type mapping struct {
		FileMatch []string `json:"fileMatch"`
		URL       string   `json:"url"`
	}
	maps := []mapping{{[]string{"/data/site.json"}, "./schemas/site.schema.json"}}
	for _, kind := range source.RecordKinds {
		maps = append(maps, mapping{[]string{"/data/" + kind + "/*.json"}, "./schemas/" + kind + ".schema.json"})
	}
	data, err := json.MarshalIndent(map[string]any{
		"files.encoding": "utf8", "files.eol": "\n", "files.insertFinalNewline": true, "files.trimTrailingWhitespace": true,
		"editor.unicodeHighlight.invisibleCharacters": true,
		"editor.unicodeHighlight.allowedLocales":      map[string]bool{"_os": true, "_vscode": true, "vi": true},
		"[json]":                                      map[string]any{"editor.tabSize": 2, "editor.insertSpaces": true, "editor.quickSuggestions": map[string]bool{"strings": true}},
		"[markdown]":                                  map[string]any{"editor.wordWrap": "on"},
		"json.validate.enable":                        true, "json.schemas": maps,
		"search.exclude":       map[string]bool{"public": true},
		"files.watcherExclude": map[string]bool{"**/public/**": true},
	}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("editor settings: %w", err)
	}
	return append(data, '\n'), nil
}
