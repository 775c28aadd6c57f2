package personal_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"testing"

	"minhbach/generator/internal/check/personal"
)

// tiff is an EXIF block with one entry, and a second directory if there is a thumbnail.
func tiff(tag uint16, thumbnail bool) []byte {
	b := []byte("MM\x00*\x00\x00\x00\x08\x00\x01")
	b = binary.BigEndian.AppendUint16(b, tag)
	b = append(b, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0)
	next := uint32(0)
	if thumbnail {
		next = 26
	}
	return binary.BigEndian.AppendUint32(b, next)
}

// withSegment puts a segment behind the first two bytes of a JPEG.
func withSegment(data []byte, kind byte, body string) []byte {
	out := []byte{0xff, 0xd8, 0xff, kind}
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	out = append(out, body...)
	return append(out, data[2:]...)
}

// withChunk puts a chunk behind the header of a PNG.
func withChunk(data []byte, kind, body string) []byte {
	const header = 8 + 25
	out := bytes.Clone(data[:header])
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	out = append(append(out, kind...), body...)
	return append(append(out, 0, 0, 0, 0), data[header:]...)
}

func webp(chunks ...string) []byte {
	out := []byte("RIFF\x00\x00\x00\x00WEBP")
	for i := 0; i < len(chunks); i += 2 {
		out = append(out, chunks[i]...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(chunks[i+1])))
		out = append(out, chunks[i+1]...)
		if len(chunks[i+1])%2 == 1 {
			out = append(out, 0)
		}
	}
	return out
}

func TestPictureMetadata(t *testing.T) {
	var j, p bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 2, 2))
	if err := jpeg.Encode(&j, img, nil); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&p, img); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00" + string(tiff(0x010f, false))
	place := "Exif\x00\x00" + string(tiff(0x8825, true))
	type meta = personal.Metadata
	for name, tt := range map[string]struct {
		data []byte
		want meta
	}{
		"clean JPEG":             {j.Bytes(), meta{}},
		"JPEG of a camera":       {withSegment(j.Bytes(), 0xe1, exif), meta{EXIF: true}},
		"JPEG of a phone":        {withSegment(j.Bytes(), 0xe1, place), meta{EXIF: true, GPS: true, Thumbnail: true}},
		"JPEG with XMP place":    {withSegment(j.Bytes(), 0xe1, "http://ns.adobe.com/xap/1.0/\x00exif:GPSLatitude"), meta{XMP: true, GPS: true}},
		"JPEG of an agency":      {withSegment(j.Bytes(), 0xed, "Photoshop 3.0\x008BIM\x04\x04"), meta{IPTC: true}},
		"JPEG with a comment":    {withSegment(j.Bytes(), 0xfe, "a"), meta{Comment: true}},
		"JPEG with another":      {append(bytes.Clone(j.Bytes()), j.Bytes()...), meta{Thumbnail: true}},
		"clean PNG":              {p.Bytes(), meta{}},
		"PNG with EXIF":          {withChunk(p.Bytes(), "eXIf", string(tiff(0x8825, false))), meta{EXIF: true, GPS: true}},
		"PNG with text":          {withChunk(p.Bytes(), "tEXt", "Author\x00x"), meta{Comment: true}},
		"PNG with XMP":           {withChunk(p.Bytes(), "iTXt", "XML:com.adobe.xmp\x00"), meta{XMP: true}},
		"PNG with a tail":        {append(bytes.Clone(p.Bytes()), 1), meta{Comment: true}},
		"clean WebP":             {webp("VP8 ", "x"), meta{}},
		"WebP with EXIF and XMP": {webp("VP8L", "xx", "EXIF", string(tiff(0x8825, false)), "XMP ", "x"), meta{EXIF: true, GPS: true, XMP: true}},
	} {
		got, err := personal.Picture(tt.data)
		if err != nil || got != tt.want {
			t.Errorf("%s: %+v, %v, want %+v", name, got, err, tt.want)
		}
		for n := range len(tt.data) - 1 { // cut short anywhere: an error or an answer
			personal.Picture(tt.data[:n])
		}
	}
	for _, data := range []string{"", "GIF89a", "\xff\xd8", "\xff\xd8\xff\xe1\xff\xff", "\x89PNG\r\n\x1a\n", "RIFF\x00\x00\x00\x00WEBP"} {
		if _, err := personal.Picture([]byte(data)); err == nil {
			t.Errorf("Picture(%q) gave no error", data)
		}
	}
}
