// Package cli is the command line of minhbach: it reads flags, calls the stages
// and turns their results into text and an exit status. It decides nothing about
// records or pages.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"minhbach/generator/internal/diag"
)

// Version of the program; it is part of what a release records.
const Version = "0.1.0"

// Exit statuses, as scripts rely on them.
const (
	exitOK       = 0 // all is well
	exitProblems = 1 // problems in the inputs, an editor can mend them
	exitUsage    = 2 // wrong use of the command line
	exitFailure  = 3 // the machine or the program failed
)

// errProblems ends a command whose problems have been printed already.
var errProblems = errors.New("problems in the inputs")

// usageError is wrong use of the command line.
type usageError struct{ error }

// app is one run of the program.
type app struct {
	environ        []string
	stdin          io.Reader
	stdout, stderr io.Writer
	lang           string // of messages and help, "vi" or "en"
	dir            string // the project folder
}

// Main runs the program and returns its exit status.
func Main(args, environ []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	a := &app{environ: environ, stdin: stdin, stdout: stdout, stderr: stderr, lang: langOf(args)}
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "minhbach: %v\n\t%s\n", err, a.say("xem cách dùng: minhbach --help", "see minhbach --help"))
		return exitUsage
	default:
		fmt.Fprintf(stderr, "minhbach: %v\n", err)
		return exitFailure
	}
}

// langOf finds --lang before the flags are parsed, since help depends on it.
func langOf(args []string) string {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if arg == "--lang=en" || arg == "--lang" && i+1 < len(args) && args[i+1] == "en" {
			return "en"
		}
	}
	return "vi"
}

// say picks the sentence of the run's language.
func (a *app) say(vi, en string) string { return diag.Text{VI: vi, EN: en}.In(a.lang) }

// usagef makes an error of wrong use in the run's language.
func (a *app) usagef(vi, en string, args ...any) error {
	return usageError{fmt.Errorf(a.say(vi, en), args...)}
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: a.say("minhbach <lệnh> [tùy chọn]", "minhbach <command> [options]"),
		Short: a.say("Kiểm tra dữ liệu cam kết giảm nghèo và dựng trang công khai",
			"Check records of commitments against poverty and build the public site"),
		Long: a.say(`Minh Bạch kiểm tra các tệp dữ liệu về cam kết giảm nghèo (thư mục data) và bài
viết (thư mục content), rồi dựng trang công khai. Lệnh nào gặp lỗi cũng giữ
nguyên trang đã dựng lần trước.`,
			`Minh Bạch checks the records of commitments against poverty (folder data) and
the texts (folder content), then builds the public site. A command that fails
leaves the site built before as it was.`),
		Version:       Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          a.noArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetVersionTemplate(versionLine())
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.SetUsageTemplate(a.usageTemplate())
	root.SetHelpCommand(&cobra.Command{Hidden: true, Use: "no-help"})

	flags := root.PersistentFlags()
	flags.StringVarP(&a.dir, "dir", "C", ".", a.say("thư mục `DIR` của dự án (mặc định: thư mục hiện tại)", "project folder `DIR` (default: the current one)"))
	lang := flags.String("lang", "vi", a.say("ngôn ngữ `LANG` của thông báo: vi (mặc định) hoặc en", "language `LANG` of messages: vi (default) or en"))
	flags.BoolP("help", "h", false, a.say("xem hướng dẫn này", "show this help"))
	root.Flags().Bool("version", false, a.say("xem phiên bản", "show the version"))
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if !slices.Contains([]string{"vi", "en"}, *lang) {
			return a.usagef("không có ngôn ngữ %q: dùng vi hoặc en", "no language %q: use vi or en", *lang)
		}
		a.lang = *lang
		return nil
	}
	root.AddCommand(a.initCommand(), a.newCommand(), a.fixCommand(), a.importCommand(), a.checkCommand(), a.buildCommand(), a.joinCommand(), a.serveCommand(), a.auditCommand(), a.schemaCommand(),
		a.keyCommand(), a.publishCommand(), a.verifyCommand(), a.rollbackCommand(), a.compareCommand())
	for _, cmd := range append(root.Commands(), root) {
		cmd.DisableFlagsInUseLine = true
		hideDefaults(cmd.Flags())
		hideDefaults(cmd.PersistentFlags())
	}
	return root
}

// hideDefaults keeps the library from adding its English "(default …)": the
// texts of the flags say it.
func hideDefaults(flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) { f.DefValue = "" })
}

// moment reads a flag that holds a moment; empty is none.
func (a *app) moment(flag, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return at, a.usagef("--%s %q không phải ngày giờ kèm múi giờ, như 2026-12-01T08:00:00+07:00", "--%s %q is not a date and time with its zone, such as 2026-12-01T08:00:00+07:00", flag, text)
	}
	return at, nil
}

// noArgs refuses arguments; on the root command an argument is an unknown command.
func (a *app) noArgs(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case cmd.HasParent():
		return a.usagef("lệnh %s không nhận %q", "command %s takes no %q", cmd.Name(), args[0])
	}
	return a.usagef("không có lệnh %q", "no command %q", args[0])
}

func (a *app) usageTemplate() string {
	r := strings.NewReplacer(
		"@use", a.say("Cách dùng", "Usage"),
		"@commands", a.say("Các lệnh", "Commands"),
		"@flags", a.say("Tùy chọn", "Options"),
		"@global", a.say("Tùy chọn chung", "Options of every command"),
		"@exit", a.say(
			"Mã kết thúc: 0 ổn · 1 có lỗi trong dữ liệu, sửa được · 2 dùng sai lệnh · 3 máy hoặc chương trình hỏng",
			"Exit status: 0 all is well · 1 problems in the inputs · 2 wrong use · 3 the machine or the program failed"),
	)
	return r.Replace(`@use:
  {{.UseLine}}{{if .HasAvailableSubCommands}}

@commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }}  {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

@flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

@global:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}

@exit
`)
}

// versionLine names the program, the compiler and the Hugo inside.
func versionLine() string {
	hugo := "?"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "github.com/gohugoio/hugo" {
				hugo = m.Version
			}
		}
	}
	return fmt.Sprintf("minhbach %s (%s, hugo %s)\n", Version, runtime.Version(), hugo)
}
