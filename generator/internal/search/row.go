package search

import (
	"cmp"
	"encoding/binary"
	"strconv"
	"strings"
	"unicode/utf8"
)

// rowsPerFile is the number of neighbouring slots whose rows share a file.
const rowsPerFile = 8

// The largest summary kept for a result, in characters.
const summaryLength = 220

// rowFiles hold what is shown of a result: one line for each document with slot,
// address, title, kind, time, summary and language, set apart by tabs.
func rowFiles(all []placed) []File {
	var files []File
	for start := 0; start < len(all); {
		month, group := all[start].month, all[start].slot/rowsPerFile
		end := start
		for end < len(all) && all[end].month == month && all[end].slot/rowsPerFile == group {
			end++
		}
		docs := all[start:end]
		files = append(files, File{RowPath(month, all[start].slot), rowsKey(docs), func() []byte { return rows(docs) }})
		start = end
	}
	return files
}

func rows(docs []placed) []byte {
	var b []byte
	for _, at := range docs {
		d, _ := decodeShown(at.note)
		b = strconv.AppendInt(b, int64(at.slot), 10)
		for _, field := range []string{d.Address, d.Title, d.Kind, d.When, shorten(d.Summary), d.Lang} {
			b = append(append(b, '\t'), strings.Join(strings.Fields(field), " ")...)
		}
		b = append(b, '\n')
	}
	return b
}

// rowsKey stands for rows: what a note has before names and text, with its slot.
func rowsKey(docs []placed) string {
	var b []byte
	for _, at := range docs {
		_, packed := decodeShown(at.note)
		b = appendPart(binary.AppendUvarint(b, uint64(at.slot)), at.note[:len(at.note)-len(packed)])
	}
	return keyOf(b).String()
}

// RowPath is the file of the row of a document.
func RowPath(month, slot int) string {
	return "d/" + strconv.Itoa(month) + "/" + strconv.Itoa(slot/rowsPerFile) + ".bin"
}

// shorten ends a text after a whole word.
func shorten(text string) string {
	if utf8.RuneCountInString(text) <= summaryLength {
		return text
	}
	cut := string([]rune(text)[:summaryLength])
	return cmp.Or(cut[:max(0, strings.LastIndexByte(cut, ' '))], cut) + "…"
}
