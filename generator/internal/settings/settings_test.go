package settings

import (
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
)

// load reads the settings of this repository with an environment and flags.
func load(t *testing.T, environ []string, flags map[string]string) (record.Site, []diag.Problem) {
	t.Helper()
	p, problems, err := source.Load("../../..", source.Options{})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return Load(p, environ, flags)
}

func TestLaterSourcesWin(t *testing.T) {
	for _, tt := range []struct {
		name    string
		environ []string
		flags   map[string]string
		want    string
	}{
		{"the file alone", nil, nil, "https://minhbach.example/"},
		{"a variable over the file", []string{"MINHBACH_BASE_URL=https://a.example/x/"}, nil, "https://a.example/x/"},
		{"the variable as viper names it", []string{"MINHBACH_BASEURL=https://a.example/"}, nil, "https://a.example/"},
		{"a flag over the variable", []string{"MINHBACH_BASE_URL=https://a.example/"}, map[string]string{"base-url": "https://b.example/"}, "https://b.example/"},
		{"a slash is added", nil, map[string]string{"base-url": "https://b.example/minh-bach"}, "https://b.example/minh-bach/"},
		{"other variables do not matter", []string{"BASE_URL=https://a.example/", "HUGO_BASEURL=https://a.example/"}, nil, "https://minhbach.example/"},
	} {
		site, problems := load(t, tt.environ, tt.flags)
		if len(problems) > 0 {
			t.Errorf("%s: %v", tt.name, problems)
		}
		if site.BaseURL != tt.want {
			t.Errorf("%s: base URL %q, want %q", tt.name, site.BaseURL, tt.want)
		}
	}
}

func TestEveryKeyCanBeSetByTheEnvironment(t *testing.T) {
	site, problems := load(t, []string{
		"MINHBACH_TITLE_VI=Trang thử", "MINHBACH_LANGUAGES=vi", "MINHBACH_LIMITS_FRONT_NEWS=7",
		"MINHBACH_DISCLOSURE_THRESHOLD_SENSITIVE=12", "MINHBACH_DISCLOSURE_INSIDERS=false", "MINHBACH_MICRODATA=../rows",
	}, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	d := site.Disclosure
	if site.Title.VI != "Trang thử" || !slices.Equal(site.Languages, []string{"vi"}) || site.Limits.FrontNews != 7 ||
		d.Threshold.Sensitive != 12 || d.Insiders || site.Microdata != "../rows" {
		t.Errorf("got %+v", site)
	}
	if d.Threshold.Performance != 3 || site.Title.EN != "Minh Bạch" {
		t.Error("keys that were not set have lost the file's value")
	}
}

func TestWrongValuesAreToldWhereTheyWereGiven(t *testing.T) {
	for _, tt := range []struct {
		name    string
		environ []string
		flags   map[string]string
		place   string
		code    string
		remedy  string
	}{
		{"a key that does not exist", []string{"MINHBACH_TITEL_VI=x"}, nil, "MINHBACH_TITEL_VI", diag.CodeUnknownVariable, "MINHBACH_TITLE_VI"},
		{"a word for a number", []string{"MINHBACH_LIMITS_FRONT_NEWS=năm"}, nil, "MINHBACH_LIMITS_FRONT_NEWS", diag.CodeSettingType, ""},
		{"a number that the schema refuses", []string{"MINHBACH_LIMITS_FRONT_NEWS=-1"}, nil, "MINHBACH_LIMITS_FRONT_NEWS", diag.CodeTooSmall, ""},
		{"an address that is none", nil, map[string]string{"base-url": "tinh.example"}, "--base-url", diag.CodePattern, ""},
	} {
		_, problems := load(t, tt.environ, tt.flags)
		if len(problems) != 1 {
			t.Errorf("%s: %d problems, want 1: %v", tt.name, len(problems), problems)
			continue
		}
		p := problems[0]
		if p.Path != tt.place || p.Code != tt.code || !strings.Contains(p.Remedy.VI, tt.remedy) {
			t.Errorf("%s: %s %s %s", tt.name, p.Path, p.Code, p.Remedy.VI)
		}
	}
}

func TestSecretsAreNoSettings(t *testing.T) {
	if _, problems := load(t, []string{"MINHBACH_MICRODATA_IDENTITY=AGE-SECRET-KEY-1", "MINHBACH_CELL_KEY=sixteen secret bytes"}, nil); len(problems) > 0 {
		t.Error(problems)
	}
}
