package portal

import (
	"slices"
	"strconv"
)

// shelfSize is the number of entries on one page of a long list.
const shelfSize = 100

// shelf pages a list whose newest entry comes first. The first page, which is
// given without its entries, shows the newest; when there are more, numbered
// pages hold all of them. They are numbered from the oldest, so that a new entry
// changes only the last.
func (e *edition) shelf(address, title string, front List, trail []Link, n int, group func(from, to int) []ListGroup) []Page {
	front.Groups = append(front.Groups, group(0, min(n, shelfSize))...)
	var numbered []Page
	for number := 1; n > shelfSize && (number-1)*shelfSize < n; number++ {
		at := address + "trang/" + strconv.Itoa(number) + "/"
		text := e.say("page_number", "title", title, "n", strconv.Itoa(number))
		front.More = append(front.More, Link{Text: text, Href: e.href(at)})
		to := n - (number-1)*shelfSize
		numbered = append(numbered, e.page(at, LayoutList, "",
			heading{title: text, description: text, trail: append(slices.Clip(trail), e.section(title, address))},
			List{Groups: group(max(0, to-shelfSize), to)}))
	}
	return append([]Page{e.page(address, LayoutList, "", heading{title: title, description: front.Intro, trail: trail}, front)}, numbered...)
}
