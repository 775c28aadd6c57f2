package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"minhbach/generator/internal/build"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/release"
)

// keyVariable holds the private key where a CI system hands it over.
const keyVariable = "MINHBACH_SIGNING_KEY"

func (a *app) publishCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("publish NƠI --key TỆP [tùy chọn]", "publish TARGET --key FILE [options]"),
		Short: a.say("Kiểm tra, dựng, ghi sổ rồi đưa trang lên", "Check, build, record and put the site live"),
		Long: a.say(`Kiểm tra và dựng trang, tự tấn công thống kê, so với lần công bố trước, ghi lần
này vào sổ rồi đưa lên NƠI: một thư mục, ssh://người@máy/đường-dẫn hoặc
s3://kho/tiền-tố. Người đọc luôn thấy trọn một lần công bố, cũ hoặc mới. Số đã
công bố mà đổi không nêu lý do thì không công bố gì: mã kết thúc 1.

Không có --key thì khóa lấy từ biến môi trường MINHBACH_SIGNING_KEY.`,
			`Checks and builds the site, attacks its statistics, compares it with the last
release, enters it in the ledger and puts it live at TARGET: a folder,
ssh://user@host/path or s3://bucket/prefix. Readers always see one whole release,
old or new. When a published number changed without a reason nothing is
published: exit status 1.

Without --key the key is taken from the variable MINHBACH_SIGNING_KEY.`),
		Args: a.exactly(1, "viết publish rồi đến đúng một nơi công bố", "write publish and exactly one target"),
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	var p build.Publication
	key := flags.String("key", "", a.say("`FILE` khóa riêng của nơi công bố", "`FILE` of the publisher's private key"))
	flags.BoolVar(&p.First, "first", false, a.say("đây là lần công bố đầu tiên: mở sổ mới", "this is the first release: begin a ledger"))
	flags.StringVar(&p.Continue, "continue", "", a.say("nối tiếp sổ của trang ở `URL` khi NƠI là thư mục trống", "continue the ledger of the site at `URL` where TARGET is an empty folder"))
	flags.IntVar(&p.Keep, "keep", 5, a.say("giữ `N` lần công bố để quay lại (mặc định: 5)", "keep `N` releases to go back to (default: 5)"))
	microdata := flags.String("microdata", "", a.say("thư mục `DIR` dữ liệu hộ (mật), ngoài kho", "folder `DIR` of household rows (confidential), outside the repository"))
	baseURL := flags.String("base-url", "", a.say("địa chỉ `URL` của trang, thay cho data/site.json", "address `URL` of the site, instead of the one in data/site.json"))
	summary := flags.String("summary", "", a.say("ghi thêm bản tóm tắt Markdown vào `FILE`", "append a summary in Markdown to `FILE`"))
	now := flags.String("now", "", a.say("coi như bây giờ là `TIME` khi xét nội dung hẹn giờ (mặc định: giờ của máy)", "take `TIME` for the present where something waits for its moment (default: the clock)"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if p.Keep < 1 {
			return a.usagef("--keep phải từ 1 trở lên", "--keep must be 1 or more")
		}
		var err error
		if p.Key, err = a.privateKey(*key); err != nil {
			return err
		}
		p.Target, p.Program, p.Getenv = args[0], Version, a.getenv
		o := a.options()
		o.Flags = changed(cmd, map[string]*string{"base-url": baseURL, "microdata": microdata})
		if o.Now, err = a.moment("now", *now); err != nil {
			return err
		}
		if o.Now.IsZero() {
			o.Now = time.Now()
		}
		return a.runPublish(cmd.Context(), o, p, *summary)
	}
	return cmd
}

func (a *app) runPublish(ctx context.Context, o build.Options, p build.Publication, summary string) error {
	show := a.progress()
	o.Progress = show.stage
	p.Sent = func(done, all int) {
		show.stage(diag.Textf("Đưa lên nơi công bố: %d/%d tệp", "Sending the release: %d of %d files", done, all))
	}
	published, problems, err := build.Publish(ctx, o, p)
	show.done()
	switch {
	case errors.Is(err, build.ErrNoRelease):
		return a.usagef("nơi công bố chưa có lần công bố nào: nếu đúng đây là lần đầu, thêm --first; nếu không, đừng đi tiếp",
			"the target has no release: if this is the first, add --first; if not, go no further")
	case errors.Is(err, build.ErrNotFirst):
		return a.usagef("nơi công bố đã có lần công bố: bỏ --first", "the target has releases already: leave out --first")
	case err != nil:
		return err
	}
	if err := a.report(a.stderr, problems); err != nil {
		return err
	}
	if published.Same {
		fmt.Fprintf(a.stdout, a.say("Không có gì thay đổi: lần công bố số %d vẫn là mới nhất.\n", "Nothing changed: release number %d is still the newest.\n"), published.Release.Number)
		return nil
	}
	fmt.Fprintf(a.stdout, a.say("Đã công bố lần số %[1]d vào %[2]s (%[3]d tệp).\n", "Published release number %[1]d to %[2]s (%[3]d files).\n"),
		published.Release.Number, plainTarget(p.Target), published.Release.Site.Files)
	return appendTo(summary, func(w io.Writer) error { return release.WriteSummary(w, published.Release, a.lang) })
}

