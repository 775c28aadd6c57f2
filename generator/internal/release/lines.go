package release

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"path"
	"strings"
)

// A digest tells that a file was changed, not where. So that verify can name the
// line and the number, ledger/lines keeps one byte of the digest of each piece
// of every text file. It is only read after a digest has failed.

// pieceLength is where a long line begins to be cut.
const pieceLength = 160

// linedTypes are the files that readers take numbers from.
var linedTypes = []string{".html", ".json", ".csv", ".jsonl", ".geojson", ".jsonld", ".svg", ".xml", ".txt"}

func isLined(name string) bool {
	for _, t := range linedTypes {
		if path.Ext(name) == t {
			return true
		}
	}
	return false
}

// splitPieces is a bufio.SplitFunc that cuts after each line, and a long line
// after a mark where markup or data has its own end.
func splitPieces(data []byte, atEOF bool) (int, []byte, error) {
	limit := min(len(data), 8*pieceLength)
	for i, c := range data[:limit] {
		if c == '\n' || i >= pieceLength && (c == '>' || c == ',' || c == '}') {
			return i + 1, data[:i+1], nil
		}
	}
	if limit == 8*pieceLength || atEOF && len(data) > 0 {
		return limit, data[:limit], nil
	}
	return 0, nil, nil
}

// linesOf gives a byte for each piece.
func linesOf(r io.Reader) ([]byte, error) {
	var marks []byte
	in := bufio.NewScanner(r)
	in.Split(splitPieces)
	for in.Scan() {
		d := sha256.Sum256(in.Bytes())
		marks = append(marks, d[0])
	}
	return marks, in.Err()
}

// linesLine is how ledger/lines holds one file.
func linesLine(name string, marks []byte) string {
	return base64.RawStdEncoding.EncodeToString(marks) + " " + name + "\n"
}

// findLines gives the marks of one file out of ledger/lines.
func findLines(lines []byte, name string) ([]byte, error) {
	end := []byte(" " + name)
	for line := range bytes.Lines(lines) {
		line = bytes.TrimSuffix(line, []byte("\n"))
		if bytes.HasSuffix(line, end) && !bytes.Contains(line[:len(line)-len(end)], []byte(" ")) {
			return base64.RawStdEncoding.DecodeString(string(line[:len(line)-len(end)]))
		}
	}
	return nil, errors.New("no lines are kept of this file")
}

// firstDifference reads a file as it is now and gives the first line that is not
// as it was published, with what stands there; zero when it cannot be told.
func firstDifference(r io.Reader, marks []byte) (line int, now string) {
	in := bufio.NewScanner(r)
	in.Split(splitPieces)
	line = 1
	i := 0
	for in.Scan() {
		d := sha256.Sum256(in.Bytes())
		if i >= len(marks) || marks[i] != d[0] {
			return line, strings.TrimSpace(in.Text())
		}
		line += bytes.Count(in.Bytes(), []byte("\n"))
		i++
	}
	if in.Err() == nil && i < len(marks) {
		return line, "" // the end is missing
	}
	return 0, ""
}
