package main

import (
	"io"
	"os"
	"path/filepath"

	"filippo.io/age"
	"github.com/rogpeppe/go-internal/testscript"
)

// encrypt DIR encrypts the rows about households in a folder, as an office does
// that keeps them in its repository, and sets IDENTITY to the key that opens them.
func encrypt(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: encrypt dir")
	}
	identity, err := age.GenerateX25519Identity()
	ts.Check(err)
	files, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*.jsonl"))
	ts.Check(err)
	if len(files) == 0 {
		ts.Fatalf("encrypt: no rows in %s", args[0])
	}
	for _, name := range files {
		rows, err := os.ReadFile(name)
		ts.Check(err)
		out, err := os.Create(name + ".age")
		ts.Check(err)
		sealed, err := age.Encrypt(out, identity.Recipient())
		ts.Check(err)
		_, err = sealed.Write(rows)
		ts.Check(err)
		for _, c := range []io.Closer{sealed, out} {
			ts.Check(c.Close())
		}
		ts.Check(os.Remove(name))
	}
	ts.Setenv("IDENTITY", identity.String())
}
