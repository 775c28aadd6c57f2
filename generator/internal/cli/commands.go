package cli

import (
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"

	"github.com/spf13/cobra"

	"minhbach/generator/internal/build"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/serve"
)

func (a *app) buildCommand() *cobra.Command {
	var drafts bool
	cmd := &cobra.Command{
		Use:   a.say("build [tùy chọn]", "build [options]"),
		Short: a.say("Kiểm tra rồi dựng trang công khai", "Check, then build the public site"),
		Long: a.say(`Kiểm tra như lệnh check; nếu không có lỗi thì dựng trang vào thư mục public.
Trang mới được dựng bên cạnh rồi thay chỗ trang cũ trong một bước; nếu có lỗi,
trang cũ còn nguyên.`,
			`Checks as the command check does; without problems it builds the site in the
folder public. The new site is made beside the old one and takes its place in
one step; when anything is wrong, the old one stays as it was.`),
		Args: a.noArgs,
	}
	flags := cmd.Flags()
	out := flags.String("out", "public", a.say("thư mục `DIR` của trang (mặc định: public)", "folder `DIR` of the site (default: public)"))
	microdata := flags.String("microdata", "", a.say("thư mục `DIR` dữ liệu hộ (mật), ngoài kho, hoặc địa chỉ postgres://…", "folder `DIR` of household rows (confidential), outside the repository, or an address postgres://…"))
	baseURL := flags.String("base-url", "", a.say("địa chỉ `URL` của trang, thay cho data/site.json", "address `URL` of the site, instead of the one in data/site.json"))
	now := flags.String("now", "", a.say("coi như bây giờ là `TIME` khi xét nội dung hẹn giờ (mặc định: hết ngày dataAsOf)", "take `TIME` for the present where something waits for its moment (default: the end of dataAsOf)"))
	unit := flags.String("only-unit", "", a.say("chỉ dựng các trang của đơn vị `CODE` và các đơn vị thuộc nó, để lệnh join ghép lại", "only the pages of the unit `CODE` and of those below it, for the command join"))
	flags.BoolVar(&drafts, "drafts", false, a.say("dựng cả bài nháp và nội dung hẹn giờ", "build drafts too, and what waits for its moment"))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o := a.options()
		o.Out, o.Drafts = a.inDir(*out), drafts
		var err error
		if o.Now, err = a.moment("now", *now); err != nil {
			return err
		}
		o.Flags = changed(cmd, map[string]*string{"base-url": baseURL, "microdata": microdata})
		p := a.progress()
		o.Progress = p.stage
		var summary build.Summary
		var problems []diag.Problem
		if cmd.Flags().Changed("only-unit") {
			summary, problems, err = build.Part(cmd.Context(), o, *unit)
		} else {
			summary, problems, err = build.Build(cmd.Context(), o)
		}
		p.done()
		if errors.Is(err, build.ErrNoUnit) {
			return a.usagef("--only-unit %q: không có đơn vị nào có mã số hoặc id này", "--only-unit %q: no unit has this code or id", *unit)
		}
		if err != nil {
			return err
		}
		if err := a.report(a.stderr, problems); err != nil {
			return err
		}
		if p.terminal {
			fmt.Fprintf(a.stderr, a.say("Đã dựng %d trang và %d tệp vào %s.\n", "Built %d pages and %d files in %s.\n"),
				summary.Pages, summary.Files, *out)
		}
		return nil
	}
	return cmd
}

func (a *app) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("serve [tùy chọn]", "serve [options]"),
		Short: a.say("Xem thử trang, tự dựng lại khi có thay đổi", "Preview the site, rebuilt on every change"),
		Long: a.say(`Dựng trang và mở ở địa chỉ --addr trên máy này. Lưu một tệp là trang tự dựng
lại và trình duyệt tự tải lại. Lỗi hiện ngay trong trang. Dừng bằng Ctrl+C.`,
			`Builds the site and serves it at --addr on this machine. Saving a file rebuilds
it and the browser reloads. Problems show in the page. Stop it with Ctrl+C.`),
		Args: a.noArgs,
	}
	addr := cmd.Flags().String("addr", "127.0.0.1:1313", a.say("địa chỉ và cổng `HOST:PORT` trên máy này (mặc định: 127.0.0.1:1313)", "`HOST:PORT` on this machine (default: 127.0.0.1:1313)"))
	microdata := cmd.Flags().String("microdata", "", a.say("thư mục `DIR` dữ liệu hộ (mật), ngoài kho, hoặc địa chỉ postgres://…", "folder `DIR` of household rows (confidential), outside the repository, or an address postgres://…"))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if _, _, err := net.SplitHostPort(*addr); err != nil {
			return a.usagef("--addr %q không có dạng địa-chỉ:cổng", "--addr %q is not host:port", *addr)
		}
		o := a.options()
		o.Drafts = true
		o.Flags = changed(cmd, map[string]*string{"microdata": microdata})
		return serve.Run(cmd.Context(), serve.Options{Addr: *addr, Lang: a.lang, Build: o, Log: a.stderr})
	}
	return cmd
}

// options are those that every command shares.
func (a *app) options() build.Options {
	return build.Options{Root: a.dir, Env: a.environ}
}

// inDir makes a path of the command line relative to the project folder.
func (a *app) inDir(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(a.dir, path)
}

// changed keeps the flags that were given.
func changed(cmd *cobra.Command, flags map[string]*string) map[string]string {
	given := map[string]string{}
	for name, value := range flags {
		if cmd.Flags().Changed(name) {
			given[name] = *value
		}
	}
	return given
}

// report prints problems and says whether the command may go on.
func (a *app) report(w io.Writer, problems []diag.Problem) error {
	if err := diag.Write(w, problems, a.lang); err != nil {
		return fmt.Errorf("print problems: %w", err)
	}
	if diag.HasErrors(problems) {
		return errProblems
	}
	return nil
}
