package main

import (
	"fmt"
	"strings"
)

// instance is what was measured on one.
type instance struct {
	scale string
	site  folder
	steps []*step
}

func mega(bytes int64) string { return fmt.Sprintf("%.1f MB", float64(bytes)/1e6) }

// full is our full build, the median of its runs.
func full(steps []*step) figure {
	for _, s := range steps {
		if s.name == fullBuild {
			return median(s.runs)
		}
	}
	return figure{}
}

// table prints the steps with the median of their runs.
func table(steps []*step) {
	all := full(steps)
	fmt.Println("| | wall | processor | largest resident set | written to the disk | pages | HTML | our full build takes |\n|---|---|---|---|---|---|---|---|")
	for _, s := range steps {
		m := median(s.runs)
		if len(s.runs) == 0 {
			fmt.Printf("| %s | %s | | | | | | |\n", s.name, s.note)
			continue
		}
		pages, bytes := "", ""
		if s.made.files > 0 {
			pages, bytes = fmt.Sprint(s.made.pages), mega(s.made.html)
		}
		fmt.Printf("| %s | %.2f s | %.2f s | %.0f MB | %s | %s | %s | %s |\n",
			s.name, m.wall.Seconds(), m.cpu.Seconds(), float64(m.peak)/1e6, mega(m.written), pages, bytes, all.over(m))
	}
	fmt.Println()
}

// over is how often one goes into another.
func (f figure) over(part figure) string {
	return fmt.Sprintf("%.2f × wall, %.2f × processor", f.wall.Seconds()/max(part.wall.Seconds(), 0.001), f.cpu.Seconds()/max(part.cpu.Seconds(), 0.001))
}

// growth prints how the steps of several instances grow.
func growth(of []instance) {
	if len(of) < 2 {
		return
	}
	fmt.Println("### Growth\n\nWall / processor / largest resident set")
	fmt.Println()
	row := func(name string, cell func(instance) string) {
		fmt.Print("| ", name, " |")
		for _, i := range of {
			fmt.Print(" ", cell(i), " |")
		}
		fmt.Println()
	}
	row("", func(i instance) string { return "× " + i.scale })
	fmt.Println(strings.Repeat("|---", len(of)+1) + "|")
	row("pages", func(i instance) string { return fmt.Sprint(i.site.pages) })
	row("files", func(i instance) string { return fmt.Sprint(i.site.files) })
	row("bytes", func(i instance) string { return mega(i.site.bytes) })
	for n, s := range of[0].steps {
		row(s.name, func(i instance) string {
			m := median(i.steps[n].runs)
			if m == (figure{}) {
				return i.steps[n].note
			}
			return fmt.Sprintf("%.2f s / %.2f s / %.0f MB", m.wall.Seconds(), m.cpu.Seconds(), float64(m.peak)/1e6)
		})
	}
	fmt.Println()
}
