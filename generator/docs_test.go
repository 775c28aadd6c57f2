package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"minhbach/generator/internal/cli"
)

func readme(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// run calls the program in this process and returns its exit status and output.
func run(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var out bytes.Buffer
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	status := cli.Main(args, os.Environ(), strings.NewReader(""), &out, &out)
	return status, out.String()
}

// TestReadmeCommandsRun runs every command of the program that the README tells
// an editor to type, on a copy of this repository. The preview, which does not
// end, is only asked for its help.
func TestReadmeCommandsRun(t *testing.T) {
	dir := t.TempDir()
	for _, part := range []string{"content", "data"} {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join("..", part))); err != nil {
			t.Fatal(err)
		}
	}
	commands := regexp.MustCompile(`(?m)^go run \./generator (.+)$`).FindAllStringSubmatch(readme(t), -1)
	if len(commands) < 3 {
		t.Fatalf("the README has only %d commands", len(commands))
	}
	for _, c := range commands {
		args := append(strings.Fields(c[1]), "-C", dir)
		if args[0] == "serve" {
			args = append(args, "--help")
		}
		if status, out := run(t, args...); status != 0 {
			t.Errorf("minhbach %s: exit status %d\n%s", c[1], status, out)
		}
	}
	if !strings.Contains(readme(t), "\ngo test ./...\n") {
		t.Error("the README does not say how to run the tests")
	}
}

// TestReadmeNamesEveryCommandAndFlag asks the program for its commands and flags.
func TestReadmeNamesEveryCommandAndFlag(t *testing.T) {
	text := readme(t)
	_, help := run(t, "--help", "--lang", "en")
	_, rest, _ := strings.Cut(help, "Commands:\n")
	list, _, _ := strings.Cut(rest, "\n\n")
	commands := regexp.MustCompile(`(?m)^  ([a-z]+) `).FindAllStringSubmatch(list, -1)
	if len(commands) < 3 {
		t.Fatalf("no commands in the help:\n%s", help)
	}
	for _, c := range commands {
		if !strings.Contains(text, "`"+c[1]) && !strings.Contains(text, "./generator "+c[1]) {
			t.Errorf("the README does not name the command %s", c[1])
		}
		_, help := run(t, c[1], "--help")
		for _, flag := range regexp.MustCompile(`--[a-z-]+`).FindAllString(help, -1) {
			if !strings.Contains(text, "`"+flag) && flag != "--help" {
				t.Errorf("the README does not name %s of the command %s", flag, c[1])
			}
		}
	}
}

// TestReadmeNamesEveryKindOfRecord keeps the table of places to write complete.
func TestReadmeNamesEveryKindOfRecord(t *testing.T) {
	entries, err := os.ReadDir("../data")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() && !strings.Contains(readme(t), "data/"+e.Name()+"/") {
			t.Errorf("the README does not say what data/%s/ is for", e.Name())
		}
	}
}
