package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
)

func (a *app) newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("new <loại> [tùy chọn]", "new <kind> [options]"),
		Short: a.say("Thêm một bản ghi hoặc bài viết mới", "Add a new record or text"),
		Long: a.say(`Hỏi những mục bắt buộc của loại ấy, đặt tên tệp theo đầu đề tiếng Việt, kiểm tra
rồi mới ghi tệp. Không bao giờ ghi đè. Trong kịch bản, trả lời bằng tùy chọn; xem
các tùy chọn của một loại bằng: minhbach new <loại> --help`,
			`Asks what the kind requires, names the file after the Vietnamese title, checks,
and only then writes it. Nothing is ever overwritten. In scripts the answers are
options; those of a kind are shown by: minhbach new <kind> --help`),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.usagef("thiếu loại: viết new rồi đến một trong: %s", "the kind is missing: write new and one of: %s", kindNames())
			}
			return a.usagef("không có loại %q: các loại là %s", "no kind %q: the kinds are %s", args[0], kindNames())
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, kind := range edit.Kinds {
		cmd.AddCommand(a.newKindCommand(kind))
	}
	for _, sub := range cmd.Commands() {
		sub.DisableFlagsInUseLine = true
		hideDefaults(sub.Flags())
	}
	return cmd
}

func kindNames() string {
	var names []string
	for _, k := range edit.Kinds {
		names = append(names, k.Name)
	}
	return strings.Join(names, ", ")
}

// newKindCommand has an option for every required field of the schema.
func (a *app) newKindCommand(kind edit.Kind) *cobra.Command {
	cmd := &cobra.Command{
		Use:     fmt.Sprintf("%s %s", kind.Name, a.say("[tùy chọn]", "[options]")),
		Aliases: []string{kind.Also},
		Short:   kind.Title().In(a.lang),
		Long:    form.Of(kind.Schema).Description.In(a.lang),
		Args:    a.noArgs,
	}
	flags := cmd.Flags()
	flags.SortFlags = false // as in the schema
	given := map[string]*answer{}
	for _, leaf := range kind.Leaves() {
		if leaf.Required {
			given[leaf.Path] = &answer{kind: placeholder(leaf)}
			help := leaf.Name.In(a.lang) + ": " + leaf.Help().In(a.lang)
			flags.Var(given[leaf.Path], edit.Flag(leaf.Path), strings.ReplaceAll(help, "`", "'"))
		}
	}
	set := &answer{kind: "FIELD=VALUE"}
	flags.Var(set, "set", a.say("một mục khác; dùng được nhiều lần", "another field; may be repeated"))
	id := flags.String("id", "", a.say("tên tệp `ID` không có đuôi (mặc định: đặt theo đầu đề)", "file name `ID` without its ending (default: made from the title)"))
	answers := edit.Answers{Lang: "vi"}
	if kind.IsText() {
		flags.StringVar(&answers.Lang, "in", "vi", a.say("ngôn ngữ `LANG` của bài: vi (mặc định) hoặc en", "language `LANG` of the text: vi (default) or en"))
		flags.StringVar(&answers.Body, "body", "", a.say("nội dung bài `MARKDOWN`; không có thì bài là bản nháp", "the text in `MARKDOWN`; without it the text is a draft"))
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if !slices.Contains(source.Languages(), answers.Lang) {
			return a.usagef("không có ngôn ngữ %q: dùng vi hoặc en", "no language %q: use vi or en", answers.Lang)
		}
		answers.ID, answers.Values = *id, map[string]string{}
		for path, value := range given {
			if len(value.typed) > 0 {
				answers.Values[path] = value.String()
			}
		}
		for _, pair := range set.typed {
			key, value, ok := strings.Cut(pair, "=")
			if !ok {
				return a.usagef("--set %q không có dạng mục=giá-trị", "--set %q is not field=value", pair)
			}
			answers.Values[key] = value
		}
		return a.runNew(kind, answers)
	}
	return cmd
}

// answer is an option whose help names what to write. It keeps all that was typed.
type answer struct {
	typed []string
	kind  string
}

func (v *answer) String() string {
	if v == nil || len(v.typed) == 0 {
		return ""
	}
	return v.typed[len(v.typed)-1]
}

func (v *answer) Set(s string) error { v.typed = append(v.typed, s); return nil }
func (v *answer) Type() string       { return v.kind }

// placeholder stands for a value in the help.
func placeholder(leaf form.Leaf) string {
	switch {
	case leaf.Reference != "":
		return "ID"
	case leaf.Vocab != "" || leaf.Enum != nil:
		return "CODE"
	case leaf.Type == form.Date:
		return "DATE"
	case leaf.Type == form.Integer || leaf.Type == form.Number:
		return "NUMBER"
	}
	return "TEXT"
}