// plainTarget is a target without a password that somebody wrote into it.
func plainTarget(target string) string {
	if scheme, rest, ok := strings.Cut(target, "://"); ok {
		if i := strings.LastIndex(rest, "@"); i >= 0 {
			rest = rest[i+1:]
		}
		rest, _, _ = strings.Cut(rest, "?")
		return scheme + "://" + rest
	}
	return target
}

// appendTo adds to the file of a CI system's summary; no name is no summary.
func appendTo(name string, write func(io.Writer) error) error {
	if name == "" {
		return nil
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("summary: %w", err)
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fmt.Errorf("summary: %w", err)
	}
	return nil
}

// privateKey is the key in a file, else the one in the environment.
func (a *app) privateKey(file string) (*release.Key, error) {
	if file != "" {
		if err := a.outsideRepository(file); err != nil {
			return nil, err
		}
		return release.ReadKey(file)
	}
	if text := a.getenv(keyVariable); text != "" {
		key, err := release.ParseKey(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", keyVariable, err)
		}
		return key, nil
	}
	return nil, a.usagef("thiếu khóa: thêm --key TỆP hoặc đặt %s", "there is no key: give --key FILE or set %s", keyVariable)
}

// getenv finds a variable of the run's environment; the last one counts.
func (a *app) getenv(name string) string {
	value := ""
	for _, entry := range a.environ {
		if v, ok := strings.CutPrefix(entry, name+"="); ok {
			value = v
		}
	}
	return value
}

func (a *app) rollbackCommand() *cobra.Command {
	return &cobra.Command{
		Use:   a.say("rollback NƠI", "rollback TARGET"),
		Short: a.say("Đưa người đọc về lần công bố trước", "Take readers back to the release before"),
		Long: a.say(`Cho người đọc thấy lại lần công bố trước lần họ đang thấy. Sổ không mất gì: lần
công bố sau nối tiếp, và ai đã giữ điểm kiểm sẽ biết trang đã được đưa về.`,
			`Shows readers the release before the one they see. The ledger loses nothing: the
next release continues it, and whoever kept a checkpoint sees that the site was
taken back.`),
		Args: a.exactly(1, "viết rollback rồi đến đúng một nơi công bố", "write rollback and exactly one target"),
		RunE: func(cmd *cobra.Command, args []string) error {
			target, err := release.Open(cmd.Context(), args[0], release.Options{Getenv: a.getenv})
			if err != nil {
				return err
			}
			defer target.Close()
			from, to, err := release.Rollback(cmd.Context(), target)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, a.say("Người đọc nay thấy lần công bố số %[2]d thay cho số %[1]d.\n", "Readers now see release number %[2]d instead of %[1]d.\n"), from, to)
			return nil
		},
	}
}

func (a *app) compareCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("compare DIR|URL --key TỆP.pub [tùy chọn]", "compare DIR|URL --key FILE.pub [options]"),
		Short: a.say("Dựng trang và nói điều gì sẽ đổi với người đọc", "Build the site and tell what would change for readers"),
		Long: a.say(`Dựng trang như lần công bố sau của trang đang có ở DIR|URL, rồi liệt kê trang, bản
ghi và số đã công bố sẽ đổi. Chỉ cần khóa công khai, nên dùng được cho đề xuất
thay đổi của người ngoài.`,
			`Builds the site as the next release of the one at DIR|URL would be, then lists the
pages, records and published numbers that would change. It needs the public key
only, so it is fit for proposals of strangers.`),
		Args: a.exactly(1, "viết compare rồi đến đúng một trang", "write compare and exactly one site"),
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	key := flags.String("key", "", a.say("`FILE` khóa công khai của nơi công bố", "`FILE` of the publisher's public key"))
	out := flags.String("out", "public", a.say("thư mục `DIR` của trang (mặc định: public)", "folder `DIR` of the site (default: public)"))
	summary := flags.String("summary", "", a.say("ghi thêm bản tóm tắt Markdown vào `FILE`", "append a summary in Markdown to `FILE`"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		public, err := a.publicKey(*key)
		if err != nil {
			return err
		}
		o := a.options()
		o.Out = a.inDir(*out)
		show := a.progress()
		o.Progress = show.stage
		c, problems, err := build.Compare(cmd.Context(), o, args[0], public, Version)
		show.done()
		if err != nil {
			return err
		}
		if err := a.report(a.stderr, problems); err != nil {
			return err
		}
		write := func(w io.Writer) error {
			if c.Release == nil {
				_, err := fmt.Fprintln(w, a.say("Không có gì thay đổi với người đọc.", "Nothing changes for readers."))
				return err
			}
			return errors.Join(release.WriteSummary(w, c.Release, a.lang), c.Pages.Write(w, a.lang))
		}
		if *summary == "" {
			return write(a.stdout)
		}
		return appendTo(*summary, write)
	}
	return cmd
}
