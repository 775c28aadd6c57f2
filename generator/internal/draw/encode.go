package draw

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// Of the format PNG: a pixel is four bits, which are a place in the palette. The
// filter of rows is none in all of them: packing finds by itself what is as above.
const (
	pngSignature = "\x89PNG\r\n\x1a\n"
	pngDepth     = 4
	pngPalette   = 3 // kind of colours
)

// packers are used again: many pictures are made in a row.
var packers = sync.Pool{New: func() any {
	w, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed) // fails for other levels only
	return w
}}

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
	var out bytes.Buffer
	w := packers.Get().(*zlib.Writer)
	defer packers.Put(w)
	w.Reset(&out)
	row := make([]byte, 1+(c.width+1)/2)
	for y := range c.height {
		pixels := c.pixels[y*c.width : (y+1)*c.width]
		if y == 0 || !bytes.Equal(pixels, c.pixels[(y-1)*c.width:y*c.width]) {
			halve(row[1:], pixels)
		}
		w.Write(row) // into memory: never fails
	}
	w.Close()
	return out.Bytes()
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
