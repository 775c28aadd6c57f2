package check

import (
	"encoding/binary"
	"math"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"minhbach/generator/internal/source"
)

// A record is filled straight from the tree of its file, and packed into few bytes
// to be remembered. Both follow the Go type of the record, so that a new field needs
// nothing here.

// member is one field of a struct, those of embedded structs among them.
type member struct {
	name  string // in JSON
	index []int
}

var memberships sync.Map // reflect.Type: []member

func membersOf(t reflect.Type) []member {
	if known, ok := memberships.Load(t); ok {
		return known.([]member)
	}
	var list []member
	for _, f := range reflect.VisibleFields(t) {
		if !f.Anonymous {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			list = append(list, member{name, f.Index})
		}
	}
	memberships.Store(t, list)
	return list
}

// fill gives v the value of n, with texts that text hands on. False means that
// encoding/json must decide: what fill takes, that would take in the same way; a test
// holds the two against each other.
func fill(v reflect.Value, n *source.Node, text func(string) string) bool {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text(n.Text))
		return n.Kind == source.String
	case reflect.Bool:
		v.SetBool(n.Text == "true")
		return n.Kind == source.Bool
	case reflect.Int, reflect.Int64:
		i, err := strconv.ParseInt(n.Text, 10, 64)
		v.SetInt(i)
		return err == nil && n.Kind == source.Number
	case reflect.Float64:
		f, err := strconv.ParseFloat(n.Text, 64)
		v.SetFloat(f)
		return err == nil && n.Kind == source.Number
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return fill(v.Elem(), n, text)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), len(n.Items), len(n.Items)))
		for i := range n.Items {
			if !fill(v.Index(i), &n.Items[i], text) {
				return false
			}
		}
		return n.Kind == source.Array
	case reflect.Struct:
		return n.Kind == source.Object && fillStruct(v, n, text)
	}
	return false
}

func fillStruct(v reflect.Value, n *source.Node, text func(string) string) bool {
	members := membersOf(v.Type())
	next := 0 // fields mostly stand in the order of the type
	for i := range n.Items {
		item, found := &n.Items[i], false
		for range members {
			m := &members[next]
			if next++; next == len(members) {
				next = 0
			}
			if found = m.name == item.Key; found {
				if !fill(v.FieldByIndex(m.index), item, text) {
					return false
				}
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// pack appends v to b. Types that hold maps cannot be packed.
func pack(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		return packText(b, v.String())
	case reflect.Bool:
		return append(b, 1) // false is left out
	case reflect.Int, reflect.Int64:
		return binary.AppendVarint(b, v.Int())
	case reflect.Float64:
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float()))
	case reflect.Pointer:
		return pack(b, v.Elem())
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		for i := range v.Len() {
			b = pack(b, v.Index(i))
		}
		return b
	case reflect.Struct:
		members := membersOf(v.Type())
		there := uint64(0)
		for i := range members {
			if !v.FieldByIndex(members[i].index).IsZero() {
				there |= 1 << i
			}
		}
		b = binary.AppendUvarint(b, there)
		for i := range members {
			if there&(1<<i) != 0 {
				b = pack(b, v.FieldByIndex(members[i].index))
			}
		}
		return b
	}
	panic("check: no record that is packed may hold a " + v.Type().String())
}

func packText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// unpacker reads what pack wrote. Texts are parts of s. What was not written by pack
// makes it bad and is never followed.
type unpacker struct {
	s   string
	bad bool
}

func (u *unpacker) uint() uint64 {
	n := uint64(0)
	for i := 0; i < len(u.s) && i < binary.MaxVarintLen64; i++ {
		n |= uint64(u.s[i]&0x7f) << (7 * i)
		if u.s[i] < 0x80 {
			u.s = u.s[i+1:]
			return n
		}
	}
	u.s, u.bad = "", true
	return 0
}

// text takes n bytes, fewer only of what is bad.
func (u *unpacker) take(n uint64) string {
	if n > uint64(len(u.s)) {
		u.s, u.bad = "", true
		return ""
	}
	s := u.s[:n]
	u.s = u.s[n:]
	return s
}

func (u *unpacker) text() string { return u.take(u.uint()) }

func (u *unpacker) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(u.text())
	case reflect.Bool:
		v.SetBool(u.take(1) == "\x01")
	case reflect.Int, reflect.Int64:
		n := u.uint()
		v.SetInt(int64(n>>1) ^ -int64(n&1))
	case reflect.Float64:
		if s := u.take(8); s != "" {
			v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64([]byte(s))))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		u.value(v.Elem())
	case reflect.Slice:
		n := int(min(u.uint(), uint64(len(u.s)))) // an item has a byte at least
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			u.value(v.Index(i))
		}
	case reflect.Struct:
		members := membersOf(v.Type())
		there := u.uint()
		for i := range members {
			if there&(1<<i) != 0 && !u.bad {
				u.value(v.FieldByIndex(members[i].index))
			}
		}
	}
}
