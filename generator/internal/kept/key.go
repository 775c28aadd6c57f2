package kept

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"unsafe"
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
func OfText(text string) Digest { return Of(unsafe.Slice(unsafe.StringData(text), len(text))) }

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
	h    hash.Hash // of what no longer had room; nil: all has
	n    int
	room [256]byte // many keys are short, and none is hashed in small pieces
}

// NewKey begins a key. The name keeps keys of different things apart.
func NewKey(name string) *Key {
	k := &Key{}
	return k.Text(name)
}

// Text adds texts.
func (k *Key) Text(texts ...string) *Key {
	for _, t := range texts {
		k.Int(int64(len(t)))
		for len(t) > 0 {
			k.make(1)
			n := copy(k.room[k.n:], t)
			k.n, t = k.n+n, t[n:]
		}
	}
	return k
}

// Int adds a number.
func (k *Key) Int(n int64) *Key {
	k.make(binary.MaxVarintLen64)
	k.n += binary.PutVarint(k.room[k.n:], n)
	return k
}

// Add adds digests.
func (k *Key) Add(list ...Digest) *Key {
	for i := range list {
		k.make(len(list[i]))
		k.n += copy(k.room[k.n:], list[i][:])
	}
	return k
}

// make makes room for so many bytes.
func (k *Key) make(bytes int) {
	if len(k.room)-k.n >= bytes {
		return
	}
	if k.h == nil {
		k.h = sha256.New()
	}
	_, _ = k.h.Write(k.room[:k.n]) // a hash never fails
	k.n = 0
}

// Digest is the digest of what has been added.
func (k *Key) Digest() Digest {
	if k.h == nil {
		return sha256.Sum256(k.room[:k.n])
	}
	k.make(len(k.room))
	return sum(k.h)
}

func sum(h hash.Hash) (d Digest) {
	h.Sum(d[:0])
	return d
}
