package release

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Key signs the ledger. Printing it in any way shows its public part only.
type Key struct {
	signer    note.Signer
	public    string
	rotations []rotation // how readers get from an earlier key to this one, oldest first
}

// Origin names the ledger of the site at a base URL, as the specification of
// tiled logs asks: the address of the ledger without scheme.
func Origin(baseURL string) (string, error) {
	u, err := url.Parse(baseURL)
	if err != nil || u.Host == "" {
		return "", fmt.Errorf("base URL %q names no host", baseURL)
	}
	origin := u.Host + strings.TrimSuffix(u.Path, "/") + "/" + ledgerDir
	if strings.ContainsAny(origin, "+ \n") {
		return "", fmt.Errorf("base URL %q cannot name a ledger", baseURL)
	}
	return origin, nil
}

// NewKey makes a key for the ledger called origin. It writes the private key to
// file, for its owner only, and the public key to file.pub, and returns the
// latter. Files that exist are never replaced.
func NewKey(file, origin string) (string, error) {
	private, public, err := note.GenerateKey(rand.Reader, origin)
	if err != nil {
		return "", fmt.Errorf("make key: %w", err)
	}
	return public, writeKey(file, private+"\n", public)
}

func writeKey(file, private, public string) error {
	if err := writeNew(file+".pub", public+"\n", 0o644); err != nil {
		return fmt.Errorf("write public key: %w", err)
	}
	if err := writeNew(file, private, 0o600); err != nil {
		return errors.Join(fmt.Errorf("write private key: %w", err), os.Remove(file+".pub"))
	}
	return nil
}

func writeNew(file, text string, mode os.FileMode) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(file))
	}
	return nil
}

// ReadKey reads a private key from its file. A file that others can read is
// refused where the system knows such a thing.
func ReadKey(file string) (*Key, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("read private key: %w", err)
	}
	if info.Size() > maxCheckpoint {
		return nil, fmt.Errorf("read private key: %s is too large to be one", file)
	}
	if openToOthers(info) {
		return nil, fmt.Errorf("private key %s can be read by others: chmod 600 it", file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read private key: %w", err)
	}
	key, err := ParseKey(string(text))
	if err != nil {
		return nil, fmt.Errorf("private key %s: %w", file, err)
	}
	return key, nil
}

// ParseKey reads a private key, as a CI system hands it over. Its errors hold
// nothing of the text.
func ParseKey(text string) (*Key, error) {
	first, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	first = strings.TrimSpace(first)
	signer, err := note.NewSigner(first)
	if err != nil {
		return nil, errors.New("not a private key of this program") // the cause may quote it
	}
	public, err := publicOf(first)
	if err != nil {
		return nil, err
	}
	key := &Key{signer: signer, public: public}
	if key.rotations, err = parseRotations(rest); err != nil {
		return nil, err
	}
	if n := len(key.rotations); n > 0 && key.rotations[n-1].new != public {
		return nil, errors.New("the statements of rotation do not lead to this key")
	}
	return key, nil
}

// Public is the public key, as FILE.pub holds it.
func (k *Key) Public() string { return k.public }

// Origin is the name of the ledger that the key signs.
func (k *Key) Origin() string { return k.signer.Name() }

// Format keeps the private part out of every message.
func (k Key) Format(s fmt.State, _ rune) { io.WriteString(s, "key "+k.public) }

// MarshalText keeps the private part out of every encoding.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.public), nil }

// Rotate makes the successor of the key in file old: the old key signs the new
// one and the new one signs too, to show that its owner has it. The statement
// stands in the file of the new key and goes into the ledger with the next
// publication. It returns the new public key.
func Rotate(old, file string) (string, error) {
	key, err := ReadKey(old)
	if err != nil {
		return "", err
	}
	private, public, err := note.GenerateKey(rand.Reader, key.Origin())
	if err != nil {
		return "", fmt.Errorf("make key: %w", err)
	}
	signer, err := note.NewSigner(private)
	if err != nil {
		return "", errors.New("make key: the new key is not usable") // the cause may quote it
	}
	r, err := newRotation(key, public, signer)
	if err != nil {
		return "", err
	}
	text := private + "\n"
	for _, r := range append(slices.Clone(key.rotations), r) {
		text += "\n" + r.text
	}
	return public, writeKey(file, text, public)
}
