package personal

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// Metadata says what a picture file carries beside the picture.
type Metadata struct {
	EXIF, XMP, IPTC, Comment bool
	GPS                      bool // EXIF or XMP names the place
	Thumbnail                bool // a small copy, which may show what was cut away
}

// Any reports whether there is anything.
func (m Metadata) Any() bool { return m.EXIF || m.XMP || m.IPTC || m.Comment || m.Thumbnail }

// ErrPicture says that a file is no JPEG, PNG or WebP, or a broken one.
var ErrPicture = errors.New("not a readable JPEG, PNG or WebP picture")

// Picture looks for metadata in the containers of JPEG, PNG and WebP. It never
// decodes the picture, and reads each byte at most once.
func Picture(data []byte) (Metadata, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8")):
		return jpegMetadata(data)
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return pngMetadata(data)
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return webpMetadata(data)
	}
	return Metadata{}, ErrPicture
}

// jpegMetadata walks the segments up to the picture itself.
func jpegMetadata(data []byte) (m Metadata, err error) {
	for i := 2; ; {
		for i < len(data) && data[i] == 0xff && i+1 < len(data) && data[i+1] == 0xff { // fill bytes
			i++
		}
		if i+4 > len(data) || data[i] != 0xff {
			return m, ErrPicture
		}
		kind := data[i+1]
		if kind == 0xd9 || 0xd0 <= kind && kind <= 0xd8 || kind == 0x01 {
			return m, ErrPicture // no picture before the end
		}
		n := int(binary.BigEndian.Uint16(data[i+2:]))
		if n < 2 || i+2+n > len(data) {
			return m, ErrPicture
		}
		m.segment(kind, data[i+4:i+2+n])
		i += 2 + n
		if kind == 0xda { // the picture; a second one may follow it
			m.afterPicture(data[i:])
			return m, nil
		}
	}
}

func (m *Metadata) segment(kind byte, body []byte) {
	switch {
	case kind == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
		m.exif(body[6:])
	case kind == 0xe1 && (bytes.HasPrefix(body, []byte("http://ns.adobe.com/xap")) || bytes.HasPrefix(body, []byte("http://ns.adobe.com/xmp"))):
		m.xmp(body)
	case kind == 0xed:
		m.IPTC = true
		// Photoshop keeps a thumbnail among its resources 0x0409 and 0x040c.
		m.Thumbnail = m.Thumbnail || bytes.Contains(body, []byte("8BIM\x04\x09")) || bytes.Contains(body, []byte("8BIM\x04\x0c"))
	case kind == 0xe0 && (bytes.HasPrefix(body, []byte("JFXX\x00")) || len(body) > 14 && bytes.HasPrefix(body, []byte("JFIF\x00")) && body[12] > 0 && body[13] > 0):
		m.Thumbnail = true
	case kind == 0xe2 && bytes.HasPrefix(body, []byte("MPF\x00")):
		m.Thumbnail = true
	case kind == 0xfe && len(body) > 0:
		m.Comment = true
	}
}

// afterPicture looks behind the end of the picture, where phones put a second
// one or a film.
func (m *Metadata) afterPicture(data []byte) {
	if end := bytes.Index(data, []byte{0xff, 0xd9}); end >= 0 && len(bytes.TrimRight(data[end+2:], "\x00")) > 0 {
		m.Thumbnail = true
	}
}

func (m *Metadata) xmp(body []byte) {
	m.XMP = true
	m.GPS = m.GPS || bytes.Contains(body, []byte("GPSL"))
	m.Thumbnail = m.Thumbnail || bytes.Contains(body, []byte("xmpGImg:image")) || bytes.Contains(body, []byte("xapGImg:image"))
}

// exif reads the first two directories of a TIFF block.
func (m *Metadata) exif(b []byte) {
	m.EXIF = true
	if len(b) < 8 {
		return
	}
	var order binary.ByteOrder = binary.LittleEndian
	if b[0] == 'M' {
		order = binary.BigEndian
	}
	first := uint64(order.Uint32(b[4:]))
	if first+2 > uint64(len(b)) {
		return
	}
	n := uint64(order.Uint16(b[first:]))
	for k := range n {
		at := first + 2 + 12*k
		if at+12 > uint64(len(b)) {
			return
		}
		if order.Uint16(b[at:]) == 0x8825 { // the directory of the place
			m.GPS = true
		}
	}
	if next := first + 2 + 12*n; next+4 <= uint64(len(b)) && order.Uint32(b[next:]) != 0 {
		m.Thumbnail = true
	}
}

func pngMetadata(data []byte) (m Metadata, err error) {
	for i := 8; i+12 <= len(data); {
		n := int64(binary.BigEndian.Uint32(data[i:]))
		if n > int64(len(data)-i-12) {
			return m, ErrPicture
		}
		body := data[i+8 : i+8+int(n)]
		switch string(data[i+4 : i+8]) {
		case "eXIf":
			m.exif(body)
		case "tEXt", "zTXt", "iTXt":
			switch {
			case bytes.HasPrefix(body, []byte("XML:com.adobe.xmp")):
				m.xmp(body)
			case bytes.HasPrefix(body, []byte("Raw profile type exif")), bytes.HasPrefix(body, []byte("Raw profile type APP1")):
				m.EXIF = true
			case bytes.HasPrefix(body, []byte("Raw profile type iptc")):
				m.IPTC = true
			default:
				m.Comment = true
			}
		case "tIME":
			m.Comment = true
		case "IEND":
			if i+12 < len(data) {
				m.Comment = true // something hidden behind the picture
			}
			return m, nil
		}
		i += 12 + int(n)
	}
	return m, ErrPicture
}

func webpMetadata(data []byte) (m Metadata, err error) {
	picture := false
	for i := 12; i+8 <= len(data); {
		n := int64(binary.LittleEndian.Uint32(data[i+4:]))
		if n > int64(len(data)-i-8) {
			return m, ErrPicture
		}
		body := data[i+8 : i+8+int(n)]
		switch string(data[i : i+4]) {
		case "EXIF":
			m.exif(bytes.TrimPrefix(body, []byte("Exif\x00\x00")))
		case "XMP ":
			m.xmp(body)
		case "VP8 ", "VP8L", "ANMF":
			picture = true
		}
		i += 8 + int(n) + int(n&1)
	}
	if !picture {
		return m, ErrPicture
	}
	return m, nil
}
