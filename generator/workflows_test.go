package main

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// workflows are the CI files of this repository and of new instances, by path.
func workflows(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, root := range []string{"../.", "internal/scaffold/files/dot-"} {
		for _, name := range []string{"github/workflows/minhbach.yml", "gitlab-ci.yml", "forgejo/workflows/minhbach.yml"} {
			data, err := os.ReadFile(root + name)
			if err != nil {
				t.Fatal(err)
			}
			texts[root+name] = string(data)
		}
	}
	return texts
}

// TestWorkflowsCallTheProgramAsItIs: a flag that was renamed would be noticed on
// the day of publication otherwise.
func TestWorkflowsCallTheProgramAsItIs(t *testing.T) {
	call := regexp.MustCompile(`minhbach"? ([a-z]+)\b([^\n|]*)`)
	flag := regexp.MustCompile(`--[a-z-]+`)
	help := map[string]string{}
	for name, text := range workflows(t) {
		called := map[string]bool{}
		for line := range strings.Lines(text) {
			if strings.HasPrefix(strings.TrimSpace(line), "#") {
				continue
			}
			for _, m := range call.FindAllStringSubmatch(line, -1) {
				command := m[1]
				called[command] = true
				if help[command] == "" {
					_, help[command] = run(t, command, "--help", "--lang", "en")
				}
				for _, f := range flag.FindAllString(m[2], -1) {
					if !strings.Contains(help[command], f+" ") {
						t.Errorf("%s calls %s with %s, which it does not have", name, command, f)
					}
				}
			}
		}
		if got, want := slices.Sorted(maps.Keys(called)), []string{"build", "check", "compare", "publish", "verify"}; !slices.Equal(got, want) {
			t.Errorf("%s calls %v, want %v", name, got, want)
		}
	}
}

// TestProposalsRunWithoutSecrets: a stranger's change runs in the job that
// checks, and that job has nothing to steal.
func TestProposalsRunWithoutSecrets(t *testing.T) {
	secret := regexp.MustCompile(`secrets\.|SIGNING_KEY|SSH_KEY|AWS_|IDENTITY`)
	for name, text := range workflows(t) {
		if strings.Contains(text, "pull_request_target") || strings.Contains(text, "workflow_run") {
			t.Errorf("%s runs a stranger's change with the rights of the repository", name)
		}
		var all map[string]any
		if err := yaml.Unmarshal([]byte(text), &all); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		jobs := all // of GitLab stand at the top
		if !strings.Contains(name, "gitlab") {
			jobs, _ = all["jobs"].(map[string]any)
			if p, _ := all["permissions"].(map[string]any); len(p) != 1 || p["contents"] != "read" {
				t.Errorf("%s has the permissions %v, want contents: read", name, p)
			}
		}
		for job, v := range jobs {
			body, err := yaml.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			if job != "publish" && job != "pages" && secret.Match(body) {
				t.Errorf("%s: the job %s has a secret", name, job)
			}
			if (job == "publish" || job == "pages") && !strings.Contains(string(body), "pull_request") && !strings.Contains(string(body), "merge_request") && !strings.Contains(string(body), "needs: publish") {
				t.Errorf("%s: the job %s does not say that it is not for proposals", name, job)
			}
		}
		if jobs["check"] == nil || jobs["publish"] == nil {
			t.Errorf("%s has the jobs %v", name, slices.Sorted(maps.Keys(jobs)))
		}
	}
}

// TestActionsArePinned: a tag can be moved, a commit cannot.
func TestActionsArePinned(t *testing.T) {
	pinned := regexp.MustCompile(`^\S+@[0-9a-f]{40} # v[0-9.]+$`)
	for name, text := range workflows(t) {
		for line := range strings.Lines(text) {
			if _, action, ok := strings.Cut(line, "uses: "); ok && !pinned.MatchString(strings.TrimSpace(action)) {
				t.Errorf("%s: %s is not pinned by a commit", name, strings.TrimSpace(action))
			}
		}
	}
}
