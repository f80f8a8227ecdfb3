package web

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"go.yaml.in/yaml/v3"
)

//go:embed openapi.yaml
var openapiYAML []byte

// specJSON is the description of the API as JSON, for a version of the program.
func specJSON(version string) ([]byte, error) {
	var spec map[string]any
	if err := yaml.Unmarshal(openapiYAML, &spec); err != nil {
		return nil, fmt.Errorf("web: openapi.yaml: %w", err)
	}
	if info, ok := spec["info"].(map[string]any); ok && version != "" {
		info["version"] = version
	}
	b, err := json.Marshal(spec)
	if err != nil {
		return nil, fmt.Errorf("web: openapi.yaml: %w", err)
	}
	return b, nil
}
