//go:build postgres

package cube

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// server is a PostgreSQL of Debian on loopback that ends with the tests.
var server string

func TestMain(m *testing.M) {
	code, err := withServer(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(code)
}

// withServer starts a server in a folder of its own, as another user where root
// runs the tests: PostgreSQL refuses to be root.
func withServer(run func() int) (int, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil || len(found) == 0 {
		return 0, fmt.Errorf("no PostgreSQL in /usr/lib/postgresql: apt-get install postgresql (%v)", err)
	}
	bin := found[len(found)-1]
	dir, err := os.MkdirTemp("", "postgres")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	as := &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if os.Getuid() == 0 {
		u, err := user.Lookup("postgres")
		if err != nil {
			return 0, err
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		if err := os.Chown(dir, uid, gid); err != nil {
			return 0, err
		}
		as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	start := func(name string, args ...string) *exec.Cmd {
		c := exec.Command(filepath.Join(bin, name), args...)
		c.SysProcAttr, c.Dir, c.Env = as, dir, []string{"LC_ALL=C", "PATH=/usr/bin:/bin"}
		c.Stderr = os.Stderr
		return c
	}
	if err := start("initdb", "-D", dir+"/data", "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-sync").Run(); err != nil {
		return 0, fmt.Errorf("initdb: %w", err)
	}
	db := start("postgres", "-D", dir+"/data", "-p", strconv.Itoa(port), "-k", dir, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "log_min_messages=fatal")
	if err := db.Start(); err != nil {
		return 0, err
	}
	defer func() {
		_ = db.Process.Signal(syscall.SIGQUIT)
		_ = db.Wait()
	}()
	server = fmt.Sprintf("127.0.0.1:%d", port)
	for range 200 {
		if c, err := pgx.Connect(context.Background(), "postgres://owner@"+server+"/postgres"); err == nil {
			c.Close(context.Background())
			return run(), nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return 0, fmt.Errorf("PostgreSQL on %s does not answer", server)
}

// database makes a database with the rows of files and gives the address for the
// role that may only read.
func database(t *testing.T, files ...File) string {
	t.Helper()
	name := fmt.Sprintf("db%d", time.Now().UnixNano())
	owner := func(db string) *pgx.Conn {
		c, err := pgx.Connect(t.Context(), "postgres://owner@"+server+"/"+db)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	first := owner("postgres")
	if _, err := first.Exec(t.Context(), "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	first.Close(t.Context())
	c := owner(name)
	defer c.Close(t.Context())
	ddl, err := os.ReadFile("postgres.sql")
	if err != nil {
		t.Fatal(err)
	}
	sql := string(ddl)
	if hasRole(t, c) { // a role belongs to the server, not to one database
		sql = regexp.MustCompile(`(?m)^CREATE ROLE .*$`).ReplaceAllString(sql, "")
	}
	if _, err := c.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
	load(t, c, files)
	return "postgres://minhbach@" + server + "/" + name
}

func hasRole(t *testing.T, c *pgx.Conn) (has bool) {
	t.Helper()
	if err := c.QueryRow(t.Context(), "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'minhbach')").Scan(&has); err != nil {
		t.Fatal(err)
	}
	return has
}

// load copies the rows of files into the tables.
func load(t *testing.T, c *pgx.Conn, files []File) {
	t.Helper()
	for _, f := range files {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(in)
		lines.Scan()
		var h Header
		if err := json.Unmarshal(lines.Bytes(), &h); err != nil {
			t.Fatal(err)
		}
		var seed *int64
		var generator *string
		if h.Seed != nil {
			n := int64(*h.Seed)
			seed, generator = &n, &h.Generator
		}
		if _, err := c.Exec(t.Context(), "INSERT INTO minhbach_source VALUES ($1, $2, $3, $4, $5, $6)", h.Schema, h.Synthetic, h.Coverage, h.Years, seed, generator); err != nil {
			t.Fatal(err)
		}
		var rows [][]any
		for lines.Scan() {
			var r struct {
				Pseudonym, UnitCode, Unit      string
				Year                           int32
				Standard, ClassStart, ClassEnd string
				FellBack                       bool
				Deprived, Characteristics      []string
				SizeBand                       string
				Organization, Commitment       *string
				Supports                       []string
				Money                          map[string]int64
			}
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
				t.Fatal(err)
			}
			if r.Supports == nil {
				r.Supports = []string{}
			}
			if r.Money == nil {
				r.Money = map[string]int64{}
			}
			rows = append(rows, []any{r.Pseudonym, r.UnitCode, r.Unit, r.Year, r.Standard, r.ClassStart, r.ClassEnd, r.FellBack,
				r.Deprived, r.Characteristics, r.SizeBand, r.Organization, r.Commitment, r.Supports, r.Money})
		}
		in.Close()
		columns := []string{"pseudonym", "unit_code", "unit", "year", "standard", "class_start", "class_end", "fell_back",
			"deprived", "characteristics", "size_band", "organization", "commitment", "supports", "money"}
		if _, err := c.CopyFrom(t.Context(), pgx.Identifier{"minhbach_households"}, columns, pgx.CopyFromRows(rows)); err != nil {
			t.Fatal(err)
		}
	}
}

// countedBy gives the cube of a source, with households that are alone numbered in
// the order in which cells show them: any numbers do that tell them apart.
func countedBy(t *testing.T, set *record.Set, policy record.Disclosure, source Source) *Cube {
	t.Helper()
	c, ps, err := Build(t.Context(), Input{Source: source, Set: set, Policy: policy})
	if err != nil || diag.HasErrors(ps) {
		t.Fatal(err, places(ps))
	}
	numbers := map[uint32]uint32{0: 0}
	for i := range c.Cells {
		sole := &c.Cells[i].Sole
		if _, ok := numbers[*sole]; !ok {
			numbers[*sole] = uint32(len(numbers))
		}
		*sole = numbers[*sole]
	}
	return c
}

func postgres(t *testing.T, place string) *Postgres {
	t.Helper()
	p, ps := NewPostgres(place, "salt of this run")
	if len(ps) > 0 {
		t.Fatal(places(ps))
	}
	return p
}

// The same rows give the same cells, from files and from a database: every value,
// every contributor that matters, every sum.
func TestADatabaseCountsAsFilesDo(t *testing.T) {
	own, problems, err := Find(filepath.Join(project, "data", "microdata"), project, "")
	if err != nil || len(problems) > 0 {
		t.Fatal(err, places(problems))
	}
	real := file(false,
		person{id: 1, unit: "a", year: 2024, more: `"commitment":"hua-1","supports":["bhyt"],"money":{"nha-nuoc":5000000,"ung-ho":1}`, lacks: `"nuoc"`},
		person{id: 2, unit: "a", year: 2024, end: "ho-can-ngheo", more: `"organization":"so-b","money":{"nha-nuoc":7}`, traits: `"disability","woman-headed"`},
		person{id: 2, unit: "a", year: 2023, end: "ho-ngheo"},
		person{id: 3, unit: "b", year: 2024, start: "ho-can-ngheo", more: `"organization":"so-a"`, lacks: `"nuoc","nha-tieu"`},
		person{id: 4, unit: "c", year: 2024, end: "ho-khong-ngheo", more: `"organization":"so-a"`},
	)
	for _, tt := range []struct {
		name   string
		set    *record.Set
		policy record.Disclosure
		files  []File
	}{
		{"this repository", projectSet(t), projectPolicy(t), own},
		{"two offices", testSet(testTables()...), testPolicy(0), []File{real}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := countedBy(t, tt.set, tt.policy, NewFiles(tt.files))
			got := countedBy(t, tt.set, tt.policy, postgres(t, database(t, tt.files...)))
			if len(want.Cells) == 0 || !slices.Equal(got.Cells, want.Cells) {
				for i := range want.Cells {
					if i < len(got.Cells) && got.Cells[i] != want.Cells[i] {
						t.Errorf("cell %s:\ngot  %+v\nwant %+v", want.IDs.Of(int32(i)), got.Cells[i], want.Cells[i])
						break
					}
				}
				t.Errorf("%d cells, want %d", len(got.Cells), len(want.Cells))
			}
			if !reflect.DeepEqual(got.IDs, want.IDs) || !reflect.DeepEqual(got.Equations, want.Equations) || !reflect.DeepEqual(got.Tables, want.Tables) || !reflect.DeepEqual(got.Pools, want.Pools) {
				t.Error("ids, equations, tables or pools differ")
			}
		})
	}
}

// Rows that break a rule are told by the same codes as in files, with how many
// they are and without any value.
func TestADatabaseIsJudgedAsFilesAre(t *testing.T) {
	place := database(t, file(false, person{id: 1, unit: "a", year: 2024}))
	name := place[strings.LastIndex(place, "/")+1:]
	owner, err := pgx.Connect(t.Context(), "postgres://owner@"+server+"/"+name)
	if err != nil {
		t.Fatal(err)
	}
	defer owner.Close(t.Context())
	for _, tt := range []struct{ name, change, want string }{
		{"unit", `SET unit = 'canary'`, diag.CodeMicrodataCode},
		{"code of the unit", `SET unit_code = '00000'`, diag.CodeMicrodataUnit},
		{"year", `SET "year" = 1900`, diag.CodeMicrodataRange},
		{"year outside", `SET "year" = 2023`, diag.CodeMicrodataCoverage},
		{"standard", `SET standard = '2016-2020'`, diag.CodeMicrodataStandard},
		{"class", `SET class_end = 'canary'`, diag.CodeMicrodataCode},
		{"fell back", `SET fell_back = true`, diag.CodeMicrodataClass},
		{"pseudonym", `SET pseudonym = 'canary'`, diag.CodeMicrodataRange},
		{"indicator", `SET deprived = '{canary}'`, diag.CodeMicrodataCode},
		{"no indicator", `SET deprived = '{NULL}'`, diag.CodeMicrodataType},
		{"indicator twice", `SET deprived = '{nuoc,nuoc}'`, diag.CodeMicrodataRepeat},
		{"source of money", `SET money = '{"canary": 5}'`, diag.CodeMicrodataCode},
		{"amount", `SET money = '{"nha-nuoc": 0.5}'`, diag.CodeMicrodataRange},
		{"text for an amount", `SET money = '{"nha-nuoc": "canary"}'`, diag.CodeMicrodataRange},
		{"no object of money", `SET money = '[]'`, diag.CodeMicrodataType},
		{"both helpers", `SET organization = 'so-a', commitment = 'hua-1'`, diag.CodeMicrodataHelper},
		{"invented body", `SET organization = 'mo-phong-a'`, diag.CodeMicrodataSynthetic},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tx, err := owner.Begin(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := tx.Exec(t.Context(), "CREATE TABLE was AS TABLE minhbach_households; UPDATE minhbach_households "+tt.change); err != nil {
				t.Fatal(err)
			}
			if err := tx.Commit(t.Context()); err != nil {
				t.Fatal(err)
			}
			_, ps, err := Build(t.Context(), Input{Source: postgres(t, place), Set: testSet(testTables()...), Policy: testPolicy(0)})
			if _, bad := owner.Exec(t.Context(), "TRUNCATE minhbach_households; INSERT INTO minhbach_households TABLE was; DROP TABLE was"); bad != nil {
				t.Fatal(bad)
			}
			if err != nil || len(ps) == 0 || ps[0].Code != tt.want {
				t.Fatalf("problems %v, error %v, want %s", places(ps), err, tt.want)
			}
			for _, p := range ps {
				if strings.Contains(p.Message.VI+p.Message.EN+p.Remedy.VI+p.Pos.Path, "canary") || p.Count != 1 {
					t.Errorf("%+v", p)
				}
			}
		})
	}
	t.Run("years", func(t *testing.T) {
		place := database(t, file(false,
			person{id: 1, unit: "a", year: 2023, end: "ho-can-ngheo"}, person{id: 1, unit: "a", year: 2024, start: "ho-ngheo"},
			person{id: 2, unit: "a", year: 2022, end: "ho-khong-ngheo"}, person{id: 2, unit: "a", year: 2024, start: "ho-khong-ngheo"},
		))
		_, ps, err := Build(t.Context(), Input{Source: postgres(t, place), Set: testSet(testTables()...), Policy: testPolicy(0)})
		if err != nil || len(ps) != 2 || ps[0].Code != diag.CodeMicrodataClass || ps[1].Code != diag.CodeMicrodataClass {
			t.Errorf("problems %v, error %v", places(ps), err)
		}
	})
}

// The role of the program reads two tables and changes nothing.
func TestTheRoleOnlyReads(t *testing.T) {
	place := database(t, file(false, person{id: 1, unit: "a", year: 2024}))
	c, err := pgx.Connect(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(t.Context())
	for _, sql := range []string{
		"DELETE FROM minhbach_households", "UPDATE minhbach_source SET synthetic = true", "CREATE TABLE x (a int)",
		"SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE; DELETE FROM minhbach_households", "SELECT * FROM pg_authid",
	} {
		if _, err := c.Exec(t.Context(), sql); err == nil {
			t.Errorf("the role may %s", sql)
		}
	}
}

func TestADatabaseThatCannotBeUsed(t *testing.T) {
	if _, ps := NewPostgres("postgres://minhbach:canary@"+server+"/x", ""); len(ps) != 1 || strings.Contains(ps[0].Pos.Path, "canary") {
		t.Errorf("password in the address: %v", ps)
	}
	build := func(place string) ([]diag.Problem, error) {
		_, ps, err := Build(t.Context(), Input{Source: postgres(t, place), Set: testSet(testTables()...), Policy: testPolicy(0)})
		return ps, err
	}
	if ps, err := build("postgres://owner@" + server + "/postgres"); err != nil || len(ps) != 1 || ps[0].Code != diag.CodeMicrodataBase {
		t.Errorf("no tables: %v, error %v", ps, err)
	}
	if _, err := build("postgres://owner@" + server + "/nowhere"); err == nil {
		t.Error("no such database: no error")
	}
	place := database(t, file(false, person{id: 1, unit: "a", year: 2024}))
	set := testSet(testTables()...)
	for _, table := range set.Tables {
		table.Method, table.Noise = record.MethodCellKey, &record.Noise{Most: 5, Variance: 3}
		if table.Measure.Kind == "money" {
			table.Method, table.Noise = "", nil
		}
	}
	_, ps, err := Build(t.Context(), Input{Source: postgres(t, place), Set: set, Policy: testPolicy(0), Key: []byte("a secret of sixteen bytes")})
	if err != nil || len(ps) != 1 || ps[0].Code != diag.CodeMicrodataBase {
		t.Errorf("cell keys: %v, error %v", places(ps), err)
	}
}
