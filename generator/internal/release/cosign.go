package release

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// A witness is somebody else who verifies the ledger now and then and signs the
// checkpoint that he saw (C2SP tlog-cosignature, Ed25519). A publisher who shows
// different ledgers to different readers would need the witness to do the same.

// cosignature is the kind of signature, as the specification numbers it.
const cosignature = 4

// cosigned is the text that a witness signs.
func cosigned(at uint64, checkpoint string) []byte {
	return fmt.Appendf(nil, "cosignature/v1\ntime %d\n%s", at, checkpoint)
}

// NewWitnessKey makes a key for a witness called name, as NewKey does for a
// ledger: file for himself, file.pub for the readers who believe him.
func NewWitnessKey(file, name string) (string, error) {
	if name == "" || strings.ContainsAny(name, "+ \n") {
		return "", fmt.Errorf("%q cannot name a witness", name)
	}
	private, _, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		return "", fmt.Errorf("make key: %w", err)
	}
	key, err := ParseKey(private)
	if err != nil {
		return "", err
	}
	public, err := witnessKey(key)
	if err != nil {
		return "", err
	}
	return public, writeKey(file, private+"\n", public)
}

// witnessKey is the public key under which readers know a witness who signs
// with k.
func witnessKey(k *Key) (string, error) {
	public, err := ed25519Of(k.public)
	if err != nil {
		return "", err
	}
	material := append([]byte{cosignature}, public...)
	return fmt.Sprintf("%s+%08x+%s", k.Origin(), witnessHash(k.Origin(), public), base64.StdEncoding.EncodeToString(material)), nil
}

// Cosign adds the signature of a witness to a checkpoint that he has verified,
// with the time at which he saw it. The publisher puts the result in the place of
// ledger/checkpoint.
func Cosign(signed []byte, k *Key, at time.Time) ([]byte, error) {
	c, err := parseCheckpoint(signed)
	if err != nil {
		return nil, err
	}
	public, err := ed25519Of(k.public)
	if err != nil {
		return nil, err
	}
	seconds := uint64(at.Unix())
	signature, err := k.signer.Sign(cosigned(seconds, c.text()))
	if err != nil {
		return nil, fmt.Errorf("cosign checkpoint: %w", err)
	}
	data := binary.BigEndian.AppendUint32(nil, witnessHash(k.Origin(), public))
	data = binary.BigEndian.AppendUint64(data, seconds)
	line := fmt.Sprintf("— %s %s\n", k.Origin(), base64.StdEncoding.EncodeToString(append(data, signature...)))
	return append(bytes.Clone(signed), line...), nil
}

// ed25519Of takes the raw key out of the public key of a ledger.
func ed25519Of(public string) (ed25519.PublicKey, error) {
	_, _, material, err := splitPublic(public)
	if err != nil || len(material) != 1+ed25519.PublicKeySize {
		return nil, errors.New("malformed public key")
	}
	return material[1:], nil
}

// splitPublic reads <name>+<hash>+<base64 of kind and key>.
func splitPublic(public string) (name string, hash uint32, material []byte, err error) {
	parts := strings.SplitN(strings.TrimSpace(public), "+", 3)
	if len(parts) != 3 || parts[0] == "" || strings.ContainsAny(parts[0], " \n") {
		return "", 0, nil, errors.New("malformed public key")
	}
	n, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil || len(parts[1]) != 8 {
		return "", 0, nil, errors.New("malformed public key")
	}
	material, err = base64.StdEncoding.DecodeString(parts[2])
	if err != nil {
		return "", 0, nil, errors.New("malformed public key")
	}
	return parts[0], uint32(n), material, nil
}

func witnessHash(name string, public ed25519.PublicKey) uint32 {
	h := sha256.New()
	h.Write([]byte(name + "\n"))
	h.Write([]byte{cosignature})
	h.Write(public)
	return binary.BigEndian.Uint32(h.Sum(nil))
}

// witness checks cosignatures for package note and remembers when they were made.
type witness struct {
	name   string
	hash   uint32
	public ed25519.PublicKey
	at     time.Time
}

func newWitness(public string) (*witness, error) {
	name, hash, material, err := splitPublic(public)
	if err != nil || len(material) != 1+ed25519.PublicKeySize || material[0] != cosignature {
		return nil, errors.New("malformed key of a witness")
	}
	w := &witness{name: name, hash: hash, public: material[1:]}
	if witnessHash(name, w.public) != hash {
		return nil, errors.New("malformed key of a witness")
	}
	return w, nil
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }

func (w *witness) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(sig)
	if at >= 1<<62 || !ed25519.Verify(w.public, cosigned(at, string(msg)), sig[8:]) {
		return false
	}
	w.at = time.Unix(int64(at), 0).UTC()
	return true
}

// witnessed says when a witness saw the checkpoint; false when he did not sign.
func (c checkpoint) witnessed(public string) (name string, at time.Time, ok bool, err error) {
	w, err := newWitness(public)
	if err != nil {
		return "", time.Time{}, false, err
	}
	_, err = note.Open(c.signed, note.VerifierList(w))
	return w.name, w.at, err == nil, nil
}
