package portal

import "strings"

// codeExamples read every commitment through the API, page by page, in the
// languages that readers of data use. Each runs as it stands.
func codeExamples(origin, lang string) []CodeExample {
	fill := strings.NewReplacer("ORIGIN", origin, "LANG", lang)
	return []CodeExample{
		{ID: "curl", Title: "curl", Code: fill.Replace(`curl --fail --silent ORIGIN/api/v1/commitments/index.json`)},
		{ID: "python", Title: "Python", Code: fill.Replace(`import json
import urllib.request

url = "ORIGIN/api/v1/commitments/index.json"
while url:
    with urllib.request.urlopen(url) as answer:
        page = json.load(answer)
    for commitment in page["items"]:
        print(commitment["id"], commitment["title"].get("LANG"))
    url = page["links"].get("next")
`)},
		{ID: "r", Title: "R", Code: fill.Replace(`library(jsonlite)

url <- "ORIGIN/api/v1/commitments/index.json"
while (!is.null(url)) {
  page <- fromJSON(url, simplifyVector = FALSE)
  for (commitment in page$items) {
    cat(commitment$id, commitment$title$LANG, "\n")
  }
  url <- page$links[["next"]]
}
`)},
		{ID: "javascript", Title: "JavaScript", Code: fill.Replace(`let url = "ORIGIN/api/v1/commitments/index.json";
while (url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(url + ": " + answer.status);
  const page = await answer.json();
  for (const commitment of page.items) {
    console.log(commitment.id, commitment.title.LANG);
  }
  url = page.links.next;
}
`)},
	}
}
