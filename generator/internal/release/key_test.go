package release

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
)

func TestKeyFilesArePrivateAndNeverReplaced(t *testing.T) {
	file := filepath.Join(t.TempDir(), "office.key")
	public, err := NewKey(file, origin)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode of the private key = %v, %v", info.Mode(), err)
	}
	if text, err := os.ReadFile(file + ".pub"); err != nil || string(text) != public+"\n" {
		t.Errorf("public key = %q, %v", text, err)
	}
	if _, err := NewKey(file, origin); !errors.Is(err, os.ErrExist) {
		t.Errorf("NewKey over a key = %v", err)
	}
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadKey(file); err == nil {
		t.Error("ReadKey accepted a private key that others can read")
	}
}

// However a key is printed, wrapped or encoded, its secret does not come along.
func TestKeyIsNeverPrinted(t *testing.T) {
	file := filepath.Join(t.TempDir(), "office.key")
	if _, err := NewKey(file, origin); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	secret := strings.TrimSpace(string(text))
	key, err := ReadKey(file)
	if err != nil {
		t.Fatal(err)
	}
	asJSON, err := json.Marshal(map[string]any{"key": key})
	if err != nil {
		t.Fatal(err)
	}
	printed := fmt.Sprintf("%v %+v %#v %s %q %x %d %s", key, key, key, key, key, key, *key, asJSON)
	// A file damaged by hand must not be quoted either.
	for _, bad := range []string{secret[:len(secret)-2], secret + "\nrest", "x" + secret, strings.Replace(secret, "KEY", "K", 1)} {
		if _, err := ParseKey(bad); err == nil {
			t.Errorf("a damaged key was accepted")
		} else {
			printed += err.Error()
		}
	}
	if hidden := strings.SplitN(secret, "+", 5)[4][8:]; strings.Contains(printed, hidden) || strings.Contains(printed, "PRIVATE") {
		t.Error("the private key was printed")
	}
}

func TestOriginNamesTheLedger(t *testing.T) {
	for base, want := range map[string]string{
		"https://minhbach.example/":       "minhbach.example/ledger",
		"https://minhbach.example/a/b/":   "minhbach.example/a/b/ledger",
		"http://127.0.0.1:8080":           "127.0.0.1:8080/ledger",
		"minhbach.example":                "",
		"https://minhbach.example/a+b/":   "",
		"https://minhbach.example/a b%20": "",
	} {
		if got, err := Origin(base); got != want || (err == nil) != (want != "") {
			t.Errorf("Origin(%q) = %q, %v, want %q", base, got, err, want)
		}
	}
}

// Rotation: the old key signs the new one. Readers who know only the old key go
// on verifying; the old key publishes no more.
func TestRotation(t *testing.T) {
	o := newOffice(t)
	o.publish()
	oldFile, oldPublic := o.keyFile, o.public()
	kept := o.verify(nil).Checkpoint
	for i := range 2 { // two rotations before the next publication
		next := filepath.Join(t.TempDir(), fmt.Sprint("next", i))
		if _, err := Rotate(o.keyFile, next); err != nil {
			t.Fatal(err)
		}
		o.keyFile = next
	}
	o.publish()
	for _, public := range []string{oldPublic, o.public()} {
		wantTrue(t, verifySite(t, o.dir, public, kept), 2)
	}
	old, err := ReadKey(oldFile)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Last(t.Context(), o.target, old); !errors.Is(err, ErrWrongKey) {
		t.Errorf("the replaced key may still publish: %v", err)
	}
	o.publish()
	wantTrue(t, verifySite(t, o.dir, oldPublic, kept), 3)
}

// A thief who only has the new key's file cannot make up a rotation.
func TestForgedRotationIsRefused(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	public, err := NewKey(a, origin)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Rotate(a, b); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	victim, err := NewKey(filepath.Join(dir, "victim"), origin)
	if err != nil {
		t.Fatal(err)
	}
	for name, forged := range map[string]string{
		"another old key":      strings.Replace(string(text), public, victim, 1),
		"no signature":         string(text)[:strings.Index(string(text), "— ")],
		"another ledger":       strings.Replace(string(text), "\n"+origin+"\n", "\nother.example/ledger\n", 1),
		"something in between": strings.Replace(string(text), "\n\n", "\nx\n\n", 1),
	} {
		if _, err := ParseKey(forged); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := ParseKey(strings.ReplaceAll(string(text), "\n", "\r\n")); err != nil {
		t.Errorf("a key whose lines end as on Windows: %v", err)
	}
}

// A wrong key is refused before anything is built or written.
func TestWrongKeyIsRefused(t *testing.T) {
	o := newOffice(t)
	o.publish()
	before := tree(t, o.dir)
	file := filepath.Join(t.TempDir(), "wrong.key")
	if _, err := NewKey(file, origin); err != nil {
		t.Fatal(err)
	}
	wrong, err := ReadKey(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Last(t.Context(), o.target, wrong); !errors.Is(err, ErrWrongKey) {
		t.Errorf("Last with a wrong key = %v", err)
	}
	if after := tree(t, o.dir); after != before {
		t.Errorf("the target changed:\n%s\n%s", before, after)
	}
}

// Whoever holds the server may sign with a key of his own: the publisher's next
// publication refuses such a ledger, and readers do too.
func TestLedgerOfAnotherKeyIsRefused(t *testing.T) {
	o := newOffice(t)
	thief := newOffice(t)
	thief.publish()
	if _, err := Last(t.Context(), thief.target, o.key()); !errors.Is(err, ErrWrongKey) {
		t.Errorf("Last = %v", err)
	}
	wantFalse(t, verifySite(t, thief.dir, o.public(), nil), diag.CodeFalseSignature, checkpointPath)
}
