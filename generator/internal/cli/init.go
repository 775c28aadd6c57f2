package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit"
	"minhbach/generator/internal/scaffold"
)

func (a *app) initCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("init <thư-mục> [tùy chọn]", "init <folder> [options]"),
		Short: a.say("Lập một dự án mới, kiểm tra và dựng được ngay", "Make a new project that checks and builds at once"),
		Long: a.say(`Ghi vào thư mục mới: thiết lập, danh mục mã, lược đồ, trang giới thiệu, cài đặt
cho VS Code, kiểm tra trước mỗi commit và tệp CI cho GitHub, GitLab, Forgejo.
Thư mục đã có tệp thì không đụng tới.`,
			`Writes into a new folder: settings, code lists, schemas, a first page, settings for
VS Code, a check before each commit and CI files for GitHub, GitLab and Forgejo.
A folder that holds files is left alone.`),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return a.usagef("viết init rồi đến đúng một thư mục", "write init and exactly one folder")
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	answers := scaffold.Answers{Commit: builtFrom()}
	required := []string{"title", "publisher", "email", "base-url"}
	flags.StringVar(&answers.Title, "title", "", a.say("tên trang `TEXT` (bắt buộc)", "name of the site `TEXT`, in Vietnamese (required)"))
	flags.StringVar(&answers.TitleEN, "title-en", "", a.say("tên trang bằng tiếng Anh `TEXT`", "name of the site in English `TEXT`"))
	flags.StringVar(&answers.Publisher, "publisher", "", a.say("ai công bố `TEXT` (bắt buộc)", "who publishes `TEXT`, in Vietnamese (required)"))
	flags.StringVar(&answers.PublisherEN, "publisher-en", "", a.say("ai công bố, bằng tiếng Anh `TEXT`", "who publishes, in English `TEXT`"))
	flags.StringVar(&answers.Email, "email", "", a.say("thư điện tử liên hệ `EMAIL` (bắt buộc)", "contact `EMAIL` (required)"))
	flags.StringVar(&answers.BaseURL, "base-url", "", a.say("địa chỉ `URL` của trang (bắt buộc)", "address `URL` of the site (required)"))
	flags.StringVar(&answers.Date, "date", "", a.say("dữ liệu tính đến ngày `DATE` (mặc định: hôm nay)", "`DATE` up to which the records are kept (default: today)"))
	flags.StringVar(&answers.Program, "program", "", a.say("kho `URL` của chương trình, cho CI", "repository `URL` of the program, for CI"))
	flags.StringVar(&answers.Commit, "program-commit", answers.Commit, a.say("mã commit `ID` của chương trình, cho CI", "commit `ID` of the program, for CI"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var missing []string
		for _, name := range required {
			if strings.TrimSpace(cmd.Flag(name).Value.String()) == "" {
				missing = append(missing, "--"+name)
			}
		}
		if len(missing) > 0 {
			return a.usagef("thiếu %s", "%s is missing", strings.Join(missing, ", "))
		}
		if answers.Date == "" {
			answers.Date = today()
		}
		return a.runInit(args[0], answers)
	}
	return cmd
}

// builtFrom is the commit the program was built from, where the build knows it.
func builtFrom() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	revision, changed := "", false
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value
		case "vcs.modified":
			changed = s.Value == "true"
		}
	}
	if changed {
		return ""
	}
	return revision
}

func (a *app) runInit(dir string, answers scaffold.Answers) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("new project: %w", err)
	}
	for _, e := range entries {
		if e.Name() != ".git" {
			return a.usagef("thư mục %q đã có tệp; chọn một thư mục mới", "the folder %q holds files already; choose a new one", dir)
		}
	}
	files, problems, err := scaffold.Files(answers)
	if err == nil && len(problems) == 0 {
		problems, err = edit.JudgeAlone(files)
	}
	if err != nil {
		return err
	}
	if err := a.report(a.stderr, problems); err != nil {
		fmt.Fprintln(a.stderr, a.say("Chưa ghi gì.", "Nothing was written."))
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("new project: %w", err)
	}
	folder, err := edit.Open(dir, nil)
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := folder.Create(files); err != nil {
		return err
	}
	next := diag.Textf("Đã lập dự án trong %[1]s (%[2]d tệp). Xem thử: minhbach serve -C %[1]s. Đọc %[1]s/README.md để biết hai việc cần làm trước khi công bố.\n",
		"Made a project in %[1]s (%[2]d files). Preview it: minhbach serve -C %[1]s. Read %[1]s/README.md for two things to do before you publish.\n", dir, len(files))
	fmt.Fprint(a.stdout, next.In(a.lang))
	return nil
}
