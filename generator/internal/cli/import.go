package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"minhbach/generator/internal/edit"
	"minhbach/generator/internal/sheet"
	"minhbach/generator/internal/source"
)

func (a *app) importCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say("import <tệp.xlsx|tệp.csv> [tùy chọn]", "import <file.xlsx|file.csv> [options]"),
		Short: a.say("Đưa các hàng của bảng tính vào thành bản ghi", "Turn the rows of a spreadsheet into records"),
		Long: a.say(`Mỗi hàng thành một bản ghi cam kết, hoạt động, kết quả hoặc số liệu. Lỗi được báo
theo ô (bang.xlsx:Sheet1!C7). Còn một lỗi thì không ghi gì; bản ghi đã có không bao
giờ bị ghi đè. Bắt đầu từ bảng mẫu: minhbach import --template commitments`,
			`Each row becomes a record: a commitment, an activity, an outcome or a figure.
Problems are told by cell (table.xlsx:Sheet1!C7). With a single one nothing is
written, and no record is ever overwritten. Begin with the template:
minhbach import --template commitments`),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return a.usagef("lệnh import chỉ nhận một tệp", "command import takes one file")
			}
			return nil
		},
	}
	flags := cmd.Flags()
	kind := flags.String("kind", "", a.say("loại `KIND` của bản ghi, khi tên bảng không nói: ", "`KIND` of the records, where the sheet's name does not say it: ")+strings.Join(sheet.Kinds, ", "))
	name := flags.String("sheet", "", a.say("chỉ đọc bảng `NAME`", "read the sheet `NAME` only"))
	template := flags.String("template", "", a.say("ghi một bảng tính mẫu, còn trống, cho loại `KIND`", "write an empty spreadsheet for `KIND`"))
	export := flags.String("export", "", a.say("ghi các bản ghi loại `KIND` ra bảng tính", "write the records of `KIND` into a spreadsheet"))
	dry := flags.Bool("dry-run", false, a.say("chỉ kiểm tra, không ghi", "only check, write nothing"))
	cmd.MarkFlagsMutuallyExclusive("template", "export", "kind")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		for _, k := range []string{*kind, *template, *export} {
			if _, ok := sheet.KindOf(k); k != "" && !ok {
				return a.usagef("bảng tính không có loại %q: dùng %s", "no kind %q in spreadsheets: use %s", k, strings.Join(sheet.Kinds, ", "))
			}
		}
		switch {
		case *template != "":
			return a.writeSheet(*template, args, sheet.Template)
		case *export != "":
			return a.writeSheet(*export, args, sheet.Export)
		case len(args) == 0:
			return a.usagef("thiếu tệp .xlsx hoặc .csv", "the .xlsx or .csv file is missing")
		}
		return a.runImport(args[0], sheet.Options{Kind: *kind, Sheet: *name}, *dry)
	}
	return cmd
}

// runImport reads a file from anywhere: an office's spreadsheet need not lie in
// the project.
func (a *app) runImport(file string, o sheet.Options, dry bool) error {
	if ext := strings.ToLower(filepath.Ext(file)); ext != ".xlsx" && ext != ".csv" {
		return a.usagef("%q không phải tệp .xlsx hay .csv: lưu lại thành .xlsx", "%q is no .xlsx or .csv file: save it as .xlsx", file)
	}
	data, err := readBounded(file)
	if errors.Is(err, fs.ErrNotExist) {
		return a.usagef("không có tệp %q", "there is no file %q", file)
	}
	if err != nil {
		return err
	}
	folder, err := edit.Open(a.dir, a.environ)
	if err != nil {
		return err
	}
	defer folder.Close()
	result, problems, err := sheet.Import(folder, filepath.ToSlash(file), data, o)
	if err != nil {
		return err
	}
	if err := a.report(a.stderr, problems); err != nil {
		fmt.Fprintln(a.stderr, a.say("Chưa ghi gì.", "Nothing was written."))
		return err
	}
	if !dry {
		if err := folder.Create(result.New); err != nil {
			return err
		}
	}
	for _, f := range result.New {
		fmt.Fprintln(a.stdout, a.made(dry), f.Path)
	}
	fmt.Fprintf(a.stdout, a.say("%d bản ghi mới, %d bản ghi đã có và giống hệt.\n", "%d new records, %d there already and the same.\n"), len(result.New), result.Same)
	return nil
}

func (a *app) made(dry bool) string {
	if dry {
		return a.say("Sẽ tạo", "Would make")
	}
	return a.say("Đã tạo", "Made")
}

// readBounded reads a file no further than a spreadsheet may be long.
func readBounded(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, sheet.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read spreadsheet: %w", err)
	}
	return data, nil
}

// writeSheet writes a new spreadsheet, beside the project's files or where the
// argument says.
func (a *app) writeSheet(name string, args []string, write func(*source.Project, edit.Kind) ([]byte, error)) error {
	kind, _ := sheet.KindOf(name)
	file := kind.Also + ".xlsx"
	if len(args) > 0 {
		file = args[0]
	}
	if !strings.EqualFold(filepath.Ext(file), ".xlsx") {
		return a.usagef("%q phải có đuôi .xlsx", "%q must end in .xlsx", file)
	}
	folder, err := edit.Open(a.dir, a.environ)
	if err != nil {
		return err
	}
	defer folder.Close()
	project, err := folder.Load()
	if err != nil {
		return err
	}
	data, err := write(project, kind)
	if err != nil {
		return err
	}
	out, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return a.usagef("đã có tệp %q; đặt tên khác hoặc xóa nó trước", "the file %q exists; choose another name or delete it first", file)
	}
	if err != nil {
		return fmt.Errorf("write spreadsheet: %w", err)
	}
	_, err = out.Write(data)
	if err := errors.Join(err, out.Close()); err != nil {
		return fmt.Errorf("write spreadsheet: %w", err)
	}
	fmt.Fprintf(a.stdout, a.say("Đã tạo %s\n", "Made %s\n"), file)
	return nil
}
