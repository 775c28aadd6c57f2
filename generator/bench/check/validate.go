package main

import (
	"fmt"
	"os"
	"sync/atomic"

	"minhbach/generator/internal/check"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// validate reads the project dir and checks each file against its schema.
func validate(dir string) error {
	p, problems, err := source.Load(dir, source.Options{})
	if err != nil {
		return err
	}
	var found atomic.Int64
	err = source.Each(len(p.Files), func(i int) error {
		tree, syntax := p.Files[i].Tree()
		found.Add(int64(len(syntax) + len(check.Value(p.Files[i].Kind, tree))))
		return nil
	})
	if err != nil {
		return err
	}
	if err := diag.Write(os.Stdout, problems, "en"); err != nil {
		return err
	}
	fmt.Printf("%d files, %d problems\n", len(p.Files), len(problems)+int(found.Load()))
	return nil
}
