package settings

import "testing"

// The address of a line is written as each host writes it; without the commit
// or the file it leads nowhere.
func TestRepositoryIsTheAddressOfALine(t *testing.T) {
	for value, right := range map[string]bool{
		"https://github.com/x/y/blob/{commit}/{path}#L{line}":       true,
		"https://git.example.org/y/tree/{path}?id={commit}#n{line}": true,
		"https://example.org/{commit}/{path}":                       true,
		"https://github.com/x/y":                                    false,
		"https://github.com/x/y/blob/main/{path}#L{line}":           false,
		"https://github.com/x/y/blob/{commit}/{file}":               false,
		"github.com/x/y/blob/{commit}/{path}":                       false,
		"javascript:{commit}{path}":                                 false,
	} {
		site, problems := load(t, []string{"MINHBACH_REPOSITORY=" + value}, nil)
		if right && (len(problems) > 0 || site.Repository != value) || !right && len(problems) == 0 {
			t.Errorf("%s: %v", value, problems)
		}
	}
}
