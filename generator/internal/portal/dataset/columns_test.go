package dataset

import (
	"slices"
	"strings"
	"testing"
)

func datasetOf(t *testing.T, kindName string) (*Dataset, []map[string]string) {
	t.Helper()
	set, site := realSet(t)
	for _, d := range All(set, site, Options{}) {
		if d.Kind != kindName {
			continue
		}
		var rows []map[string]string
		for _, texts := range flat(d) {
			row := map[string]string{}
			for i, f := range d.Fields {
				row[f.Name] = texts[i]
			}
			rows = append(rows, row)
		}
		return d, rows
	}
	t.Fatalf("no dataset of %s", kindName)
	return nil, nil
}

func TestCommitmentInOneRow(t *testing.T) {
	d, rows := datasetOf(t, "commitments")
	for field, want := range map[string]string{
		"id": "khcn-15-ho-khanh-hoa-2022", "unit": "khanh-hoa-04342", "unit_name_vi": "Khánh Hòa", "plan_name_vi": "Kế hoạch 62-KH/TU",
		"period_to": "2022-12-31", "promise_value": "15", "promise_measure_label_en": "Households out of poverty",
		"status": "unpublished", "status_label_vi": "Chưa công bố", "households_recognised": "", "overdue": "true",
		"page":        "https://minhbach.example/cam-ket/khcn-15-ho-khanh-hoa-2022/",
		"api":         "https://minhbach.example/api/v1/commitments/khcn-15-ho-khanh-hoa-2022.json",
		"sources_url": ";https://lienminhhtxyenbai.org.vn/yen-bai-phe-duyet-ket-qua-ra-soat-ho-ngheo-ho-can-ngheo-tinh-nam-2021/",
	} {
		if got := rows[0][field]; got != want {
			t.Errorf("%s = %q, want %q", field, got, want)
		}
	}
	if d.Temporal == nil || d.Temporal.From != "2022-01-01" || d.Temporal.To != "2022-12-31" {
		t.Errorf("covers the time %+v", d.Temporal)
	}
	if len(d.Spatial) != 1 || d.Spatial[0].VI != "Tỉnh Yên Bái" {
		t.Errorf("covers the area %+v", d.Spatial)
	}
}

// A figure that the source does not print is empty, a change downwards keeps
// its sign.
func TestFigureHasARowForEachMeasure(t *testing.T) {
	_, rows := datasetOf(t, "figures")
	var got []string
	for _, row := range rows {
		if row["id"] == "yen-bai-15-2022-2022-2025" {
			got = append(got, strings.Join([]string{row["measure"], row["households"], row["rate"], row["change_points"], row["percent"]}, "|"))
		}
	}
	want := []string{"poor|||-5.15|", "fell-back|26|||", "plan-achieved||||127.5"}
	if !slices.Equal(got, want) {
		t.Errorf("rows %q, want %q", got, want)
	}
}

func TestCodeListHasARowForEachCode(t *testing.T) {
	_, rows := datasetOf(t, "vocab")
	for _, row := range rows {
		if row["id"] == "standards" && row["code"] == "2022-2025" {
			if areas, lines := row["code_income_area"], row["code_income_poor"]; areas != "rural;urban" || lines != "1500000;2000000" {
				t.Errorf("income lines %q %q", areas, lines)
			}
			return
		}
	}
	t.Error("the standard 2022-2025 has no row")
}

func TestNewsItemHasBothLanguagesInOneRow(t *testing.T) {
	_, rows := datasetOf(t, "news")
	if len(rows) != 1 || rows[0]["title_vi"] == "" || rows[0]["summary_vi"] == "" || rows[0]["commitments"] != "khcn-15-ho-khanh-hoa-2022" {
		t.Errorf("rows %v", rows)
	}
}

// A reader finds every column explained in both languages, and can tell two
// columns of a spreadsheet apart.
func TestDictionaryIsComplete(t *testing.T) {
	set, site := realSet(t)
	ids := map[string]bool{"api": true} // /du-lieu/api/ is a page
	for _, d := range All(set, site, Options{Statistics: []Statistic{villageTable()}}) {
		if ids[d.ID] {
			t.Errorf("two datasets are called %s", d.ID)
		}
		ids[d.ID] = true
		if n := len(d.Description.VI); n < 50 || n > 5000 || d.Description.EN == "" || d.Title.EN == "" {
			t.Errorf("%s: description of %d bytes, title %+v", d.ID, n, d.Title)
		}
		names, titles := map[string]bool{}, map[string]bool{}
		for _, f := range d.Fields {
			if f.Title.VI == "" || f.Title.EN == "" || f.Meaning.VI == "" || f.Meaning.EN == "" {
				t.Errorf("%s.%s is not explained in both languages: %+v %+v", d.ID, f.Name, f.Title, f.Meaning)
			}
			if names[f.Name] || titles[f.Title.VI] {
				t.Errorf("%s: two columns are called %s or %s", d.ID, f.Name, f.Title.VI)
			}
			names[f.Name], titles[f.Title.VI] = true, true
			switch f.Type {
			case String, Date, URI, Integer, Number, Boolean:
			default:
				t.Errorf("%s.%s has the type %q", d.ID, f.Name, f.Type)
			}
		}
	}
}

// The dictionary promises what may be empty, which codes occur and which fields
// tell rows apart.
func TestRowsKeepTheDictionary(t *testing.T) {
	set, site := realSet(t)
	for _, d := range All(set, site, Options{Statistics: []Statistic{villageTable()}}) {
		seen := map[string]bool{}
		for row := range d.Each() {
			key := ""
			for i, v := range row {
				f := d.Fields[i]
				if f.Required && !v.Known() {
					t.Errorf("%s.%s is required and empty", d.ID, f.Name)
				}
				if len(f.Allowed) > 0 && v.Known() && !f.List && !slices.ContainsFunc(f.Allowed, func(c Choice) bool { return c.Code == v.text }) {
					t.Errorf("%s.%s is %q, which is not allowed", d.ID, f.Name, v.text)
				}
				if f.Key {
					key += v.String() + "|"
				}
			}
			if key != "" && seen[key] {
				t.Errorf("%s: two rows have the key %s", d.ID, key)
			}
			seen[key] = true
		}
	}
}
