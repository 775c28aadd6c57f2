package release

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever a manifest says, it is read back as it was written or refused, and
// its paths stay inside the site.
func FuzzParseManifest(f *testing.F) {
	digest := strings.Repeat("ab", 32)
	f.Add([]byte(digest + " 12 index.html\n" + digest + " 0 tin/x/index.html\n"))
	f.Add([]byte(digest + " 1 ../x\n"))
	f.Add([]byte(digest + " 1 ledger/checkpoint\n"))
	f.Add([]byte(digest + " 01 x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ParseManifest(bytes.NewReader(data))
		if err != nil {
			return
		}
		if !bytes.Equal(m.Text(), data) {
			t.Errorf("%q is read as %q", data, m.Text())
		}
		for _, file := range m {
			if !filepath.IsLocal(filepath.FromSlash(file.Path)) || strings.HasPrefix(file.Path, ledgerDir+"/") || file.Size < 0 {
				t.Errorf("accepted %+v", file)
			}
		}
	})
}

func FuzzParseInventory(f *testing.F) {
	f.Add([]byte("record\toutcomes/a\tab\nnumber\toutcomes/a\thouseholds\t15\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		inv, err := ParseInventory(data)
		if err == nil && !bytes.Equal(inv.Text(), data) {
			t.Errorf("%q is read as %q", data, inv.Text())
		}
	})
}

func FuzzParseCheckpoint(f *testing.F) {
	f.Add([]byte("minhbach.example/ledger\n3\n" + strings.Repeat("A", 43) + "=\n\n— minhbach.example/ledger AAAA\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := parseCheckpoint(data)
		if err != nil {
			return
		}
		if !bytes.HasPrefix(data, []byte(c.text()+"\n")) {
			t.Errorf("%q is read as %q", data, c.text())
		}
		_ = c.verify("minhbach.example/ledger+00000000+AAAA")
	})
}

func FuzzParseLeaf(f *testing.F) {
	f.Add([]byte(`{"type":"release","release":1,"date":"2026-11-23","digest":"ab","site":"cd"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := parseLeaf(data)
		if err != nil {
			return
		}
		if again, err := l.encode(); err != nil || !bytes.Equal(again, data) {
			t.Errorf("%q is read as %q", data, again)
		}
	})
}

func FuzzParseBundle(f *testing.F) {
	f.Add([]byte("\x00\x01a\x00\x02bc"), 2)
	f.Fuzz(func(t *testing.T, data []byte, n int) {
		if n < 1 || n > 256 {
			return
		}
		entries, err := parseBundle(data, n)
		if err != nil {
			return
		}
		var again []byte
		for _, e := range entries {
			again = appendEntry(again, e)
		}
		if !bytes.Equal(again, data) {
			t.Errorf("%q is read as %q", data, entries)
		}
	})
}

// The file of a key is the operator's own, yet pasted into a CI system by hand.
func FuzzParseKey(f *testing.F) {
	f.Add("PRIVATE+KEY+minhbach.example/ledger+00000000+AAAA\n\n" + rotationTitle + "\na\nb\nc\n\n— a b\n")
	f.Fuzz(func(t *testing.T, text string) {
		if key, err := ParseKey(text); err == nil && key.Public() == "" {
			t.Error("a key without a public part")
		}
	})
}

// The pieces of a file are the file, however it is cut, and what is changed is
// found in it.
func FuzzLines(f *testing.F) {
	f.Add([]byte("<p>15 hộ\n<p>16 hộ\n"), uint(4))
	f.Add(bytes.Repeat([]byte("x,"), 2000), uint(1700))
	f.Fuzz(func(t *testing.T, data []byte, at uint) {
		marks, err := linesOf(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if line, now := firstDifference(bytes.NewReader(data), marks); line != 0 {
			t.Errorf("an unchanged file differs in line %d: %q", line, now)
		}
		kept, err := findLines([]byte(linesLine("b", nil)+linesLine("a b", marks)+linesLine("c", nil)), "a b")
		if err != nil || !bytes.Equal(kept, marks) {
			t.Errorf("the lines kept of a file are %v, %v", kept, err)
		}
		if len(data) == 0 {
			return
		}
		changed := bytes.Clone(data)
		changed[at%uint(len(data))]++
		want := 1 + bytes.Count(data[:at%uint(len(data))], []byte("\n"))
		if line, _ := firstDifference(bytes.NewReader(changed), marks); line > want+1 {
			t.Errorf("a change in line %d is seen in line %d", want, line)
		}
	})
}
