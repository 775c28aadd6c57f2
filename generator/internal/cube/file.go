package cube

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"filippo.io/age"

	"minhbach/generator/internal/diag"
)

// IdentityVariable is the environment variable with the age identity that opens
// encrypted microdata.
const IdentityVariable = "MINHBACH_MICRODATA_IDENTITY"

// File is one microdata file.
type File struct {
	Path string // as problems name it
	Open func() (io.ReadCloser, error)
	// Public is set for a file that anyone who has the project can read: its
	// first line must then declare its rows synthetic.
	Public bool
}

// errDecrypt is a file that the identity does not open or that was changed
// after it was encrypted.
var errDecrypt = errors.New("cannot be decrypted")

// Find lists the microdata files of a folder in order of name: *.jsonl and,
// encrypted, *.jsonl.age. project is the root of the project: below it plain
// files are public. identity is an age identity, empty for none.
func Find(folder, project, identity string) ([]File, []diag.Problem, error) {
	inside, prefix, err := locate(folder, project)
	if err != nil {
		return nil, nil, err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, nil, err
	}
	keys, keyErr := parseIdentity(identity)
	var files []File
	var ps []diag.Problem
	for _, e := range entries {
		name, shown := e.Name(), prefix+e.Name()
		full := filepath.Join(folder, name)
		switch {
		case strings.HasPrefix(name, ".") || name == "README.md":
		case e.Type().IsRegular() && strings.HasSuffix(name, ".jsonl"):
			files = append(files, File{Path: shown, Public: inside, Open: func() (io.ReadCloser, error) { return os.Open(full) }})
		case e.Type().IsRegular() && strings.HasSuffix(name, ".jsonl.age"):
			if len(keys) == 0 {
				ps = append(ps, identityProblem(shown, keyErr))
				continue
			}
			files = append(files, File{Path: shown, Open: func() (io.ReadCloser, error) { return openEncrypted(full, keys) }})
		case inside:
			ps = append(ps, fileProblem(shown, diag.CodeMicrodataPlace,
				diag.Text{VI: "thư mục dữ liệu hộ trong dự án chỉ nhận tệp .jsonl mô phỏng và tệp .jsonl.age đã mã hóa",
					EN: "the microdata folder inside the project takes synthetic .jsonl and encrypted .jsonl.age files only"},
				diag.Text{VI: "chuyển tệp này ra ngoài dự án ngay, và xóa khỏi lịch sử git nếu đã lưu",
					EN: "move the file out of the project at once, and out of the git history if it was committed"}))
		}
	}
	return files, ps, nil
}

// locate says whether the folder lies inside the project and how its files are
// named in problems: by their place in the project, or by their name alone.
func locate(folder, project string) (inside bool, prefix string, err error) {
	real := func(p string) (string, error) {
		p, err := filepath.Abs(p)
		if err != nil {
			return "", err
		}
		return filepath.EvalSymlinks(p)
	}
	f, err := real(folder)
	if err != nil {
		return false, "", err
	}
	root, err := real(project)
	if err != nil {
		return false, "", err
	}
	rel, err := filepath.Rel(root, f)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return false, filepath.Base(f) + "/", nil
	}
	if rel == "." {
		return true, "", nil
	}
	return true, filepath.ToSlash(rel) + "/", nil
}

// parseIdentity reads age identities. The errors of age may quote their input,
// a secret, so that only the fact is kept.
func parseIdentity(text string) ([]age.Identity, bool) {
	if text == "" {
		return nil, false
	}
	keys, err := age.ParseIdentities(strings.NewReader(text))
	return keys, err != nil
}

func identityProblem(shown string, malformed bool) diag.Problem {
	p := fileProblem(shown, diag.CodeMicrodataDecrypt,
		diag.Textf("tệp đã mã hóa nhưng biến %s trống", "the file is encrypted and %s is empty", IdentityVariable),
		diag.Textf("đặt khóa age của nơi công bố vào biến %s", "put the publisher's age identity into %s", IdentityVariable))
	if malformed {
		p.Message = diag.Textf("khóa trong biến %s không đọc được (giá trị được giữ kín)", "the identity in %s cannot be read (value withheld)", IdentityVariable)
	}
	return p
}

// decrypted closes the file below the plain text.
type decrypted struct {
	io.Reader
	io.Closer
}

// Read tells damage apart from failures of the machine.
func (d decrypted) Read(p []byte) (int, error) {
	n, err := d.Reader.Read(p)
	if err != nil && err != io.EOF && !errors.As(err, new(*os.PathError)) {
		err = errDecrypt
	}
	return n, err
}

func openEncrypted(path string, keys []age.Identity) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	plain, err := age.Decrypt(bufio.NewReader(f), keys...)
	if err != nil {
		f.Close()
		return nil, errDecrypt // hides the cause: age describes keys in it
	}
	return decrypted{plain, f}, nil
}

// Bytes is a file in memory. Like any file outside the project it may hold real
// rows.
func Bytes(path string, content []byte) File {
	content = slices.Clone(content)
	return File{Path: path, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content)), nil
	}}
}
