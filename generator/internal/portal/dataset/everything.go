package dataset

import (
	"archive/zip"
	"io"
	"strings"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
)

const everythingPath = "du-lieu/minh-bach.zip"

var formatZip = Format{
	ID: "zip", Suffix: ".zip", MediaType: "application/zip",
	Title: record.Text{VI: "Tệp nén ZIP", EN: "ZIP archive"},
	Note:  record.Text{VI: "Mọi tập dữ liệu ở mọi định dạng trong một tệp.", EN: "All datasets in all formats in one file."},
}

// keyOfEverything is the key of the archive of all datasets: it holds the files of
// the datasets, which have been written, and what describes them.
func (c *Catalog) keyOfEverything() kept.Digest {
	key := c.keys.key("everything").Text(c.version())
	for _, f := range c.sorted() {
		if f.Path == dataPackagePath || strings.HasPrefix(f.Path, "du-lieu/") {
			key.Text(f.Path, f.SHA256)
		}
	}
	return c.keys.end(key)
}

// writeEverything puts the files of all datasets into one archive, at the paths
// that they have on the site, so that the data package within describes them.
// Files that have been written are read, and of those that are as they were the
// packed form is taken from the last archive.
func (c *Catalog) writeEverything(w io.Writer) error {
	last, err := c.lastEverything()
	if err != nil {
		return err
	}
	defer last.Close()
	z := newArchive(w)
	z.text("README.txt", c.readme(c.site.Title, c.version(), c.Datasets))
	z.document(dataPackagePath, c.dataPackage())
	for _, d := range c.Datasets {
		for _, of := range c.distributions[d.ID] {
			if entry := last.entries[of.Path]; entry != nil && c.taken[of.Path] {
				z.copy(entry)
			} else {
				z.add(of.Path, func(w io.Writer) error { return c.copyTo(w, d, of) })
			}
		}
		z.document(d.Path(formatCSV)+"-metadata.json", c.csvw(d))
	}
	return z.close()
}

// copyTo writes a file of a dataset again.
func (c *Catalog) copyTo(w io.Writer, d *Dataset, of Distribution) error {
	if c.options.Written == nil || c.taken[of.Path] {
		return d.WriteAs(of.Format, w)
	}
	file, err := c.options.Written(of.Path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(w, file)
	return err
}

// lastArchive is an archive of the last output.
type lastArchive struct {
	io.Closer
	entries map[string]*zip.File
}

// lastEverything opens the archive of the last output. Where there is none that can
// be read it has no entries.
func (c *Catalog) lastEverything() (lastArchive, error) {
	none := lastArchive{Closer: io.NopCloser(nil)}
	was := c.options.Memory.Last.Output(everythingPath)
	if was == nil || c.options.Last == nil {
		return none, nil
	}
	file, err := c.options.Last(everythingPath)
	if err != nil {
		return none, err
	}
	read, err := zip.NewReader(file, was.Stamp.Size)
	if err != nil {
		return none, file.Close() // all of it is made again
	}
	last := lastArchive{file, make(map[string]*zip.File, len(read.File))}
	for _, entry := range read.File {
		last.entries[entry.Name] = entry
	}
	return last, nil
}
