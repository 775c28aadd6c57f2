package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/release"
)

func (a *app) verifyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("verify DIR|URL --key TỆP.pub [tùy chọn]", "verify DIR|URL --key FILE.pub [options]"),
		Short: a.say("Chứng minh trang đúng như đã công bố", "Prove that a site is what was published"),
		Long: a.say(`Chỉ cần trang (thư mục hoặc địa chỉ) và khóa công khai của nơi công bố. Kiểm chữ
ký, sổ công bố, từng tệp và các bản lưu; nói điều gì đã chứng minh được và điều gì
chưa. Gặp điều sai đầu tiên thì nêu tên tệp, dòng và số rồi dừng: mã kết thúc 1.`,
			`Needs nothing but the site (a folder or an address) and the publisher's public
key. Checks the signature, the ledger, every file and the permanent copies; says
what is proved and what is not. At the first false thing it names file, line and
number and stops: exit status 1.`),
		Args: a.exactly(1, "viết verify rồi đến đúng một trang", "write verify and exactly one site"),
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	key := flags.String("key", "", a.say("`FILE` khóa công khai của nơi công bố", "`FILE` of the publisher's public key"))
	earlier := flags.String("earlier", "", a.say("`FILE` điểm kiểm bạn giữ từ lần trước", "`FILE` of the checkpoint that you kept"))
	keep := flags.String("save", "", a.say("giữ điểm kiểm lần này vào `FILE` cho lần sau", "keep this checkpoint in `FILE` for the next time"))
	witnesses := flags.StringArray("witness", nil, a.say("`FILE` khóa công khai của một nhân chứng; có thể lặp lại", "`FILE` of the public key of a witness; may be repeated"))
	sign := flags.String("sign", "", a.say("bạn là nhân chứng có khóa riêng ở `FILE`: ký vào điểm kiểm được giữ bằng --save", "you are a witness with a private key in `FILE`: sign the checkpoint that --save keeps"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		public, err := a.publicKey(*key)
		if err != nil {
			return err
		}
		check := release.Check{Public: public}
		for _, file := range *witnesses {
			witness, err := a.publicKey(file)
			if err != nil {
				return err
			}
			check.Witnesses = append(check.Witnesses, witness)
		}
		var witness *release.Key
		if *sign != "" {
			if *keep == "" {
				return a.usagef("--sign cần --save: chữ ký nằm trong điểm kiểm được giữ", "--sign needs --save: the signature stands in the checkpoint that is kept")
			}
			if witness, err = a.privateKey(*sign); err != nil {
				return err
			}
		}
		if *earlier != "" {
			if check.Earlier, err = os.ReadFile(*earlier); err != nil {
				return fmt.Errorf("earlier checkpoint: %w", err)
			}
		}
		show := a.progress()
		check.Progress = func(done, all int64) {
			show.stage(diag.Textf("Kiểm từng tệp: %d/%d", "Checking every file: %d of %d", done, all))
		}
		report, err := release.Verify(cmd.Context(), args[0], check)
		show.done()
		if err != nil {
			return err
		}
		if err := a.reportProof(report); err != nil {
			return err
		}
		if *keep == "" {
			return nil
		}
		if witness != nil {
			if report.Checkpoint, err = release.Cosign(report.Checkpoint, witness, time.Now()); err != nil {
				return err
			}
		}
		if err := os.WriteFile(*keep, report.Checkpoint, 0o644); err != nil {
			return fmt.Errorf("keep checkpoint: %w", err)
		}
		return nil
	}
	return cmd
}

// publicKey reads the public key from its file.
func (a *app) publicKey(file string) (string, error) {
	if file == "" {
		return "", a.usagef("thiếu --key TỆP.pub, khóa công khai của nơi công bố", "--key FILE.pub, the publisher's public key, is missing")
	}
	text, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", a.usagef("không có tệp %s", "there is no file %s", file)
	case err != nil:
		return "", fmt.Errorf("public key: %w", err)
	case strings.HasPrefix(string(text), "PRIVATE+"):
		return "", a.usagef("%s là khóa riêng: dùng %[1]s.pub, và đừng đưa khóa riêng cho ai", "%s is the private key: use %[1]s.pub, and hand the private key to nobody", file)
	}
	return strings.TrimSpace(string(text)), nil
}

// reportProof prints what was proved, what was not, and what is false.
func (a *app) reportProof(r *release.Report) error {
	for _, list := range []struct {
		head  string
		texts []diag.Text
	}{
		{a.say("Đã chứng minh:", "Proved:"), r.Proved},
		{a.say("Chưa chứng minh:", "Not proved:"), r.NotProved},
	} {
		if len(list.texts) == 0 {
			continue
		}
		fmt.Fprintln(a.stdout, list.head)
		for _, t := range list.texts {
			fmt.Fprintf(a.stdout, "  %s\n", t.In(a.lang))
		}
	}
	if len(r.False) > 0 {
		return a.report(a.stdout, r.False)
	}
	fmt.Fprintln(a.stdout, a.say("Không thấy điều gì sai.", "Nothing false was found."))
	return nil
}
