package portal

import (
	"encoding/json"
	"fmt"

	"minhbach/generator/internal/record"
)

// manifestPath is the file that tells a phone how to keep the site among its
// apps: name, icons, colours. Its addresses are relative to it, so that it holds
// below any base path.
const manifestPath = "site.webmanifest"

func manifest(site record.Site) File {
	type icon struct {
		Src     string `json:"src"`
		Sizes   string `json:"sizes"`
		Type    string `json:"type"`
		Purpose string `json:"purpose,omitempty"`
	}
	data, err := json.MarshalIndent(struct {
		Name            string `json:"name"`
		ShortName       string `json:"short_name"`
		Description     string `json:"description"`
		Lang            string `json:"lang"`
		StartURL        string `json:"start_url"`
		Scope           string `json:"scope"`
		Display         string `json:"display"`
		BackgroundColor string `json:"background_color"`
		ThemeColor      string `json:"theme_color"`
		Icons           []icon `json:"icons"`
	}{
		site.Title.VI, site.Title.VI, site.Description.VI, rootLang, ".", ".", "browser", "#ffffff", "#0b4654",
		[]icon{
			{"icons/icon-192.png", "192x192", "image/png", ""},
			{"icons/icon-512.png", "512x512", "image/png", ""},
			{"icons/icon-512.png", "512x512", "image/png", "maskable"},
		},
	}, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("manifest: %v", err)) // texts always become JSON
	}
	return File{Path: manifestPath, Data: append(data, '\n')}
}
