package build

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"sync"

	"minhbach/generator/internal/source"
)

// program is the program that runs, known by its bytes. These are many, so that the
// stamp of its file saves reading them each time.
type program struct {
	stamp source.Stamp
	sum   [sha256.Size]byte
}

var programSize = binary.Size(program{}.stamp) + sha256.Size

// thisProgram reads the program that runs, unless old is the same by its stamp.
func thisProgram(old program) (program, error) {
	f, err := openProgram()
	if err != nil {
		return program{}, err
	}
	defer f.Close()
	p := program{stamp: source.StampOf(f)}
	if p.stamp == old.stamp && p.stamp != (source.Stamp{}) {
		return old, nil
	}
	p.sum, err = programSum()
	return p, err
}

// programSum reads the program that runs, once.
var programSum = sync.OnceValues(func() (sum [sha256.Size]byte, err error) {
	f, err := openProgram()
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, fmt.Errorf("read the program: %w", err)
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
})

func openProgram() (*os.File, error) {
	f, err := os.Open("/proc/self/exe") // what runs, even where its file was replaced since
	if err == nil {
		return f, nil
	}
	name, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find the program: %w", err)
	}
	if f, err = os.Open(name); err != nil {
		return nil, fmt.Errorf("open the program: %w", err)
	}
	return f, nil
}

func (p program) bytes() []byte {
	b, err := binary.Append(nil, binary.LittleEndian, p.stamp)
	if err != nil {
		panic(fmt.Sprintf("build: a stamp is numbers: %v", err))
	}
	return append(b, p.sum[:]...)
}

// readProgram reads programSize bytes.
func readProgram(b []byte) (p program) {
	n, err := binary.Decode(b, binary.LittleEndian, &p.stamp)
	if err != nil {
		panic(fmt.Sprintf("build: a stamp is numbers: %v", err))
	}
	copy(p.sum[:], b[n:])
	return p
}
