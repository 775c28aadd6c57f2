package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/afero"

	"minhbach/generator/internal/diag"
)

// pictures is content/anh, read only. A project without that folder has none.
type pictures struct {
	root *os.Root // nil when there is no folder
	fs   afero.Fs
}

func openPictures(project string) (*pictures, error) {
	root, err := os.OpenRoot(filepath.Join(project, filepath.FromSlash(picturesDir)))
	if errors.Is(err, fs.ErrNotExist) {
		mem := afero.NewMemMapFs()
		return &pictures{fs: mem}, mem.MkdirAll(".", 0o755)
	}
	if err != nil {
		return nil, fmt.Errorf("pictures: %w", err)
	}
	return &pictures{root, folder{root}}, nil
}

func (p *pictures) Close() error {
	if p.root == nil {
		return nil
	}
	return p.root.Close()
}

// has reports whether there is a picture of that name, below content/anh.
func (p *pictures) has(name string) bool {
	info, err := p.fs.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// pictureTypes are the endings of files that can be resized, and so made free of
// metadata and scripts.
var pictureTypes = []string{".jpg", ".jpeg", ".png", ".webp", ".JPG", ".JPEG", ".PNG"}

func isPictureType(name string) bool { return slices.Contains(pictureTypes, path.Ext(name)) }

// pictureFiles are the same types as Hugo asks for them.
func pictureFiles() []string {
	var patterns []string
	for _, ext := range pictureTypes {
		patterns = append(patterns, "**"+ext)
	}
	return patterns
}

// processed is the name Hugo gives to a resized picture: a number in as many
// hexadecimal digits as it has.
var processed = regexp.MustCompile(`_hu_[0-9a-f]{1,16}\.[a-z]+$`)

// isOriginal reports whether an output path is an editor's picture as it was
// taken, with the place and the device in it.
func (p *pictures) isOriginal(output string) bool {
	name, below := strings.CutPrefix(output, "anh/")
	return below && (p.has(name) || !processed.MatchString(name))
}

var pictureName = regexp.MustCompile(`anh/([^:"\n]+\.\w+)`)

// blamed finds the picture that a failed build names as its cause.
func (p *pictures) blamed(err error) string {
	text := err.Error()
	if !strings.Contains(text, "image") {
		return ""
	}
	for _, m := range pictureName.FindAllStringSubmatch(text, -1) {
		if p.has(m[1]) {
			return path.Join(picturesDir, m[1])
		}
	}
	return ""
}

func unusablePicture(name string) diag.Problem {
	return diag.Problem{
		Pos:     diag.Pos{Path: name},
		Code:    diag.CodeUnusablePicture,
		Message: diag.Textf("không đọc được ảnh này", "this picture cannot be read"),
		Remedy: diag.Textf("mở ảnh bằng chương trình xem ảnh rồi lưu lại dạng JPEG hoặc PNG",
			"open the picture in a viewer and save it again as JPEG or PNG"),
	}
}
