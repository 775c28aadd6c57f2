package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
	"minhbach/generator/synth/simulation"
)

// articles writes the news: each about one commitment, in turn, in the year of it.
func (c *corpus) articles() error {
	languages := []string{"vi", "en"}
	if c.vietnamese {
		languages = languages[:1]
	}
	for _, lang := range languages {
		for year := firstYear; year <= lastYear; year++ {
			var of []int
			for i := range c.size.news {
				if c.promise(c.about(i)).year == year {
					of = append(of, i)
				}
			}
			err := c.batch(fmt.Sprintf("content/%s/tin/%d", lang, year), len(of), func(i int, b *batch) error {
				a := c.article(of[i])
				return b.file(a.slug+".md", []byte(a.markdown(lang)))
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// about is the commitment that an item of news is about: all kinds of them in turn,
// whatever the sizes.
func (c *corpus) about(item int) int {
	const step = 7919 // a prime
	return item * step % c.size.commitments
}

// article is an item of news, the same in both languages.
type article struct {
	promise
	*corpus
	slug  string
	date  string
	title sentence
	vi    *strings.Replacer
	en    *strings.Replacer
	body  []block
}

// block is a paragraph, a heading or a list.
type block struct {
	heading   bool
	list      bool
	sentences []sentence
}

func (c *corpus) article(i int) *article {
	chance := c.chance(streamNews, i)
	a := &article{corpus: c, promise: c.promise(c.about(i))}
	s := skills[chance.Below(len(skills))]
	where, by := called(a.unit), a.dept.named(a.province)
	month := chance.Between(3, 12)
	a.date = fmt.Sprintf("%d-%02d-%02d", a.year, month, chance.Between(1, 28))
	weeks := fmt.Sprint(chance.Between(3, 10))
	a.vi = strings.NewReplacer("{xa}", where.VI, "{so}", by.VI, "{nam}", fmt.Sprint(a.year), "{ngay}", viet.Date(a.date), "{tuan}", weeks, "{kt}", s.vi)
	a.en = strings.NewReplacer("{xa}", where.EN, "{so}", by.EN, "{nam}", fmt.Sprint(a.year), "{ngay}", viet.Date(a.date), "{tuan}", weeks, "{kt}", s.en)
	a.title = titles[chance.Below(len(titles))]
	a.slug = fmt.Sprintf("%05d-%s", i, viet.Slug(a.say(a.title, "vi")))
	if limit := 80; len(a.slug) > limit {
		a.slug = strings.TrimRight(a.slug[:limit], "-")
	}
	a.compose(chance, c.activitiesOf(c.about(i)))
	return a
}

// compose puts the text together: 300 to 600 words in Vietnamese.
func (a *article) compose(chance simulation.Chance, done []*record.Activity) {
	text := a.text()
	a.paragraph(append([]sentence{disclaimer, {text.VI, text.EN}}, some(chance, onPromise, 2, 3)...))
	a.section(0, some(chance, onPromise, 2, 4))
	a.section(1, some(chance, onMeeting, 3, 5))
	if chance.Happens(0.6) {
		a.paragraph(some(chance, onMeeting, 2, 3))
	}
	a.section(2, some(chance, onSupport, 3, 5))
	a.section(3, some(chance, onTraining, 3, 6))
	if chance.Happens(0.4) {
		a.paragraph(some(chance, onTraining, 2, 3))
	}
	var list []sentence
	for _, d := range done {
		list = append(list, sentence{d.Title.VI + ".", d.Title.EN + "."})
	}
	a.body = append(a.body, block{heading: true, sentences: headings[4:5]}, block{list: true, sentences: list})
	a.body = append(a.body, block{heading: true, sentences: headings[5:6]}, block{list: true, sentences: some(chance, unknown, 2, 4)})
	link := fmt.Sprintf("(/cam-ket/%s/)", a.id)
	a.paragraph([]sentence{
		{"Từng bước của việc này có ở [trang của cam kết]" + link + ".", "Every step is on [the page of the commitment]" + link + "."},
		{"Ai biết kết quả đã được công bố ở đâu, xin [báo cho chúng tôi](/bao-loi/), kèm nguồn.", "If you know where a result was published, please [tell us](/bao-loi/), with the source."},
	})
}

func (a *article) paragraph(s []sentence) { a.body = append(a.body, block{sentences: s}) }

func (a *article) section(heading int, s []sentence) {
	a.body = append(a.body, block{heading: true, sentences: headings[heading : heading+1]})
	a.paragraph(s)
}

// some takes low to high sentences of a list, each once and in their order.
func some(c simulation.Chance, from []sentence, low, high int) []sentence {
	n := c.Between(low, high)
	var list []sentence
	for i, s := range from {
		left := len(from) - i
		if c.Below(left) < n-len(list) {
			list = append(list, s)
		}
	}
	return list
}

func (a *article) say(s sentence, lang string) string {
	if lang == "en" {
		return upper(a.en.Replace(s.en))
	}
	return upper(a.vi.Replace(s.vi))
}

// upper begins a sentence.
func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// markdown is the file in one language.
func (a *article) markdown(lang string) string {
	mark, by := " (mô phỏng)", "Chương trình đo tốc độ"
	if lang == "en" {
		mark, by = " (synthetic)", "The benchmark program"
	}
	summary := a.text().In(lang)
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %q\nsummary: %q\ndate: %s\nauthor: %s\n", a.say(a.title, lang)+mark, summary, a.date, by)
	fmt.Fprintf(&b, "commitments:\n  - %s\nplans:\n  - %s\nunits:\n  - %s\norganizations:\n  - %s\n", a.id, a.plan.id, a.unit.id, a.organization())
	s := a.invented()[0]
	fmt.Fprintf(&b, "sources:\n  - title:\n      vi: %s\n      en: %s\n    publisher:\n      vi: %s\n      en: %s\n    date: %s\n---\n",
		s.Title.VI, s.Title.EN, s.Publisher.VI, s.Publisher.EN, s.Date)
	for _, block := range a.body {
		b.WriteByte('\n')
		switch {
		case block.heading:
			b.WriteString("## " + a.say(block.sentences[0], lang) + "\n")
		case block.list:
			for _, s := range block.sentences {
				b.WriteString("- " + a.say(s, lang) + "\n")
			}
		default:
			for i, s := range block.sentences {
				if i > 0 {
					b.WriteByte(' ')
				}
				b.WriteString(a.say(s, lang))
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}
