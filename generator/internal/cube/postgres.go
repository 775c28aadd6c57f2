package cube

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"minhbach/generator/internal/diag"
)

// Postgres is a database that speaks PostgreSQL's protocol. It sorts and counts
// the rows itself: only numbers of households come back, never a row, and in
// place of the pseudonym of a household that is alone in a number a hash that is
// salted anew in each run. Everything is read in one read-only transaction, so
// that all tables are of one moment.
//
// The database has two tables or views, minhbach_source whose rows
// declare the data, as the first lines of files do, and minhbach_households with
// one row for each household and year; postgres.sql beside this file has
// their columns and the role that may read them.
type Postgres struct {
	url  string
	name string // as problems name it: never the user, never a password
	salt string
	conn *pgx.Conn
	tx   pgx.Tx

	areas *areas
	scope scope
	alone map[string]uint32 // number of each household that is alone somewhere
}

// IsPostgres reports whether the place of microdata is a database and no folder.
func IsPostgres(place string) bool {
	return strings.HasPrefix(place, "postgres://") || strings.HasPrefix(place, "postgresql://")
}

// NewPostgres is the source of the rows of the database at a URL. The password
// does not belong into the URL, which stands in settings and lists of processes:
// it comes from the environment (PGPASSWORD, PGPASSFILE) as with every client of
// PostgreSQL. salt is a secret of this run.
func NewPostgres(place, salt string) (*Postgres, []diag.Problem) {
	p := &Postgres{url: place, name: "postgres", salt: salt, alone: map[string]uint32{}}
	u, err := url.Parse(place)
	if err == nil {
		p.name = "postgres://" + u.Host + u.Path
		if _, has := u.User.Password(); !has && !u.Query().Has("password") {
			return p, nil
		}
	}
	return nil, []diag.Problem{p.problem(
		diag.Text{VI: "địa chỉ cơ sở dữ liệu có mật khẩu hoặc không đọc được", EN: "the address of the database has a password in it, or cannot be read"},
		diag.Text{VI: "bỏ mật khẩu khỏi địa chỉ và đặt vào biến PGPASSWORD hoặc tệp PGPASSFILE", EN: "take the password out of the address and put it into PGPASSWORD or the file PGPASSFILE"})}
}

func (p *Postgres) problem(message, remedy diag.Text) diag.Problem {
	return fileProblem(p.name, diag.CodeMicrodataBase, message, remedy)
}

// open connects and reads what the data declare of themselves.
func (p *Postgres) open(ctx context.Context, a *areas) (scope, []diag.Problem, error) {
	p.areas = a
	conn, err := pgx.Connect(ctx, p.url)
	if err != nil {
		return scope{}, nil, p.failed(err)
	}
	p.conn = conn
	if p.tx, err = conn.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}); err != nil {
		return scope{}, nil, p.failed(err)
	}
	p.scope = scope{declared: map[int32]bool{}, communes: map[int32][]bool{}}
	var declared []Header
	var h Header
	var seed *int64
	var generator *string
	err = p.each(ctx, `SELECT "schema", synthetic, coverage, years, seed, generator FROM minhbach_source ORDER BY 3, 4`, nil,
		[]any{&h.Schema, &h.Synthetic, &h.Coverage, &h.Years, &seed, &generator}, func() {
			h.Seed, h.Generator = nil, ""
			if seed != nil {
				n := uint64(*seed)
				h.Seed = &n
			}
			if generator != nil {
				h.Generator = *generator
			}
			declared = append(declared, h)
			h = Header{}
		})
	if err != nil {
		return p.refused(err)
	}
	bad := headerShape
	for _, h := range declared {
		var s scope
		line, err := json.Marshal(h)
		if err != nil {
			return scope{}, nil, fmt.Errorf("declaration of %s: %w", p.name, err)
		}
		if s, bad = readHeader(line, a); bad != "" {
			break
		}
		if len(p.scope.communes) > 0 && p.scope.synthetic != s.synthetic {
			return scope{}, []diag.Problem{mixedProblem(p.name)}, nil
		}
		p.scope.synthetic = s.synthetic
		p.scope.join(s)
	}
	if bad != "" {
		return scope{}, []diag.Problem{headerProblem(p.name, bad)}, nil
	}
	return p.scope, nil, nil
}

// refused turns what an office can mend, a view or a right that is missing, into
// a problem.
func (p *Postgres) refused(err error) (scope, []diag.Problem, error) {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return scope{}, nil, p.failed(err)
	}
	switch e.Code {
	case "42P01", "42703", "42501": // no such table, no such column, no right
		return scope{}, []diag.Problem{p.problem(
			diag.Text{VI: "không đọc được minhbach_source hoặc minhbach_households trong cơ sở dữ liệu", EN: "minhbach_source or minhbach_households of the database cannot be read"},
			diag.Text{VI: "tạo hai bảng hoặc khung nhìn này với đủ các cột và cấp quyền đọc cho tài khoản kết nối", EN: "make these two tables or views with all their columns and let the connecting role read them"})}, nil
	}
	return scope{}, nil, p.failed(err)
}

// failed hides what the database says of values: its messages quote them.
func (p *Postgres) failed(err error) error {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return fmt.Errorf("microdata in %s: SQLSTATE %s (message withheld)", p.name, e.Code)
	}
	return fmt.Errorf("microdata in %s: %w", p.name, err)
}

func (p *Postgres) close() {
	if p.conn == nil {
		return
	}
	ctx := context.Background()
	if p.tx != nil {
		_ = p.tx.Rollback(ctx) // only read from
	}
	_ = p.conn.Close(ctx)
}

// each runs a query and calls use for each row that comes back. What the database
// says of a failure is for failed alone.
func (p *Postgres) each(ctx context.Context, sql string, args []any, to []any, use func()) error {
	rows, err := p.tx.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	_, err = pgx.ForEachRow(rows, to, func() error { use(); return nil })
	return err
}

// number gives the household that a hash stands for a number of its own.
func (p *Postgres) number(hash *string) uint32 {
	if hash == nil {
		return 0
	}
	n, ok := p.alone[*hash]
	if !ok {
		n = uint32(len(p.alone)) + 1
		p.alone[*hash] = n
	}
	return n
}
