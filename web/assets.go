package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
)

// shopFiles are the storefront: templates, styles, scripts and icons, as they were written.
//
//go:embed shop
var shopFiles embed.FS

// asset is a file that browsers may keep for ever, since its address changes with its content.
type asset struct {
	kind string // media type
	body []byte
}

// assets are the static files of the storefront. Each has an address with a hash of its
// content in it; files that name each other name these addresses. It never changes.
type assets struct {
	names map[string]string // "shop.css": "shop.1f0c62ab93de.css"
	files map[string]asset  // by hashed name
}

// assetKinds are the endings of files that are assets, with their media types.
var assetKinds = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// assetReference is how a script or style sheet names a file beside it.
var assetReference = regexp.MustCompile(`"\./[a-z0-9-]+\.[a-z]+"`)

// newAssets reads the assets of a folder. A reference to a file that is not there, or a
// circle of references, is an error.
func newAssets(folder fs.FS) (*assets, error) {
	a := &assets{names: map[string]string{}, files: map[string]asset{}}
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, fmt.Errorf("web: read assets: %w", err)
	}
	for _, e := range entries {
		if assetKinds[path.Ext(e.Name())] == "" {
			continue
		}
		if _, err := a.add(folder, e.Name(), map[string]bool{}); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// add reads a file after those it refers to and gives its hashed name. Open holds the files
// whose references are being followed.
func (a *assets) add(folder fs.FS, name string, open map[string]bool) (string, error) {
	if hashed := a.names[name]; hashed != "" {
		return hashed, nil
	}
	if open[name] {
		return "", fmt.Errorf("web: asset %s refers to itself", name)
	}
	open[name] = true
	body, err := fs.ReadFile(folder, name)
	if err != nil {
		return "", fmt.Errorf("web: read asset: %w", err)
	}
	var broken error
	body = assetReference.ReplaceAllFunc(body, func(ref []byte) []byte {
		hashed, err := a.add(folder, string(ref[3:len(ref)-1]), open)
		if err != nil {
			broken = fmt.Errorf("in %s: %w", name, err)
		}
		return []byte(`"./` + hashed + `"`)
	})
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	hashed := name[:len(name)-len(ext)] + "." + hex.EncodeToString(sum[:6]) + ext
	a.names[name], a.files[hashed] = hashed, asset{assetKinds[ext], body}
	return hashed, broken
}

// url is the address of an asset by its plain name; an error for one that is not there.
func (a *assets) url(name string) (string, error) {
	hashed := a.names[name]
	if hashed == "" {
		return "", fmt.Errorf("web: there is no asset %s", name)
	}
	return "/assets/" + hashed, nil
}

// getAsset sends a static file.
func (s *Server) getAsset(w http.ResponseWriter, r *http.Request) error {
	file, ok := s.pages.assets.files[r.PathValue("name")]
	if !ok {
		return notFound("There is no such file.")
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	return writeBytes(w, http.StatusOK, file.kind, file.body)
}
