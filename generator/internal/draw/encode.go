package draw

import (
	"bytes"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"sync"
)

// Of the format PNG: a pixel is four bits, which are a place in the palette. The
// filter of rows is none in all of them: packing finds by itself what is as above.
const (
	pngSignature = "\x89PNG\r\n\x1a\n"
	pngDepth     = 4
	pngPalette   = 3      // kind of colours
	pngPacked    = 0x7801 // begins what is packed by deflate, in the form of zlib
)

// packers are used again: many pictures are made in a row.
var packers = sync.Pool{New: func() any { return new(packer) }}

// png encodes the picture. It is the last that is done with a canvas.
func (c *canvas) png() []byte {
	defer canvases.Put(c)
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
	out = chunk(out, "IDAT", c.packed())
	return chunk(out, "IEND", nil)
}

func chunk(out []byte, name string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	start := len(out)
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}

// packed is the rows, packed.
func (c *canvas) packed() []byte {
	p := packers.Get().(*packer)
	defer packers.Put(p)
	row := make([]byte, 1+(c.width+1)/2)
	above := make([]byte, len(row))
	p.begin(len(row))
	sum := newAdler()
	for y := range c.height {
		pixels := c.pixels[y*c.width : (y+1)*c.width]
		if y > 0 && bytes.Equal(pixels, c.pixels[(y-1)*c.width:y*c.width]) {
			p.same()
		} else {
			row, above = above, row
			halve(row[1:], pixels)
			if y == 0 {
				p.row(row, nil)
			} else {
				p.row(row, above)
			}
			sum.row(row)
		}
		sum.add()
	}
	out := binary.BigEndian.AppendUint16(nil, pngPacked)
	return binary.BigEndian.AppendUint32(append(out, p.finish()...), sum.value())
}

// halve puts two pixels into each byte.
func halve(into, pixels []byte) {
	i := 0
	for ; i+8 <= len(pixels); i += 8 {
		eight := binary.LittleEndian.Uint64(pixels[i:])
		eight = (eight<<4 | eight>>8) & 0x00ff00ff00ff00ff
		eight = (eight | eight>>8) & 0x0000ffff0000ffff
		binary.LittleEndian.PutUint32(into[i/2:], uint32(eight|eight>>16))
	}
	for ; i < len(pixels); i++ {
		if i%2 == 0 {
			into[i/2] = pixels[i] << 4
		} else {
			into[i/2] |= pixels[i]
		}
	}
}

// adler is the checksum of zlib over rows: of one that is there again nothing has
// to be read.
type adler struct {
	a, b          uint64
	n, sum, ranks uint64 // of the row: bytes, their sum, and that with each as often as bytes from it to the end
}

const adlerPrime = 65521

func newAdler() *adler { return &adler{a: 1} }

// row is the row to be added from now on.
func (s *adler) row(row []byte) {
	s.n = uint64(len(row))
	of := uint64(adler32.Checksum(row))
	s.sum = of&0xffff + adlerPrime - 1
	s.ranks = of>>16 + adlerPrime - s.n%adlerPrime
}

// add adds the row once.
func (s *adler) add() {
	s.b = (s.b + s.n*s.a + s.ranks) % adlerPrime
	s.a = (s.a + s.sum) % adlerPrime
}

func (s *adler) value() uint32 { return uint32(s.b<<16 | s.a) }
