package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"minhbach/generator/internal/build"
)

func (a *app) joinCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("join PHẦN... [tùy chọn]", "join PART... [options]"),
		Short: a.say("Ghép các phần dựng riêng thành một trang", "Join parts that were built apart into one site"),
		Long: a.say(`Dựng trang như lệnh build, nhưng lấy sẵn các trang mà máy khác đã dựng bằng
build --only-unit. Trang nào của một phần không còn đúng với dữ liệu ở đây thì
được dựng lại, nên kết quả luôn giống hệt một lần build.`,
			`Builds the site as the command build does, but takes the pages that other
machines made ready by build --only-unit. A page of a part that no longer fits the
records here is made again, so that the result is always that of one build.`),
		Args: cobra.ArbitraryArgs,
	}
	flags := cmd.Flags()
	out := flags.String("out", "public", a.say("thư mục `DIR` của trang (mặc định: public)", "folder `DIR` of the site (default: public)"))
	microdata := flags.String("microdata", "", a.say("`DIR`, như của build", "`DIR`, as of build"))
	baseURL := flags.String("base-url", "", a.say("`URL`, như của build", "`URL`, as of build"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return a.usagef("thiếu thư mục của các phần", "the folders of the parts are missing")
		}
		o := a.options()
		o.Out = a.inDir(*out)
		o.Flags = changed(cmd, map[string]*string{"base-url": baseURL, "microdata": microdata})
		parts := make([]string, len(args))
		for i, part := range args {
			parts[i] = a.inDir(part)
		}
		p := a.progress()
		o.Progress = p.stage
		summary, problems, err := build.Join(cmd.Context(), o, parts)
		p.done()
		if err != nil {
			return err
		}
		if err := a.report(a.stderr, problems); err != nil {
			return err
		}
		if p.terminal {
			fmt.Fprintf(a.stderr, a.say("Đã ghép %d trang, %d trang lấy từ các phần.\n", "Joined %d pages, %d of them from parts.\n"),
				summary.Pages, summary.Pages-summary.Rendered)
		}
		return nil
	}
	return cmd
}
