package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"minhbach/generator/internal/schemadiff"
)

func (a *app) schemaCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("schema diff BẢN [BẢN]", "schema diff REV [REV]"),
		Short: a.say("So lược đồ với một bản trước: người dùng dữ liệu có bị ảnh hưởng không", "Compare the schemas with an earlier revision: does a reader of the data break"),
		Args:  a.noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.schemaDiffCommand())
	return cmd
}

func (a *app) schemaDiffCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("diff BẢN [BẢN]", "diff REV [REV]"),
		Short: a.say("Nói mỗi thay đổi của lược đồ là lớn, vừa hay nhỏ, và vì sao", "Say of each change of the schemas whether it is major, minor or patch, and why"),
		Long: a.say(`So các lược đồ ở một bản của git với một bản khác, hoặc với các tệp đang có.
Thay đổi lớn (major) làm hỏng chương trình đang đọc dữ liệu: chỉ được làm khi
lược đồ sang phiên bản mới (số sau /v trong $id), nếu không thì mã kết thúc là 1.`,
			`Compares the schemas of one git revision with those of another, or with the
files as they are. A major change breaks programs that read the data: it needs a
new version of the schemas (the number after /v in $id), else exit status 1.`),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return a.usagef("lệnh schema diff cần một hoặc hai bản của git", "the command schema diff needs one or two git revisions")
			}
			return nil
		},
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		before, err := schemadiff.Revision(cmd.Context(), a.dir, args[0])
		if err != nil {
			return fmt.Errorf("compare schemas: %w", err)
		}
		after, err := a.laterSchemas(cmd.Context(), args[1:])
		if err != nil {
			return fmt.Errorf("compare schemas: %w", err)
		}
		return a.reportSchemas(before, after)
	}
	return cmd
}

// laterSchemas are those of the second revision, or the files as they are.
func (a *app) laterSchemas(ctx context.Context, revision []string) (map[string][]byte, error) {
	if len(revision) == 1 {
		return schemadiff.Revision(ctx, a.dir, revision[0])
	}
	return schemadiff.Folder(a.dir)
}

// reportSchemas prints each change and what all of them mean.
func (a *app) reportSchemas(before, after map[string][]byte) error {
	changes, err := schemadiff.Compare(before, after)
	if err != nil {
		return fmt.Errorf("compare schemas: %w", err)
	}
	old, err := schemadiff.Version(before)
	if err != nil {
		return fmt.Errorf("compare schemas: %w", err)
	}
	now, err := schemadiff.Version(after)
	if err != nil {
		return fmt.Errorf("compare schemas: %w", err)
	}
	for _, c := range changes {
		at := c.Schema
		if c.Path != "" {
			at += " " + c.Path
		}
		fmt.Fprintf(a.stdout, "%s: %s: %s\n", c.Level, at, c.Why.In(a.lang))
	}
	switch level := schemadiff.Highest(changes); {
	case level == schemadiff.Major && old == now:
		fmt.Fprintf(a.stdout, a.say("major: hỏng chương trình đang đọc dữ liệu. Giữ trường cũ bên cạnh trường mới, hoặc đưa lược đồ và API sang phiên bản sau v%s.\n",
			"major: breaks programs that read the data. Keep the old field beside the new one, or give schemas and API the version after v%s.\n"), old)
		return errProblems
	case level == schemadiff.Major:
		fmt.Fprintf(a.stdout, a.say("major: từ v%s sang v%s.\n", "major: from v%s to v%s.\n"), old, now)
	case level == schemadiff.None:
		fmt.Fprintln(a.stdout, a.say("none: lược đồ không đổi.", "none: the schemas are the same."))
	default:
		fmt.Fprintf(a.stdout, a.say("%s: chương trình đang đọc dữ liệu v%s không bị ảnh hưởng.\n", "%s: programs that read v%s go on working.\n"), level, now)
	}
	return nil
}
