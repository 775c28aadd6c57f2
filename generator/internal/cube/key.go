package cube

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"slices"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// KeyVariable is the variable of the environment that holds the secret of the
// cell-key method. It must be kept as long as the figures are published: with
// another secret the same cells get other noise, and readers can average it away.
const KeyVariable = "MINHBACH_CELL_KEY"

// leastKey is the least length of the secret in bytes.
const leastKey = 16

// keys gives each row its random key: a keyed hash of the household's pseudonym
// and the year. The key of a cell is the sum of the keys of its rows modulo 2⁶⁴,
// so that the same set of rows has the same key in every table and release
// (Fraser and Wooton 2005).
type keys struct {
	hash hash.Hash
	sum  []byte
}

func newKeys(secret []byte) *keys { return &keys{hash: hmac.New(sha256.New, secret)} }

func (k *keys) of(r *row) uint64 {
	if k == nil {
		return 0
	}
	var b [12]byte
	binary.BigEndian.PutUint64(b[:], r.pseudonym)
	binary.BigEndian.PutUint32(b[8:], uint32(r.year))
	k.hash.Reset()
	k.hash.Write(b[:])
	k.sum = k.hash.Sum(k.sum[:0])
	return binary.BigEndian.Uint64(k.sum)
}

func needsKey(plans []*plan) bool {
	return slices.ContainsFunc(plans, func(p *plan) bool { return p.method.Kind == CellKey })
}

func keyProblem(set *record.Set, plans []*plan) diag.Problem {
	i := slices.IndexFunc(plans, func(p *plan) bool { return p.method.Kind == CellKey })
	return tableProblem(set, plans[i].id,
		"bảng dùng khóa ô nhưng biến môi trường %s chưa có khóa bí mật từ 16 byte trở lên",
		"the table uses cell keys, but the variable %s of the environment holds no secret of at least 16 bytes", KeyVariable)
}

// methodOf reads how a table is protected.
func methodOf(t *record.Table) (Method, bool) {
	households := t.Measure.Kind == "households"
	switch t.Method {
	case "":
		return Method{}, t.Base == 0 && t.Noise == nil
	case record.MethodRound:
		return Method{Kind: Rounding, Base: t.Base}, households && (t.Base == 3 || t.Base == 5) && t.Noise == nil
	case record.MethodCellKey:
		n := t.Noise
		if n == nil || !households || t.Base != 0 || n.Most < 1 || n.Most > 50 || n.Variance <= 0 || n.Small < 0 || n.Small >= n.Most {
			return Method{}, false
		}
		return Method{Kind: CellKey, Most: n.Most, Variance: n.Variance, Small: n.Small}, true
	}
	return Method{}, false
}
