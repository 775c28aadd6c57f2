package draw

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"sync"
)

// Of the format PNG: a pixel is four bits, which are a place in the palette; a row
// is as it is or its difference to the one above.
const (
	pngSignature = "\x89PNG\r\n\x1a\n"
	pngDepth     = 4
	pngPalette   = 3 // kind of colours
	rowAsIs      = 0
	rowAsAbove   = 2
)

// deflaters are used again: many pictures are made in a row.
var deflaters = sync.Pool{New: func() any {
	z, err := zlib.NewWriterLevel(nil, zlib.BestSpeed)
	if err != nil {
		panic("draw: " + err.Error()) // the level is one of the package's own
	}
	return z
}}

// png encodes the picture.
func (c *canvas) png() []byte {
	head := binary.BigEndian.AppendUint32(nil, uint32(c.width))
	head = binary.BigEndian.AppendUint32(head, uint32(c.height))
	head = append(head, pngDepth, pngPalette, 0, 0, 0)
	var colours []byte
	for _, p := range palette {
		colours = append(colours, p.R, p.G, p.B)
	}
	out := []byte(pngSignature)
	out = chunk(out, "IHDR", head)
	out = chunk(out, "PLTE", colours)
	out = chunk(out, "IDAT", c.deflated())
	return chunk(out, "IEND", nil)
}

func chunk(out []byte, name string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	start := len(out)
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}

// deflated is the rows, packed. A row that is the one above is all zeros.
func (c *canvas) deflated() []byte {
	var b bytes.Buffer
	z := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(z)
	z.Reset(&b)
	packed := make([]byte, 1+(c.width+1)/2)
	same := make([]byte, len(packed))
	same[0] = rowAsAbove
	var above []uint8
	for y := range c.height {
		row := c.pixels[y*c.width : (y+1)*c.width]
		next := same
		if !bytes.Equal(row, above) {
			next = packed
			next[0] = rowAsIs
			for i := 0; i+1 < len(row); i += 2 {
				next[1+i/2] = row[i]<<4 | row[i+1]
			}
			if len(row)%2 == 1 {
				next[len(next)-1] = row[len(row)-1] << 4
			}
		}
		if _, err := z.Write(next); err != nil {
			panic(fmt.Sprintf("draw: %v", err)) // memory takes every byte
		}
		above = row
	}
	if err := z.Close(); err != nil {
		panic(fmt.Sprintf("draw: %v", err))
	}
	return b.Bytes()
}
