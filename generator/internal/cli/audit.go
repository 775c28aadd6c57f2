package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"minhbach/generator/internal/audit"
)

func (a *app) auditCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("audit DIR|URL [tùy chọn]", "audit DIR|URL [options]"),
		Short: a.say("Thử suy ra số liệu đã giữ kín của một trang đã công bố", "Attack the withheld statistics of a published site"),
		Long: a.say(`Chỉ đọc các tệp công khai của một trang (thư mục hoặc địa chỉ http, https), rồi
tính xem người đọc suy ra được gì về từng số đã giữ kín, và so mọi số trên trang
với tệp kiểm chứng. Suy ra được quá sát là lỗi: mã kết thúc 1.`,
			`Reads only the public files of a site (a folder or an http or https address),
computes what a reader can deduce about each withheld figure, and compares every
figure on the pages with the audit file. A figure that can be deduced too closely
is a breach: exit status 1.`),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return a.usagef("lệnh audit cần một thư mục hoặc một địa chỉ", "the command audit needs one folder or address")
			}
			return nil
		},
	}
	all := cmd.Flags().Bool("all", false, a.say("liệt kê khoảng suy ra được của mọi số đã giữ kín", "list the deducible interval of every withheld figure"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		at := args[0]
		site, err := audit.OpenSite(at)
		if err != nil {
			return err
		}
		report, err := audit.Site(site)
		if err != nil {
			return err
		}
		a.reportAudit(report, *all)
		if !report.Safe() {
			return errProblems
		}
		return nil
	}
	return cmd
}

// reportAudit prints what the attack found.
func (a *app) reportAudit(r *audit.Report, all bool) {
	if all {
		for _, i := range r.Intervals {
			fmt.Fprintf(a.stdout, "%s: %s\n", i.ID, ends(i))
		}
	}
	for _, b := range r.Breaches {
		fmt.Fprintln(a.stdout, b)
	}
	fmt.Fprintf(a.stdout, a.say(
		"%d số trong tệp kiểm chứng: %d công bố đúng số, %d giữ kín; các trang hiện %d số.\n",
		"%d figures in the audit file: %d published, %d withheld; the pages show %d.\n"),
		r.Cells, r.Published, len(r.Intervals), r.Shown)
	if i, ok := r.Narrowest(); ok {
		fmt.Fprintf(a.stdout, a.say("Khoảng hẹp nhất suy ra được: %s, %s.\n", "Narrowest deducible interval: %s, %s.\n"), i.ID, ends(i))
	}
	if r.Safe() {
		fmt.Fprintln(a.stdout, a.say("Không suy ra được số nào sát hơn quy tắc cho phép.", "Nothing can be deduced more closely than the rules allow."))
	} else {
		fmt.Fprintf(a.stdout, a.say("%d chỗ vi phạm.\n", "%d breaches.\n"), len(r.Breaches))
	}
}

// ends writes an interval with its two ends.
func ends(i audit.Interval) string {
	if i.Upper >= audit.Open {
		return fmt.Sprintf("≥ %d", i.Lower)
	}
	return fmt.Sprintf("%d–%d", i.Lower, i.Upper)
}
