package release

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// checkpoint is the head of the ledger: how many entries it has and the hash of
// them all, under the publisher's signature.
type checkpoint struct {
	origin string
	tree   tlog.Tree
	signed []byte // the note
}

func (c checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.origin, c.tree.N, c.tree.Hash)
}

// sign makes the note that is served.
func (c checkpoint) sign(k *Key) ([]byte, error) {
	msg, err := note.Sign(&note.Note{Text: c.text()}, k.signer)
	if err != nil {
		return nil, fmt.Errorf("sign checkpoint: %w", err)
	}
	return msg, nil
}

// parseCheckpoint reads a checkpoint. Nothing of it is proved before verify.
func parseCheckpoint(signed []byte) (checkpoint, error) {
	c := checkpoint{signed: signed}
	bad := errors.New("malformed checkpoint")
	body, _, ok := strings.Cut(string(signed), "\n\n")
	lines := strings.Split(body, "\n")
	if !ok || len(lines) != 3 {
		return c, bad
	}
	n, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || n < 1 || n > 1<<40 {
		return c, bad
	}
	hash, err := tlog.ParseHash(lines[2])
	if err != nil {
		return c, bad
	}
	c.origin, c.tree = lines[0], tlog.Tree{N: n, Hash: hash}
	if c.text() != body+"\n" {
		return c, bad
	}
	return c, nil
}

// verify proves that the checkpoint was signed with a key of that origin.
// Signatures of others, such as witnesses, do no harm.
func (c checkpoint) verify(public string) error {
	v, err := note.NewVerifier(public)
	if err != nil {
		return fmt.Errorf("public key: %w", err)
	}
	if v.Name() != c.origin {
		return fmt.Errorf("the checkpoint is of the ledger %q, the key is for %q", c.origin, v.Name())
	}
	n, err := note.Open(c.signed, note.VerifierList(v))
	if err != nil {
		return fmt.Errorf("signature of the checkpoint: %w", err)
	}
	if n.Text != c.text() {
		return errors.New("malformed checkpoint")
	}
	return nil
}
