package build

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// districts builds three districts apart, each with a cache of its own, as three
// machines would.
func districts(t *testing.T, b *builder) []string {
	t.Helper()
	var parts []string
	for _, code := range []string{"135", "138", "141"} {
		o := Options{Root: b.root, Out: filepath.Join(b.scratch, "part-"+code), Cache: filepath.Join(b.scratch, "cache-"+code)}
		if _, problems, err := Part(context.Background(), o, code); err != nil {
			t.Fatal(err, problems)
		}
		parts = append(parts, o.Out)
	}
	return parts
}

// Three districts that were built apart and then joined are the site of one build,
// and nothing of them is rendered again.
func TestPartsJoinedAreTheWholeSite(t *testing.T) {
	b := newBuilder(t, 1)
	parts := districts(t, b)
	done, problems, err := Join(context.Background(), b.again, parts)
	if err != nil {
		t.Fatal(err, problems)
	}
	if !b.full() {
		t.Fatal("problems in the project")
	}
	b.same("join")
	if ready := done.Pages - done.Rendered; ready < 10 {
		t.Errorf("%d of %d pages were taken from the parts", ready, done.Pages)
	}
	if _, err := os.Stat(filepath.Join(b.again.Out, partFile)); err == nil {
		t.Error("the site has a file about its parts")
	}

	// What was made from other records is made anew.
	const commitment = "data/commitments/khcn-15-ho-khanh-hoa-2022.json"
	b.write(commitment, strings.Replace(b.read(commitment), "15 hộ nghèo xã", "15 hộ nghèo ở xã", 1))
	if _, problems, err := Join(context.Background(), b.again, parts); err != nil {
		t.Fatal(err, problems)
	}
	if !b.full() {
		t.Fatal("problems in the project")
	}
	b.same("change after the parts were made")
}

// Parts that do not go together leave the last output as it was.
func TestPartsThatCannotBeJoined(t *testing.T) {
	b := newBuilder(t, 1)
	if _, _, err := Part(context.Background(), b.again, "99999"); !errors.Is(err, ErrNoUnit) {
		t.Errorf("no such unit: error %v", err)
	}
	part := Options{Root: b.root, Out: filepath.Join(b.scratch, "part"), Cache: b.again.Cache}
	if _, problems, err := Part(context.Background(), part, "135"); err != nil {
		t.Fatal(err, problems)
	}
	if !b.full() {
		t.Fatal("problems in the project")
	}
	before := digests(t, b.whole.Out)
	page := filepath.Join(part.Out, "huyen", "luc-yen-135", "index.html")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, want string
		parts      []string
		spoil      string
	}{
		{"a folder that is no part", "is no part of a site", []string{b.root}, string(text)},
		{"the same part twice", "overlap", []string{part.Out, part.Out}, string(text)},
		{"a page that was changed", "is not as it was made", []string{part.Out}, strings.Replace(string(text), "Lục Yên", "Lục Yến", 1)},
	} {
		if err := os.WriteFile(page, []byte(tt.spoil), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, _, err := Join(context.Background(), b.whole, tt.parts); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
		after := digests(t, b.whole.Out)
		if len(after) != len(before) {
			t.Errorf("%s: %d files, there were %d", tt.name, len(after), len(before))
		}
		entries, err := os.ReadDir(b.scratch)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), ".parts") {
				t.Errorf("%s leaves %s behind", tt.name, e.Name())
			}
		}
	}
}
