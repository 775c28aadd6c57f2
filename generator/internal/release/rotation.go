package release

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// rotation is a statement that one key follows another, signed by both.
type rotation struct {
	old, new string // public keys
	text     string // the signed note
}

const rotationTitle = "minhbach key rotation v1"

// rotationStart says where statements begin in the file of a key.
const rotationStart = "\n" + rotationTitle + "\n"

func newRotation(old *Key, public string, signer note.Signer) (rotation, error) {
	text := fmt.Sprintf("%s\n%s\n%s\n%s\n", rotationTitle, old.Origin(), old.public, public)
	msg, err := note.Sign(&note.Note{Text: text}, old.signer, signer)
	if err != nil {
		return rotation{}, fmt.Errorf("sign the new key: %w", err)
	}
	return rotation{old.public, public, string(msg)}, nil
}

// parseRotation reads a statement and proves that both keys signed it.
func parseRotation(text string) (rotation, error) {
	body, _, ok := strings.Cut(text, "\n\n")
	lines := strings.Split(body, "\n")
	if !ok || len(lines) != 4 || lines[0] != rotationTitle {
		return rotation{}, errors.New("malformed statement of rotation")
	}
	r := rotation{lines[2], lines[3], text}
	for _, public := range []string{r.old, r.new} {
		v, err := note.NewVerifier(public)
		if err != nil || v.Name() != lines[1] {
			return rotation{}, errors.New("statement of rotation: malformed key")
		}
		n, err := note.Open([]byte(text), note.VerifierList(v))
		if err != nil {
			return rotation{}, fmt.Errorf("statement of rotation: %w", err)
		}
		if n.Text != body+"\n" {
			return rotation{}, errors.New("statement of rotation: malformed text")
		}
	}
	return r, nil
}

// parseRotations reads the statements after a private key; each must begin where
// the last one ended.
func parseRotations(text string) ([]rotation, error) {
	text = strings.ReplaceAll("\n"+strings.TrimSpace(text)+"\n", "\r\n", "\n")
	var rs []rotation
	for i, part := range strings.Split(text, rotationStart) {
		if i == 0 {
			if strings.TrimSpace(part) != "" {
				return nil, errors.New("something follows the private key that is no statement of rotation")
			}
			continue
		}
		r, err := parseRotation(rotationTitle + "\n" + strings.TrimRight(part, "\n") + "\n")
		if err != nil {
			return nil, err
		}
		if len(rs) > 0 && rs[len(rs)-1].new != r.old {
			return nil, errors.New("the statements of rotation do not follow each other")
		}
		rs = append(rs, r)
	}
	return rs, nil
}

// publicOf derives the public key from a private one.
func publicOf(private string) (string, error) {
	bad := errors.New("not a private key of this program")
	// PRIVATE+KEY+<name>+<hash>+<base64 of algorithm and seed>
	parts := strings.SplitN(private, "+", 5)
	if len(parts) != 5 {
		return "", bad
	}
	raw, err := base64.StdEncoding.DecodeString(parts[4])
	if err != nil || len(raw) != 1+ed25519.SeedSize {
		return "", bad
	}
	key := ed25519.NewKeyFromSeed(raw[1:]).Public().(ed25519.PublicKey)
	public, err := note.NewEd25519VerifierKey(parts[2], key)
	if err != nil {
		return "", bad
	}
	return public, nil
}
