package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"minhbach/generator/internal/build"
	"minhbach/generator/internal/release"
)

func (a *app) keyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("key new|rotate|witness", "key new|rotate|witness"),
		Short: a.say("Tạo hoặc thay khóa ký", "Make or replace a signing key"),
		Long: a.say(`Khóa ký cho mọi người kiểm tra rằng trang đúng là do nơi công bố đưa ra và không
bị sửa. TỆP là khóa riêng: chỉ người công bố giữ, không bao giờ để trong kho.
TỆP.pub là khóa công khai: đưa cho mọi người bằng một đường khác ngoài trang.

  key new TỆP               tạo khóa mới
  key rotate TỆP-CŨ TỆP-MỚI thay khóa; khóa cũ ký cho khóa mới
  key witness TỆP TÊN       tạo khóa cho nhân chứng, người kiểm tra rồi ký vào sổ`,
			`The signing key lets everybody check that a site comes from its publisher and was
not changed. FILE is the private key: only the publisher has it, and it never
stands in the repository. FILE.pub is the public key: hand it to everybody by
another way than the site.

  key new FILE              make a key
  key rotate OLD NEW        replace a key; the old one signs for the new one
  key witness FILE NAME     make a key for a witness, who verifies and then signs`),
		Args: a.noArgs,
		RunE: func(*cobra.Command, []string) error {
			return a.usagef("viết key new TỆP, key rotate TỆP-CŨ TỆP-MỚI hoặc key witness TỆP TÊN", "write key new FILE, key rotate OLD NEW or key witness FILE NAME")
		},
	}
	cmd.AddCommand(a.keyNewCommand(), a.keyRotateCommand(), a.keyWitnessCommand())
	return cmd
}

func (a *app) keyNewCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("new TỆP [tùy chọn]", "new FILE [options]"),
		Short: a.say("Tạo khóa mới: TỆP và TỆP.pub", "Make a key: FILE and FILE.pub"),
		Args:  a.exactly(1, "viết key new rồi đến đúng một tệp", "write key new and exactly one file"),
	}
	baseURL := cmd.Flags().String("base-url", "", a.say("địa chỉ `URL` của trang, thay cho data/site.json", "address `URL` of the site, instead of the one in data/site.json"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.outsideRepository(args[0]); err != nil {
			return err
		}
		o := a.options()
		o.Flags = changed(cmd, map[string]*string{"base-url": baseURL})
		in, _, err := build.Check(cmd.Context(), o)
		if err != nil {
			return err
		}
		origin, err := release.Origin(in.Settings.BaseURL)
		if err != nil {
			return a.usagef("chưa có địa chỉ của trang: đặt baseUrl trong data/site.json hoặc thêm --base-url", "the site has no address: set baseUrl in data/site.json or give --base-url")
		}
		public, err := release.NewKey(args[0], origin)
		return a.madeKey(args[0], public, err)
	}
	return cmd
}

func (a *app) keyRotateCommand() *cobra.Command {
	return &cobra.Command{
		Use:   a.say("rotate TỆP-CŨ TỆP-MỚI", "rotate OLD NEW"),
		Short: a.say("Tạo khóa mới được khóa cũ ký cho", "Make a key that the old one signs for"),
		Args:  a.exactly(2, "viết key rotate rồi đến tệp khóa cũ và tệp khóa mới", "write key rotate, the file of the old key and the file of the new one"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.outsideRepository(args[1]); err != nil {
				return err
			}
			public, err := release.Rotate(args[0], args[1])
			return a.madeKey(args[1], public, err)
		},
	}
}

func (a *app) keyWitnessCommand() *cobra.Command {
	return &cobra.Command{
		Use:   a.say("witness TỆP TÊN", "witness FILE NAME"),
		Short: a.say("Tạo khóa cho nhân chứng: TÊN là địa chỉ của họ, như bao.example/minhbach", "Make a key for a witness: NAME is an address of theirs, such as paper.example/minhbach"),
		Args:  a.exactly(2, "viết key witness rồi đến tệp khóa và tên nhân chứng", "write key witness, the file of the key and the name of the witness"),
		RunE: func(_ *cobra.Command, args []string) error {
			if strings.ContainsAny(args[1], "+ \n") {
				return a.usagef("tên nhân chứng không có dấu cách hay dấu +", "the name of a witness has neither a space nor a +")
			}
			if err := a.outsideRepository(args[0]); err != nil {
				return err
			}
			public, err := release.NewWitnessKey(args[0], args[1])
			return a.madeKey(args[0], public, err)
		},
	}
}

// madeKey tells where the two halves of a new key are.
func (a *app) madeKey(file, public string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		return a.usagef("tệp %s hoặc %[1]s.pub đã có; khóa không bao giờ bị ghi đè", "the file %s or %[1]s.pub exists; a key is never overwritten", file)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, a.say(
		"Khóa riêng: %[1]s (giữ kín, có một bản trên giấy cất nơi an toàn)\nKhóa công khai: %[1]s.pub\n%[2]s\n",
		"Private key: %[1]s (keep it secret, with a copy on paper in a safe)\nPublic key: %[1]s.pub\n%[2]s\n"), file, public)
	return nil
}

// exactly asks for n arguments.
func (a *app) exactly(n int, vi, en string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return a.usagef("%s", "%s", a.say(vi, en))
		}
		return nil
	}
}

// outsideRepository refuses a private key that the next commit could publish.
func (a *app) outsideRepository(file string) error {
	path, err := filepath.Abs(file)
	if err != nil {
		return fmt.Errorf("private key: %w", err)
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return a.usagef("%s nằm trong kho git %s: để khóa riêng ở nơi khác", "%s stands in the git repository %s: keep the private key elsewhere", file, dir)
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}
