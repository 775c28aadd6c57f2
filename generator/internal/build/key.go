package build

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

const keySize = 32

// errForeignKey: others may know the key.
var errForeignKey = errors.New("the key of the cache can be read by others")

// readKey reads the key of this user on this machine, and makes it the first time.
func readKey(name string) ([]byte, error) {
	key, err := keyOf(name)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil { // another process was faster: the next check reads its key
		return nil, err
	}
	key = make([]byte, keySize)
	rand.Read(key) // never fails
	_, err = f.Write(key)
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, errors.Join(err, os.Remove(name))
	}
	return key, nil
}

func keyOf(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || !onlyOurs(info) {
		return nil, errForeignKey
	}
	key, err := io.ReadAll(io.LimitReader(f, keySize+1))
	if err == nil && len(key) != keySize { // cut short: the next check makes another
		err = errors.Join(fmt.Errorf("the key of the cache has %d bytes", len(key)), os.Remove(name))
	}
	return key, err
}
