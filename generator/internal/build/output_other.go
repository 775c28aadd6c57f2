//go:build !linux

package build

import "errors"

// exchange swaps two folders in one step, which this system cannot.
func exchange(a, b string) error { return errors.ErrUnsupported }

// syncFileSystem leaves it to the caller to sync each file.
func syncFileSystem(dir string) (done bool, err error) { return false, nil }
