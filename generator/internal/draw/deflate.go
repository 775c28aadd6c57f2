package draw

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// The rows of a picture are packed by a deflate of our own (RFC 1951: one block
// with codes of its own) that looks back to two places only, the byte before and
// the one above. That is where a drawing repeats itself, and most of it is passed
// over eight bytes or a whole row at a time.

// A token is a byte as it is, or bytes that repeat, each way and length of it a
// number.
const (
	ofBefore = 256 // repeats the byte before, as often as the number says and shortest
	ofAbove  = 512 // repeats bytes above
	end      = 768
	tokens   = end + 1

	shortest, longest = 3, 258 // that repeat
)

// packer collects the tokens of a picture. It can be used again.
type packer struct {
	stride int // bytes from a row to the next: more than shortest, less than 32 KB
	tokens []uint16
	counts [tokens]int
	repeat int // bytes that are those above and have no token yet
}

// begin starts a picture of rows of stride bytes.
func (p *packer) begin(stride int) {
	p.stride, p.tokens, p.counts, p.repeat = stride, p.tokens[:0], [tokens]int{}, 0
}

func (p *packer) put(token int) {
	p.tokens = append(p.tokens, uint16(token))
	p.counts[token]++
}

// same adds a row that is the one above.
func (p *packer) same() { p.repeat += p.stride }

// row adds a row; the first has none above.
func (p *packer) row(row, above []byte) {
	for i := 0; i < len(row); {
		if i < len(above) && row[i] == above[i] {
			if n := shared(row[i:], above[i:]); n >= shortest || p.repeat > 0 {
				p.repeat += n
				i += n
				continue
			}
		}
		p.settle()
		if i > 0 && row[i] == row[i-1] {
			if n := min(shared(row[i:], row[i-1:]), longest); n >= shortest {
				p.put(ofBefore + n - shortest)
				i += n
				continue
			}
		}
		p.put(int(row[i]))
		i++
	}
}

// settle makes tokens of the bytes that are those above.
func (p *packer) settle() {
	for p.repeat > 0 {
		n := min(p.repeat, longest)
		if rest := p.repeat - n; rest > 0 && rest < shortest {
			n -= shortest
		}
		p.put(ofAbove + n - shortest)
		p.repeat -= n
	}
}

// shared is how many bytes two rows have in common at their beginning.
func shared(a, b []byte) int {
	n := 0
	for ; n+8 <= len(a) && n+8 <= len(b); n += 8 {
		if differ := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); differ != 0 {
			return n + bits.TrailingZeros64(differ)/8
		}
	}
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// The alphabets of a block, and how long a code of each may be.
const (
	literals, literalBits = 286, 15 // bytes, the end of the block, lengths of what repeats
	distances             = 30      // how far back
	lengths, lengthBits   = 19, 7   // how long the codes of the others are
	endOfBlock            = 256     // of the literals
)

// lengthOrder is the order in which a block says how long the codes of lengths are.
var lengthOrder = [lengths]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// finish writes the block.
func (p *packer) finish() []byte {
	p.settle()
	p.put(end)
	above, aboveExtra := distanceOf(p.stride)
	ofLiterals, ofDistances := make([]int, literals), make([]int, distances)
	for token, n := range p.counts {
		switch {
		case token < ofBefore:
			ofLiterals[token] += n
		case token == end:
			ofLiterals[endOfBlock] += n
		default:
			symbol, _ := lengthOf(token)
			ofLiterals[symbol] += n
			if token < ofAbove {
				ofDistances[0] += n
			} else {
				ofDistances[above] += n
			}
		}
	}
	literal, distance := huffman(ofLiterals, literalBits), huffman(ofDistances, literalBits)

	var written [tokens]code
	size := 0
	for token := range written {
		switch {
		case token < ofBefore:
			written[token] = literal[token]
		case token == end:
			written[token] = literal[endOfBlock]
		default:
			symbol, extra := lengthOf(token)
			written[token] = literal[symbol].then(extra)
			if token < ofAbove {
				written[token] = written[token].then(distance[0])
			} else {
				written[token] = written[token].then(distance[above]).then(aboveExtra)
			}
		}
		size += written[token].n * p.counts[token]
	}
	w := &bitWriter{out: make([]byte, size/8+mostHead)}
	w.head(literal, distance)
	for _, token := range p.tokens {
		w.put(written[token])
	}
	return w.out[:w.at+(w.n+7)/8]
}

// mostHead is more than the bytes of what is before the first token.
const mostHead = (3*5+3*lengths+lengthBits*(literals+distances))/8 + 16

// head begins the last block of a text, with the codes that it uses.
func (w *bitWriter) head(literal, distance []code) {
	w.put(code{0b101, 3})
	w.put(code{literals - 257, 5})
	w.put(code{distances - 1, 5})
	w.put(code{lengths - 4, 4})
	all := slices.Concat(literal, distance)
	used := make([]int, lengths)
	for _, c := range all {
		used[c.n]++
	}
	length := huffman(used, lengthBits)
	for _, symbol := range lengthOrder {
		w.put(code{uint64(length[symbol].n), 3})
	}
	for _, c := range all {
		w.put(length[c.n])
	}
}

// lengthOf is the symbol of the length of a token, and the bits that follow it.
func lengthOf(token int) (int, code) {
	n := token % ofBefore
	switch {
	case n == longest-shortest:
		return literals - 1, code{}
	case n < 8:
		return endOfBlock + 1 + n, code{}
	}
	extra := bits.Len(uint(n)) - 3
	return endOfBlock + 1 + 4*extra + n>>extra, code{uint64(n & (1<<extra - 1)), extra}
}

// distanceOf is the symbol of a distance, and the bits that follow it.
func distanceOf(n int) (int, code) {
	n--
	if n < 4 {
		return n, code{}
	}
	extra := bits.Len(uint(n)) - 2
	return 2*extra + n>>extra, code{uint64(n & (1<<extra - 1)), extra}
}
