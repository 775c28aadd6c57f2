package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"minhbach/generator/internal/search"
)

// Sounds of which Vietnamese syllables are made; not every one that comes out is
// a word, but they are as many, as long and as alike without marks as real ones.
var (
	onsets = strings.Fields("b c ch d đ g gh gi h k kh l m n ng nh ph qu r s t th tr v x")
	rimes  = strings.Fields("a ac ach ai am an ang anh ao ap at au ay e en eo et em i ia ich iên iêt iêu in inh it o oa oai oan oang oc oi on ong ot " +
		"ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây ê êch êm ên ênh êt êu ô ôc ôi ôm ôn ông ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung uôc uôi uôn uông uôt ut " +
		"ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ưt y")
	tones = []string{"", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"}
)

// phrases come into a page with a probability each; those of common words are
// alike without their marks, as on real pages.
var phrases = []struct {
	text   string
	chance float64
}{
	{"giảm nghèo", 0.45}, {"hộ nghèo", 0.3}, {"nghèo", 0.3}, {"giảm", 0.3}, {"lao động", 0.13}, {"lão", 0.02}, {"đồng", 0.2}, {"động viên", 0.05},
	{"Điện Biên", 0.012}, {"điện", 0.15}, {"diễn biến", 0.03}, {"biên", 0.1}, {"diện tích", 0.1}, {"đường giao thông", 0.06}, {"đường", 0.2},
	{"giao", 0.2}, {"thông tin", 0.3}, {"đương nhiên", 0.02}, {"UBND xã", 0.3}, {"thoát nghèo", 0.3}, {"Khánh Hòa", 0.01}, {"Biên Hòa", 0.01},
}

// pages makes n pages of six years, the same in every run: 180 syllables each,
// words of two syllables mostly, by Zipf's law.
func pages(n int) []search.Document {
	r := rand.New(rand.NewPCG(20261123, 1))
	var syllables []string
	for _, onset := range onsets {
		for _, rime := range rimes {
			for _, tone := range tones {
				if r.IntN(2) == 0 {
					syllables = append(syllables, onset+accented(rime, tone))
				}
			}
		}
	}
	r.Shuffle(len(syllables), func(i, j int) { syllables[i], syllables[j] = syllables[j], syllables[i] })
	zipf := func(n int) int { return int(math.Pow(float64(n), r.Float64())) - 1 }
	words := make([]string, 30_000)
	for i := range words {
		words[i] = syllables[zipf(len(syllables))]
		if r.IntN(4) > 0 {
			words[i] += " " + syllables[zipf(len(syllables))]
		}
	}
	text := func(length int, chances float64) string {
		var parts []string
		for _, p := range phrases {
			if r.Float64() < p.chance*chances {
				parts = append(parts, p.text)
			}
		}
		for len(parts) < length {
			parts = append(parts, words[zipf(len(words))])
		}
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		return strings.Join(parts, " ")
	}
	docs := make([]search.Document, n)
	for i := range docs {
		day := time.Date(2020, 11, 1+i*6*365/n, 0, 0, 0, 0, time.UTC)
		docs[i] = search.Document{
			Address: fmt.Sprintf("/tin/%d/trang-%05d/", day.Year(), i), Title: text(7, 0.1), Kind: "Tin tức",
			Date: day.Format(time.DateOnly), When: day.Format("02/01/2006"), Summary: text(17, 0.25), Text: []string{text(80, 0.75)},
		}
	}
	return docs
}

// accented puts a tone on the vowel of a rime that bears it, near enough.
func accented(rime, tone string) string {
	at := strings.IndexAny(rime, "ăâêôơư")
	if at < 0 {
		at = strings.IndexAny(rime, "aeiouy")
	}
	_, size := utf8.DecodeRuneInString(rime[at:])
	return norm.NFC.String(rime[:at+size] + tone + rime[at+size:])
}
