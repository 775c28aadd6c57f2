package kept

import (
	"os"
	"strings"
)

// What a part of the site leaves for the next build and is too large for the
// record lies beside it. It is written before the record, so that after a build
// that was killed in between it is of none that is known: whoever reads it sees by
// a key of his own that it belongs to the part in the record.

// Leave writes what a part leaves beside the record.
func Leave(record, part string, data []byte) error {
	return replace(leftAt(record, part), func(f *os.File) error {
		_, err := f.Write(data)
		return err
	})
}

// Left reads what a part left beside the record; nil where there is nothing, or
// nothing that can be read.
func Left(record, part string) []byte {
	data, err := os.ReadFile(leftAt(record, part))
	if err != nil {
		return nil
	}
	return data
}

func leftAt(record, part string) string {
	return record + "." + strings.ReplaceAll(part, "/", "-")
}
