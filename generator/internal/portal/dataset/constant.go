package dataset

import (
	"archive/zip"
	"bytes"
	"io"
	"sync"
)

// constants keeps what many files have in common, so that it is made once: a
// nation has an archive for each of ten thousand communes, with the same dozen data
// dictionaries in all of them. There are as many as there are kinds of records.
type constants struct {
	mu      sync.Mutex
	entries map[string]*zip.File
	texts   map[string][]byte
}

func newConstants() *constants {
	return &constants{entries: map[string]*zip.File{}, texts: map[string][]byte{}}
}

// entry is an entry of archives in its packed form. The key tells contents apart.
func (c *constants) entry(key, name string, write func(io.Writer) error) (*zip.File, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if made := c.entries[key]; made != nil {
		return made, nil
	}
	var b bytes.Buffer
	a := newArchive(&b)
	a.add(name, write)
	if err := a.close(); err != nil {
		return nil, err
	}
	read, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		return nil, err
	}
	c.entries[key] = read.File[0]
	return read.File[0], nil
}

// text is a text that is made once.
func (c *constants) text(key string, make func() ([]byte, error)) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if text, ok := c.texts[key]; ok {
		return text, nil
	}
	text, err := make()
	if err == nil {
		c.texts[key] = text
	}
	return text, err
}
