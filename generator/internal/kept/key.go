package kept

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"io"
)

// Digest stands for bytes: equal digests, equal bytes. The zero Digest stands
// for nothing that is known.
type Digest [sha256.Size]byte

// Known reports whether the digest stands for anything.
func (d Digest) Known() bool { return d != Digest{} }

// String is the digest in hexadecimal.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// Of is the digest of some bytes.
func Of(data []byte) Digest { return sha256.Sum256(data) }

// OfText is the digest of a text.
func OfText(text string) Digest {
	h := sha256.New()
	_, _ = io.WriteString(h, text) // a hash never fails
	return sum(h)
}

// Parse reads a digest in hexadecimal.
func Parse(text string) (d Digest, ok bool) {
	if len(text) != 2*len(d) {
		return Digest{}, false
	}
	_, err := hex.Decode(d[:], []byte(text))
	return d, err == nil
}

// Key gathers everything that something is made from. What is added in another
// order or divided otherwise gives another digest.
type Key struct {
	h   hash.Hash
	num [binary.MaxVarintLen64]byte
}

// NewKey begins a key. The name keeps keys of different things apart.
func NewKey(name string) *Key {
	k := &Key{h: sha256.New()}
	return k.Text(name)
}

// Text adds texts.
func (k *Key) Text(texts ...string) *Key {
	for _, t := range texts {
		k.Int(int64(len(t)))
		_, _ = io.WriteString(k.h, t)
	}
	return k
}

// Int adds a number.
func (k *Key) Int(n int64) *Key {
	_, _ = k.h.Write(k.num[:binary.PutVarint(k.num[:], n)])
	return k
}

// Add adds digests.
func (k *Key) Add(list ...Digest) *Key {
	for i := range list {
		_, _ = k.h.Write(list[i][:])
	}
	return k
}

// Digest ends the key.
func (k *Key) Digest() Digest { return sum(k.h) }

func sum(h hash.Hash) (d Digest) {
	h.Sum(d[:0])
	return d
}
