// Command minhbach checks the records of public commitments against poverty
// and builds the public site that shows them.
package main

import (
	"os"

	"minhbach/generator/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)) }
