package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"minhbach/generator/internal/build"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit"
	"minhbach/generator/internal/edit/changes"
)

func (a *app) checkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("check [đường-dẫn…] [tùy chọn]", "check [path…] [options]"),
		Short: a.say("Tìm mọi lỗi trong dữ liệu và bài viết", "Find every problem in records and texts"),
		Long: a.say(`Đọc toàn bộ data và content, báo mọi lỗi cùng một lúc; có đường dẫn thì chỉ báo
lỗi của các tệp ấy. Mỗi lỗi gồm đường dẫn:dòng:cột, điều sai và cách sửa. Không
ghi gì vào dự án.`,
			`Reads all of data and content and reports every problem at once; with paths, only
the problems of those files. Each has path:line:column, what is wrong and what to
do. Nothing is written to the project.`),
	}
	flags := cmd.Flags()
	format := flags.String("format", "text", a.say("dạng `FORMAT` của báo cáo: text (mặc định), json, sarif, github, junit", "`FORMAT` of the report: text (default), json, sarif, github, junit"))
	since := flags.String("changed-since", "", a.say("báo trước lỗi ở những dòng đã đổi kể từ bản `REV` của git", "report problems on lines changed since the revision `REV` of git first"))
	noCache := flags.Bool("no-cache", false, a.say("xét lại mọi tệp, kể cả tệp không đổi từ lần kiểm tra trước", "judge every file, also those that have not changed since an earlier check"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !slices.Contains(diag.Formats, *format) {
			return a.usagef("không có dạng %q: dùng %s", "no format %q: use %s", *format, strings.Join(diag.Formats, ", "))
		}
		return a.runCheck(cmd.Context(), args, *format, *since, *noCache)
	}
	return cmd
}

func (a *app) runCheck(ctx context.Context, args []string, format, since string, noCache bool) error {
	folder, err := edit.Open(a.dir, a.environ)
	if err != nil {
		return err
	}
	defer folder.Close()
	paths, err := a.inputPaths(folder, args)
	if err != nil {
		return err
	}
	o := a.options()
	o.NoCache = noCache
	in, problems, err := build.Check(ctx, o)
	if err != nil {
		return err
	}
	problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return !edit.Within(p.Path, paths) })
	if since != "" {
		if problems, err = a.changedFirst(ctx, problems, since); err != nil {
			return err
		}
	}
	report := diag.Report{
		Problems: diag.Group(problems), Files: in.Files, Version: Version, Lang: a.lang,
		HelpBase: in.Settings.BaseURL, Date: in.Settings.DataAsOf,
	}
	if err := report.Write(a.stdout, format); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	if diag.HasErrors(problems) {
		return errProblems
	}
	if format == "text" && len(problems) == 0 {
		fmt.Fprintf(a.stdout, a.say("Đã kiểm tra %d tệp: không có lỗi.\n", "Checked %d files: no problems.\n"), in.Files)
	}
	return nil
}

func (a *app) changedFirst(ctx context.Context, problems []diag.Problem, since string) ([]diag.Problem, error) {
	lines, err := changes.Since(ctx, a.dir, since)
	switch {
	case errors.Is(err, changes.ErrNoGit):
		return nil, a.usagef("--changed-since cần có git trên máy này", "--changed-since needs git on this machine")
	case errors.Is(err, changes.ErrNoRevision):
		return nil, a.usagef("git không có bản %q ở đây", "git has no revision %q here", since)
	case err != nil:
		return nil, err
	}
	return lines.First(problems), nil
}
