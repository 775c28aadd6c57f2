package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// scanner takes the values of one JSON document apart as it comes, without
// looking into them.
type scanner struct {
	from io.Reader
	buf  []byte // buf[at:] has not been taken yet
	at   int
	err  error // why nothing more comes
}

const firstBuffer = 1 << 20

// more reads on; it is false at the end. What has not been taken may move.
func (s *scanner) more() bool {
	if s.err != nil {
		return false
	}
	left := len(s.buf) - s.at
	if left == cap(s.buf) || s.buf == nil {
		s.buf = append(make([]byte, 0, max(firstBuffer, 2*left)), s.buf[s.at:]...)
	} else {
		s.buf = s.buf[:copy(s.buf[:cap(s.buf)], s.buf[s.at:])]
	}
	s.at = 0
	for range 100 {
		n, err := s.from.Read(s.buf[left:cap(s.buf)])
		s.buf, s.err = s.buf[:left+n], err
		if n > 0 || err != nil {
			return n > 0
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// next is the next byte that is no space.
func (s *scanner) next() (byte, error) {
	for {
		for ; s.at < len(s.buf); s.at++ {
			if c := s.buf[s.at]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
				return c, nil
			}
		}
		if !s.more() {
			return 0, s.err
		}
	}
}

var errForm = errors.New("is no JSON of the form that was expected")

// take passes over one of the given bytes and says which.
func (s *scanner) take(these string) (byte, error) {
	c, err := s.next()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err == nil && strings.IndexByte(these, c) < 0 {
		err = errForm
	}
	if err != nil {
		return 0, err
	}
	s.at++
	return c, nil
}

// end is where the value ends that begins at the next byte, relative to s.at. Only
// its brackets and strings are looked at.
func (s *scanner) end() (int, error) {
	if _, err := s.next(); err != nil {
		return 0, io.ErrUnexpectedEOF
	}
	depth, quoted := 0, false
	for i := 0; ; i++ {
		if s.at+i == len(s.buf) && !s.more() {
			return 0, io.ErrUnexpectedEOF
		}
		switch c := s.buf[s.at+i]; {
		case quoted && c == '\\':
			if i++; s.at+i == len(s.buf) && !s.more() {
				return 0, io.ErrUnexpectedEOF
			}
		case c == '"':
			if quoted = !quoted; !quoted && depth == 0 {
				return i + 1, nil
			}
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth < 0 {
				return i, nil
			}
			if depth == 0 {
				return i + 1, nil
			}
		case depth == 0 && (c == ',' || c == ':' || c == ' ' || c == '\n' || c == '\t' || c == '\r'):
			return i, nil
		}
	}
}

// decode reads the next value into x. A member that x has not is an error.
func (s *scanner) decode(x any) error {
	n, err := s.end()
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(s.buf[s.at : s.at+n]))
	d.DisallowUnknownFields()
	if err := d.Decode(x); err != nil {
		return err
	}
	if d.More() {
		return errForm
	}
	s.at += n
	return nil
}

// list reads an array element by element: by quick where that can, which gives the
// bytes that it took, 0 for none; else by slow.
func (s *scanner) list(quick func([]byte) (int, error), slow func() error) error {
	if _, err := s.take("["); err != nil {
		return err
	}
	if c, err := s.next(); err == nil && c == ']' {
		s.at++
		return nil
	}
	for n := 0; ; n++ {
		if _, err := s.next(); err != nil {
			return io.ErrUnexpectedEOF
		}
		taken, err := quick(s.buf[s.at:])
		if err == nil && taken == 0 {
			err = slow()
		}
		if err != nil {
			return fmt.Errorf("element %d: %w", n, err)
		}
		s.at += taken
		if c, err := s.take(",]"); err != nil || c == ']' {
			return err
		}
	}
}
