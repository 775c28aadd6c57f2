// Package theme holds how the site looks: templates, styles, scripts, icons, the
// few words that belong to the frame of a page, and the settings of the renderer.
// A template turns one page model into HTML and computes nothing. Parts in
// layouts/_partials/often are called by "template", which costs less; all others by
// "partial".
package theme

import "embed"

// FS is the whole theme. "all:" takes in _partials and _markup, whose names
// begin with an underscore.
//
//go:embed hugo.toml all:layouts assets i18n static
var FS embed.FS
