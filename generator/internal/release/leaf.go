package release

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// leaf is one entry of the ledger, as one line of JSON. A publication enters the
// keys that are new, the parts of a program that is new, then the statistics that
// changed, then itself.
type leaf struct {
	Type     string `json:"type"` // one of the constants below
	Public   string `json:"public,omitempty"`
	Rotation string `json:"rotation,omitempty"`
	Release  int64  `json:"release,omitempty"`
	Date     string `json:"date,omitempty"`
	ID       string `json:"id,omitempty"`
	Copy     string `json:"copy,omitempty"`   // permanent address of the statistic or program
	Digest   string `json:"digest,omitempty"` // of what stands there, or of the record of the release
	Site     string `json:"site,omitempty"`   // digest of the manifest
}

const (
	leafKey       = "key"       // Public begins the ledger, Rotation is a later key
	leafProgram   = "program"   // a release was made with a program that was not known
	leafStatistic = "statistic" // a statistic was published or changed
	leafWithdrawn = "withdrawn" // a statistic is published no more
	leafRelease   = "release"   // a release was published
)

// maxLeaf is what the length before an entry can say.
const maxLeaf = 1<<16 - 1

func (l leaf) encode() ([]byte, error) {
	data, err := json.Marshal(l)
	if err == nil && len(data) > maxLeaf {
		err = fmt.Errorf("entry of %d bytes is too long for the ledger", len(data))
	}
	return data, err
}

// parseLeaf reads what encode wrote and nothing else.
func parseLeaf(data []byte) (leaf, error) {
	var l leaf
	if err := json.Unmarshal(data, &l); err != nil {
		return leaf{}, errors.New("malformed entry of the ledger")
	}
	again, err := l.encode()
	if err != nil || !bytes.Equal(again, data) {
		return leaf{}, errors.New("entry of the ledger in another form than the program writes")
	}
	return l, nil
}

// parseBundle splits a bundle of n entries, each after its length in two bytes.
func parseBundle(data []byte, n int) ([][]byte, error) {
	entries := make([][]byte, 0, n)
	for range n {
		if len(data) < 2 {
			return nil, errors.New("bundle of entries ends too early")
		}
		size := int(data[0])<<8 | int(data[1])
		if len(data) < 2+size {
			return nil, errors.New("bundle of entries ends too early")
		}
		entries = append(entries, data[2:2+size])
		data = data[2+size:]
	}
	if len(data) > 0 {
		return nil, errors.New("something follows the entries of a bundle")
	}
	return entries, nil
}

func appendEntry(bundle, entry []byte) []byte {
	bundle = append(bundle, byte(len(entry)>>8), byte(len(entry)))
	return append(bundle, entry...)
}