func (a *app) runNew(kind edit.Kind, answers edit.Answers) error {
	folder, err := edit.Open(a.dir, a.environ)
	if err != nil {
		return err
	}
	defer folder.Close()
	draft, problems, err := folder.NewDraft(kind, answers, today())
	if err != nil {
		return err
	}
	if err := a.report(a.stderr, problems); err != nil {
		return err
	}
	if isTerminal(a.stdin) {
		if err := draft.Ask(a.stdin, a.stdout, a.lang); errors.Is(err, edit.ErrNoAnswer) {
			return a.usagef("chưa trả lời hết các mục bắt buộc; chưa ghi gì", "not everything required was answered; nothing was written")
		} else if err != nil {
			return err
		}
	}
	if missing := draft.MissingProblems(); len(missing) > 0 {
		if err := diag.Write(a.stderr, missing, a.lang); err != nil {
			return fmt.Errorf("print problems: %w", err)
		}
		return a.usagef("còn thiếu %d mục; chưa ghi gì", "%d fields are missing; nothing was written", len(missing))
	}
	file, problems := draft.File()
	if len(problems) == 0 {
		problems, err = folder.Save(file)
	}
	if err != nil {
		return err
	}
	if err := a.report(a.stderr, problems); err != nil {
		fmt.Fprintln(a.stderr, a.say("Chưa ghi gì.", "Nothing was written."))
		return err
	}
	fmt.Fprintf(a.stdout, a.say("Đã tạo %s\n", "Made %s\n"), file.Path)
	return nil
}

// today is the only look at the clock: the date of a new text that is given none.
func today() string { return time.Now().Format(time.DateOnly) }

func isTerminal(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (a *app) fixCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("fix [đường-dẫn…] [tùy chọn]", "fix [path…] [options]"),
		Short: a.say("Tự sửa những lỗi sửa được mà không cần hỏi", "Mend what can be mended without asking"),
		Long: a.say(`Sửa chữ có dấu viết tách rời, dấu cách thừa hoặc không ngắt dòng, thứ tự các mục,
cách viết ngày (25/2/2022 thành 2022-02-25), thụt dòng và cuối dòng. Nội dung không
đổi. Tệp không đọc được thì giữ nguyên và báo lại.`,
			`Mends letters stored apart from their marks, blanks too many or of another kind,
the order of fields, forms of dates (25/2/2022 becomes 2022-02-25), indentation and
line ends. What a file says stays. A file that cannot be read is left and reported.`),
	}
	dry := cmd.Flags().Bool("dry-run", false, a.say("chỉ cho xem sẽ đổi gì, không ghi", "only show what would change, write nothing"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		folder, err := edit.Open(a.dir, a.environ)
		if err != nil {
			return err
		}
		defer folder.Close()
		paths, err := a.inputPaths(folder, args)
		if err != nil {
			return err
		}
		done, err := folder.Fix(paths, *dry)
		if err != nil {
			return err
		}
		if *dry {
			if _, err := a.stdout.Write(done.Diff); err != nil {
				return fmt.Errorf("print changes: %w", err)
			}
		}
		for _, name := range done.Changed {
			if !*dry {
				fmt.Fprintf(a.stdout, a.say("Đã sửa %s\n", "Mended %s\n"), name)
			}
		}
		if len(done.Changed) == 0 {
			fmt.Fprintf(a.stdout, a.say("Đã xem %d tệp: không có gì phải sửa.\n", "Looked at %d files: nothing to mend.\n"), done.Looked)
		}
		return a.report(a.stderr, done.Problems)
	}
	return cmd
}

// inputPaths makes paths of the command line relative to the project folder and
// refuses those that are not there.
func (a *app) inputPaths(folder *edit.Folder, args []string) ([]string, error) {
	var paths []string
	for _, arg := range args {
		name := arg
		if filepath.IsAbs(arg) {
			dir, err := filepath.Abs(a.dir)
			if err != nil {
				return nil, err
			}
			if name, err = filepath.Rel(dir, arg); err != nil {
				return nil, a.usagef("%q nằm ngoài dự án", "%q lies outside the project", arg)
			}
		}
		name = filepath.ToSlash(filepath.Clean(name))
		if !folder.Has(name) {
			return nil, a.usagef("không có %q trong dự án", "there is no %q in the project", arg)
		}
		paths = append(paths, name)
	}
	return paths, nil
}
