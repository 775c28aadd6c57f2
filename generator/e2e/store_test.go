//go:build e2e

package e2e

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// TestStore publishes this project to an S3-compatible server, twice, and proves
// what its web site shows; then it goes back.
func TestStore(t *testing.T) {
	backend := s3mem.New()
	if err := backend.CreateBucket("office"); err != nil {
		t.Fatal(err)
	}
	fake := gofakes3.New(backend).Server()
	api := httptest.NewServer(fake)
	defer api.Close()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/") {
			r.URL.Path += "index.html"
		}
		r.URL.Path = "/office/www" + r.URL.Path
		fake.ServeHTTP(w, r)
	}))
	defer site.Close()
	o := newProgram(t)
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	for _, part := range []string{"content", "data"} {
		if err := os.CopyFS(o.path("project/"+part), os.DirFS(filepath.Join("../..", part))); err != nil {
			t.Fatal(err)
		}
	}
	target := "s3://office/www?endpoint=" + api.URL
	o.run(o.dir, "minhbach", "key", "new", "office.key", "-C", "project")
	o.says(o.run(o.dir, "minhbach", "publish", target, "-C", "project", "--key", "office.key", "--first"), "Đã công bố lần số 1 vào s3://office/www ")
	verify := []string{"verify", site.URL + "/", "--key", "office.key.pub"}
	o.says(o.run(o.dir, "minhbach", append(verify, "--save", "first")...), "Không thấy điều gì sai.")

	o.replace("project/content/vi/gioi-thieu.md", "ai cũng xem được", "ai ai cũng xem được")
	o.says(o.run(o.dir, "minhbach", "publish", target, "-C", "project", "--key", "office.key"), "lần số 2")
	o.says(o.run(o.dir, "minhbach", append(verify, "--earlier", "first")...), "lần công bố số 2", "Không thấy điều gì sai.")

	o.says(o.run(o.dir, "minhbach", "rollback", target), "số 1 thay cho số 2")
	o.says(o.run(o.dir, "minhbach", append(verify, "--earlier", "first")...), "lần công bố số 1", "Không thấy điều gì sai.")
}
