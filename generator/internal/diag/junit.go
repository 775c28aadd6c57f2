package diag

import (
	"encoding/xml"
	"fmt"
	"io"
)

// The types below are JUnit's report as Jenkins and GitLab read it. Each error
// is one failed test, warnings are output; a report without errors has one test
// that passed.

type junitSuites struct {
	XMLName xml.Name `xml:"testsuites"`
	Suite   junitSuite
}

type junitSuite struct {
	XMLName    xml.Name    `xml:"testsuite"`
	Package    string      `xml:"package,attr"`
	ID         int         `xml:"id,attr"`
	Name       string      `xml:"name,attr"`
	Timestamp  string      `xml:"timestamp,attr"`
	Hostname   string      `xml:"hostname,attr"`
	Tests      int         `xml:"tests,attr"`
	Failures   int         `xml:"failures,attr"`
	Errors     int         `xml:"errors,attr"`
	Time       string      `xml:"time,attr"`
	Properties struct{}    `xml:"properties"`
	Cases      []junitCase `xml:"testcase"`
	Out        string      `xml:"system-out"`
	Err        string      `xml:"system-err"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Time    string        `xml:"time,attr"`
	Failure *junitFailure `xml:"failure"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

func (r Report) writeJUnit(w io.Writer) error {
	suite := junitSuite{
		Package: "minhbach", Name: "minhbach check", Hostname: "localhost",
		Timestamp: r.Date + "T00:00:00", Time: "0",
	}
	for _, p := range r.Problems {
		if p.Severity == Warning {
			suite.Out += fmt.Sprintf("%s: %s\n\t%s [%s]\n", Printable(p.Pos.String()), Printable(p.Message.In(r.Lang)), Printable(p.Remedy.In(r.Lang)), p.Code)
			continue
		}
		suite.Failures++
		suite.Cases = append(suite.Cases, junitCase{
			Name: fmt.Sprintf("%s %s", p.Code, p.Pos), Class: p.Path, Time: "0",
			Failure: &junitFailure{
				Message: Printable(p.Message.In(r.Lang)), Type: p.Code,
				Text: fmt.Sprintf("%s: %s\n%s\n%s", Printable(p.Pos.String()), Printable(p.Message.In(r.Lang)), Printable(p.Remedy.In(r.Lang)), r.help(p.Code)),
			},
		})
	}
	if len(suite.Cases) == 0 {
		suite.Cases = []junitCase{{Name: fmt.Sprintf("%d files", r.Files), Class: "minhbach.check", Time: "0"}}
	}
	suite.Tests = len(suite.Cases)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(junitSuites{Suite: suite}); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
