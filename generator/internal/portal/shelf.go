package portal

import (
	"iter"
	"slices"
	"strconv"
)

// shelfSize is the number of entries on one page of a long list.
const shelfSize = 100

// shelf pages a list whose newest entry comes first. The first page, which is
// given without its entries, shows the newest; when there are more, numbered
// pages hold all of them. They are numbered from the oldest, so that a new entry
// changes only the last.
func (e *edition) shelf(address, title string, front List, trail []Link, n int, group func(from, to int) []ListGroup) iter.Seq[Page] {
	numbers := 0
	if n > shelfSize {
		numbers = (n + shelfSize - 1) / shelfSize
	}
	numbered := func(number int) (at, text string) {
		return address + "trang/" + strconv.Itoa(number) + "/", e.say("page_number", "title", title, "n", strconv.Itoa(number))
	}
	front.Groups = append(front.Groups, group(0, min(n, shelfSize))...)
	for i := range numbers {
		at, text := numbered(i + 1)
		front.More = append(front.More, Link{Text: text, Href: e.href(at)})
	}
	return func(yield func(Page) bool) {
		more := yield(e.page(address, LayoutList, "", heading{title: title, description: front.Intro, trail: trail}, front))
		for i := 0; more && i < numbers; i++ {
			at, text := numbered(i + 1)
			to := n - i*shelfSize
			more = yield(e.page(at, LayoutList, "",
				heading{title: text, description: text, trail: append(slices.Clip(trail), e.section(title, address))},
				List{Groups: group(max(0, to-shelfSize), to)}))
		}
	}
}
