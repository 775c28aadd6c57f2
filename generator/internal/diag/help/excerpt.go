package help

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Excerpt is a file of an example, or a part of one.
type Excerpt struct {
	Path       string
	Text       string // as it stands in the file
	Start, End int    // the marked bytes of Text; -1 when none are
	First      int    // number of the first line; 0 when it does not matter
	Named      bool   // the message speaks of the whole file
	Masked     bool   // the marked place is shown as dots
}

// Line is one line of an excerpt as a page shows it.
type Line []Part

// Part is a piece of a line.
type Part struct {
	Text string
	Mark bool // the wrong place
	Sign bool // stands for a character that cannot be seen
}

const markOpen, markClose = "«", "»"

func newExcerpt(path, written string) (Excerpt, error) {
	e := Excerpt{Path: path, Start: -1, End: -1}
	if path == "" {
		return e, errors.New("no path")
	}
	before, rest, opened := strings.Cut(written, markOpen)
	var err error
	if e.Text, err = characters(before); err != nil || !opened {
		return e, err
	}
	marked, after, closed := strings.Cut(rest, markClose)
	if !closed || strings.Contains(after, markOpen) {
		return e, errors.New("one place is marked, from « to »")
	}
	if marked, err = characters(marked); err != nil {
		return e, err
	}
	if after, err = characters(after); err != nil {
		return e, err
	}
	e.Start, e.End = len(e.Text), len(e.Text)+len(marked)
	e.Text += marked + after
	return e, nil
}

const signOpen, signClose = "⟦", "⟧"

// characters puts characters and bytes into the places where they are named.
func characters(written string) (string, error) {
	var b strings.Builder
	for {
		before, rest, opened := strings.Cut(written, signOpen)
		b.WriteString(before)
		if !opened {
			return b.String(), nil
		}
		name, after, closed := strings.Cut(rest, signClose)
		value, err := strconv.ParseUint(name[min(2, len(name)):], 16, 32)
		switch {
		case err != nil || !closed:
			return "", fmt.Errorf("%q names no character", name)
		case strings.HasPrefix(name, "0x"):
			b.WriteByte(byte(value))
		default:
			b.WriteRune(rune(value))
		}
		written = after
	}
}

// Lines are the lines with the marked place and with signs for what cannot be seen.
func (e Excerpt) Lines() []Line {
	var lines []Line
	at := 0
	for text := range strings.SplitSeq(strings.TrimSuffix(e.Text, "\n"), "\n") {
		lines = append(lines, e.line(text, at))
		at += len(text) + 1
	}
	return lines
}

// line cuts a line, which begins at the byte at, where a mark or a sign begins or ends.
func (e Excerpt) line(text string, at int) Line {
	var line Line
	add := func(s string, mark, sign bool) {
		if n := len(line); n > 0 && !sign && !line[n-1].Sign && line[n-1].Mark == mark {
			line[n-1].Text += s
			return
		}
		line = append(line, Part{s, mark, sign})
	}
	for i := 0; i <= len(text); {
		if e.Start == e.End && at+i == e.Start {
			line = append(line, Part{"", true, false}) // something is missing between two characters
		}
		if i == len(text) {
			break
		}
		mark := e.Start <= at+i && at+i < e.End
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			add(fmt.Sprintf("0x%02X", text[i]), mark, true)
		case unseen(r):
			add(fmt.Sprintf("U+%04X", r), mark, true)
		case mark && e.Masked && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			add("•", mark, false)
		default:
			add(text[i:i+size], mark, false)
		}
		i += size
	}
	return line
}

func unseen(r rune) bool {
	return unicode.Is(unicode.Mn, r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) && r != ' '
}
