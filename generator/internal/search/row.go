package search

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// rowsPerFile is the number of neighbouring slots whose rows share a file.
const rowsPerFile = 8

// rowFiles hold what is shown of a result: one line for each document with slot,
// address, title, kind, time, summary and language, set apart by tabs.
func rowFiles(all []placed) []File {
	var files []File
	for start := 0; start < len(all); {
		month, group := all[start].month, all[start].slot/rowsPerFile
		var b strings.Builder
		end := start
		for end < len(all) && all[end].month == month && all[end].slot/rowsPerFile == group {
			d := all[end]
			fields := []string{strconv.Itoa(d.slot), d.Address, d.Title, d.Kind, d.When, shorten(d.Summary), d.Lang}
			for i, field := range fields {
				fields[i] = strings.Join(strings.Fields(field), " ")
			}
			b.WriteString(strings.Join(fields, "\t") + "\n")
			end++
		}
		files = append(files, File{RowPath(month, all[start].slot), []byte(b.String())})
		start = end
	}
	return files
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
