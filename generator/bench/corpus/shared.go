package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"

	"minhbach/generator/internal/record"
)

// dataAsOf is later than the review at the end of 2026, the last year with rows.
const dataAsOf = "2027-01-15"

// shared takes from the repository what every instance has: code lists, tables,
// standing pages and settings.
func (c *corpus) shared() error {
	if err := c.copy("data/vocab", "data/tables"); err != nil {
		return err
	}
	pages := []string{"content/vi/*.md", "content/en/*.md"}
	if c.vietnamese {
		pages = pages[:1]
	}
	for _, pattern := range pages {
		files, err := fs.Glob(os.DirFS(c.project), pattern)
		if err != nil {
			return err
		}
		if err := c.copy(files...); err != nil {
			return err
		}
	}
	return c.settings()
}

// settings are those of the repository under a name that says what this is.
func (c *corpus) settings() error {
	data, err := os.ReadFile(filepath.Join(c.project, "data", "site.json"))
	if err != nil {
		return err
	}
	s := struct {
		Schema string `json:"$schema"`
		record.Site
	}{}
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	s.Title = record.Text{VI: "Minh Bạch (mô phỏng)", EN: "Minh Bạch (synthetic)"}
	s.Description = record.Text{
		VI: "Trang mô phỏng để đo tốc độ: mọi địa phương, cơ quan, cam kết và con số ở đây đều do chương trình sinh ra.",
		EN: "A synthetic site for measuring speed: a program made up every place, office, commitment and figure here.",
	}
	s.BaseURL = "https://mo-phong.example/"
	s.DataAsOf = dataAsOf
	if c.vietnamese {
		s.Languages = []string{"vi"}
	}
	return c.batch("data", 1, func(_ int, b *batch) error { return b.record("site", s) })
}

// copy takes files and folders over as they are.
func (c *corpus) copy(names ...string) error {
	for _, name := range names {
		err := filepath.WalkDir(filepath.Join(c.project, name), func(file string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(c.project, file)
			if err != nil {
				return err
			}
			to := filepath.Join(c.out, rel)
			if d.IsDir() {
				return os.MkdirAll(to, 0o755)
			}
			data, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
				return err
			}
			c.made.add(filepath.ToSlash(filepath.Dir(rel)), 1, int64(len(data)))
			return os.WriteFile(to, data, 0o644)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
