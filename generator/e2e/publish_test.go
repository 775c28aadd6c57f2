//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const (
	newsTitle = "Xã Khánh Hòa họp bàn về 15 hộ trong cam kết"
	newsPath  = "tin/2026/hop-ban-ve-15-ho/"
)

const newsText = `---
title: ` + newsTitle + `
summary: Cuộc họp nhắc lại 15 hộ trong cam kết năm 2022.
date: 2026-11-20
commitments:
  - khcn-15-ho-khanh-hoa-2022
---

Cuộc họp nhắc lại 15 hộ trong cam kết.
`

// TestFromPushToRollback is the life of a change: an editor pushes it, readers
// see it, somebody changes a digit on the server and is caught, and the office
// goes back to the release before.
func TestFromPushToRollback(t *testing.T) {
	o := newOffice(t)
	o.run(o.dir, "minhbach", "publish", "www", "-C", "work", "--key", "office.key", "--first")
	if strings.Contains(o.reader(""), newsTitle) {
		t.Fatal("the news is there before it was written")
	}
	o.run(o.dir, "minhbach", "verify", o.address, "--key", "office.key.pub", "--save", "first")

	o.step("a push with a problem changes nothing", func(t *testing.T) {
		before := o.seen()
		o.write("editor/content/vi/"+strings.TrimSuffix(newsPath, "/")+".md", strings.Replace(newsText, "2026-11-20", "20/11/2026", 1))
		o.commit("Tin mới")
		out, taken := o.push()
		if taken {
			t.Fatal("a push with a problem was taken")
		}
		o.says(out, "content/vi/tin/2026/hop-ban-ve-15-ho.md:4:7", "[MB")
		if o.seen() != before {
			t.Error("the site changed")
		}
	})

	o.step("a push is published and seen", func(t *testing.T) {
		o.write("editor/content/vi/"+strings.TrimSuffix(newsPath, "/")+".md", newsText)
		o.commit("Sửa ngày của tin")
		out, taken := o.push()
		if !taken {
			t.Fatal(out)
		}
		o.says(out, "Đã công bố lần số 2")
		o.says(o.reader(""), newsTitle)
		o.says(o.reader(newsPath), newsTitle, "Cuộc họp nhắc lại 15 hộ")
		o.says(o.reader("lich-su/2/"), "1 bản ghi mới", strings.TrimSpace(o.run(o.path("editor"), "git", "rev-parse", "HEAD")))
		summary, err := os.ReadFile(o.path("summary.md"))
		if err != nil {
			t.Fatal(err)
		}
		o.says(string(summary), "## Lần công bố số 2", "news/vi/tin/2026/hop-ban-ve-15-ho")
	})

	o.step("readers prove it, from the folder and over the network", func(t *testing.T) {
		for _, site := range []string{o.address, "www/current"} {
			o.says(o.run(o.dir, "minhbach", "verify", site, "--key", "office.key.pub", "--earlier", "first", "--save", "second"),
				"Không thấy điều gì sai.")
		}
	})

	o.step("the guide is followed word by word", o.followGuide)

	o.step("one changed digit is named", func(t *testing.T) {
		page := "www/current/" + newsPath + "index.html"
		o.replace(page, "nhắc lại 15 hộ trong <a", "nhắc lại 16 hộ trong <a")
		o.says(o.reader(newsPath), "16 hộ")
		for _, site := range []string{o.address, "www/current"} {
			status, out := o.try(o.dir, "minhbach", "verify", site, "--key", "office.key.pub")
			if status != 1 {
				t.Errorf("verify %s: status %d, want 1", site, status)
			}
			o.says(out, newsPath+"index.html:", "dòng này không phải là bản đã công bố", "16")
		}
	})

	o.step("the office goes back", func(t *testing.T) {
		o.says(o.run(o.dir, "minhbach", "rollback", "www"), "số 1 thay cho số 2")
		if strings.Contains(o.reader(""), newsTitle) {
			t.Error("the news is still on the home page")
		}
		if strings.Contains(o.reader(newsPath), "16 hộ") {
			t.Error("the changed page is still there")
		}
		o.says(o.run(o.dir, "minhbach", "verify", o.address, "--key", "office.key.pub", "--earlier", "first"), "Không thấy điều gì sai.")
		if status, out := o.try(o.dir, "minhbach", "verify", o.address, "--key", "office.key.pub", "--earlier", "second"); status != 1 {
			t.Errorf("a reader who saw release 2 is not told: status %d\n%s", status, out)
		}
	})

	o.step("the next push continues the ledger", func(t *testing.T) {
		o.replace("editor/content/vi/"+strings.TrimSuffix(newsPath, "/")+".md", "Cuộc họp nhắc lại 15 hộ trong cam kết.\n", "Cuộc họp bàn về 15 hộ trong cam kết.\n")
		o.commit("Viết lại tin")
		if out, taken := o.push(); !taken {
			t.Fatal(out)
		}
		o.says(o.reader(newsPath), "Cuộc họp bàn về 15 hộ")
		o.says(o.run(o.dir, "minhbach", "verify", o.address, "--key", "office.key.pub", "--earlier", "second"), "Không thấy điều gì sai.")
	})
}

// seen is the release that readers see.
func (o *office) seen() string {
	o.t.Helper()
	link, err := filepath.EvalSymlinks(o.path("www/current"))
	if err != nil {
		o.t.Fatal(err)
	}
	return link
}

var command = regexp.MustCompile(`(?m)^(minhbach|curl|grep) .*$`)

// followGuide types every command of the page "check us", in both languages, in
// an empty folder that holds the public key, as the page asks.
func (o *office) followGuide(t *testing.T) {
	public, err := os.ReadFile(o.path("office.key.pub"))
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"": "Không thấy điều gì sai.", "en/": "Nothing false was found."} {
		guide := o.reader(lang + "kiem-tra-chung-toi/")
		folder := "reader-" + strings.TrimSuffix(lang, "/")
		o.write(folder+"/minhbach.pub", string(public))
		commands := command.FindAllString(guide, -1)
		if len(commands) != 8 {
			t.Fatalf("the guide has %d commands, want 8:\n%s", len(commands), guide)
		}
		for _, line := range commands {
			line = strings.ReplaceAll(line, "https://minhbach.example/", o.address)
			out := o.run(o.path(folder), "sh", "-euc", line)
			if strings.Contains(line, "verify") {
				o.says(out, want)
			}
		}
	}
}
