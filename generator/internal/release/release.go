// Package release records what was published and proves it. A built folder
// becomes a release: a numbered record with the digest of each file and each
// statistic, entered in an append-only Merkle log that is signed and served with
// the site. Anybody can verify a site with nothing but the publisher's public
// key.
//
// The package stands after site and before build. It knows nothing of pages or
// of microdata, and it never looks at a clock: dates come from the caller. The
// private key goes into signatures only, never into a message.
package release

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
)

// The files of the ledger below the site. Tiles stand at ledger/tile as the
// specification of tiled logs (C2SP tlog-tiles) asks.
const (
	ledgerDir      = "ledger"
	checkpointPath = ledgerDir + "/checkpoint"
	manifestPath   = ledgerDir + "/manifest"
	inventoryPath  = ledgerDir + "/inventory"
	linesPath      = ledgerDir + "/lines"
	sumsPath       = "SHA256SUMS"
	markerPath     = ".minhbach"
)

// recordPath is where the record of release n stands.
func recordPath(n int64) string { return fmt.Sprintf("%s/releases/%d.json", ledgerDir, n) }

// sbomPath is where the parts of the program are listed that made release n.
func sbomPath(n int64) string { return fmt.Sprintf("%s/programs/%d.cdx.json", ledgerDir, n) }

// What is read of a ledger is hostile until it is proved; nothing larger is read.
const (
	maxCheckpoint = 64 << 10
	maxManifest   = 256 << 20
	maxInventory  = 256 << 20
	maxRecord     = 64 << 20
	maxBundle     = 256 * (2 + 1<<16)
)

// Errors that a caller tells apart.
var (
	// ErrWrongKey: the key is not the one that the ledger is signed with now.
	ErrWrongKey = errors.New("the key is not the key of the ledger")
	// ErrOvertaken: somebody else published while this publication was made.
	ErrOvertaken = errors.New("another publication came first; run the command again")
	// ErrRolledBack: the newest release was taken back and nothing has changed since.
	ErrRolledBack = errors.New("the newest release was rolled back and nothing has changed since")
	// ErrNoEarlier: there is no release to go back to.
	ErrNoEarlier = errors.New("no earlier release is kept")
)

// Digest is a SHA-256 digest.
type Digest [sha256.Size]byte

func (d Digest) String() string { return hex.EncodeToString(d[:]) }

func digestOf(data []byte) Digest { return sha256.Sum256(data) }

// parseDigest reads 64 lower-case hexadecimal digits.
func parseDigest(s string) (Digest, error) {
	var d Digest
	raw, err := hex.DecodeString(s)
	if err != nil || len(raw) != len(d) || hex.EncodeToString(raw) != s {
		return d, errors.New("malformed digest")
	}
	return Digest(raw), nil
}
