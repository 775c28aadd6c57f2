//go:build !linux

package kept

import (
	"fmt"
	"os"
)

// entriesOf tells of all that lies in a folder.
func entriesOf(dir string, tell func(name string, is entry) error) error {
	list, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("last output: %w", err)
	}
	for _, e := range list {
		info, err := e.Info()
		if err != nil {
			return fmt.Errorf("last output: %w", err)
		}
		if err := tell(e.Name(), entry{info.IsDir(), info.Mode().IsRegular(), StampOf(info)}); err != nil {
			return err
		}
	}
	return nil
}
