package edit

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/viet"
)

// ErrNoAnswer is returned when the questions end without all answers.
var ErrNoAnswer = errors.New("no answer")

// shown is how many values to choose from are listed at a time.
const shown = 15

// Ask asks a person at a terminal for everything that is missing, until each
// answer can be used.
func (d *Draft) Ask(in io.Reader, out io.Writer, lang string) error {
	say := func(vi, en string) string { return diag.Text{VI: vi, EN: en}.In(lang) }
	lines := bufio.NewScanner(in)
	for _, leaf := range d.Missing() {
		fmt.Fprintf(out, "\n%s\n  %s\n", leaf.Name.In(lang), leaf.Help().In(lang))
		options := d.lists.Options(leaf.Field)
		list(out, options, say)
		for d.values[leaf.Path] == nil {
			fmt.Fprint(out, "> ")
			if !lines.Scan() {
				if err := lines.Err(); err != nil {
					return fmt.Errorf("read answer: %w", err)
				}
				return ErrNoAnswer
			}
			typed := strings.TrimSpace(lines.Text())
			if typed == "" {
				fmt.Fprintln(out, say("  Mục này bắt buộc.", "  This one is required."))
				continue
			}
			mistake := d.Answer(leaf, typed)
			if mistake.Code == "" {
				continue
			}
			if near := holding(options, typed); len(near) > 0 {
				fmt.Fprintln(out, say("  Chọn một trong:", "  Choose one of:"))
				list(out, near, say)
				continue
			}
			fmt.Fprintf(out, "  %s: %s\n", mistake.Message.In(lang), mistake.Remedy.In(lang))
		}
	}
	return nil
}

// list prints values to choose from with what they stand for.
func list(out io.Writer, options []form.Option, say func(vi, en string) string) {
	for _, o := range options[:min(len(options), shown)] {
		fmt.Fprintf(out, "    %-36s %s\n", diag.Printable(o.Code), diag.Printable(o.Label))
	}
	if more := len(options) - shown; more > 0 {
		fmt.Fprintf(out, say("    … và %d mục nữa; gõ một phần tên để tìm\n", "    … and %d more; type a part of the name to look for it\n"), more)
	}
}

// holding finds the options that hold what was typed, with marks or without.
func holding(options []form.Option, typed string) []form.Option {
	folded := viet.Fold(typed)
	var found []form.Option
	for _, o := range options {
		if strings.Contains(o.Code, folded) || strings.Contains(viet.Fold(o.Label), folded) {
			found = append(found, o)
		}
	}
	return found
}
