package kept

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// Program is the digest of the program that runs. It is taken once for a file
// that stays as it is and is noted in the folder cache.
func Program(cache string) (Digest, error) {
	name, err := os.Executable()
	if err != nil {
		return Digest{}, fmt.Errorf("digest of the program: %w", err)
	}
	info, err := os.Stat(name)
	if err != nil {
		return Digest{}, fmt.Errorf("digest of the program: %w", err)
	}
	note := filepath.Join(cache, "program-"+OfText(name).String()[:16])
	was, err := json.Marshal(StampOf(info))
	if err != nil {
		return Digest{}, fmt.Errorf("digest of the program: %w", err)
	}
	if data, err := os.ReadFile(note); err == nil {
		stamp, digest, _ := bytes.Cut(data, []byte("\n"))
		if d, ok := Parse(string(digest)); ok && bytes.Equal(stamp, was) && StampOf(info).Inode != 0 {
			return d, nil
		}
	}
	d, _, err := OfFile(name)
	if err != nil {
		return Digest{}, fmt.Errorf("digest of the program: %w", err)
	}
	// Without the note the program is read again, which is all.
	_ = os.WriteFile(note, fmt.Appendf(was, "\n%s", d), 0o600)
	return d, nil
}
