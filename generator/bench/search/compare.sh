#!/bin/sh
# Measures the search of the site and Pagefind on the same pages.
#
#   compare.sh PAGES DIR     DIR is made, and takes about 200 MB for 20,000 pages
#
# Needs Go, npm (for Pagefind alone), Debian's chromium and /usr/bin/time.
set -eu
here=$(dirname "$(realpath "$0")")
pages=$1 dir=$2
mkdir -p "$dir"
dir=$(realpath "$dir")
(cd "$here" && go build -o "$dir/search" .)
cp "$here/package.json" "$here/package-lock.json" "$dir/"
(cd "$dir" && npm install --silent)

"$dir/search" make -pages "$pages" "$dir"
"$dir/search" index "$dir"
(cd "$dir" && /usr/bin/time -f "pagefind: %e s; %U s and %S s of processor time; largest resident set %M KB" \
	node_modules/.bin/pagefind --site site --silent)
find "$dir/site/pagefind" -type f -printf '%s\n' | awk '{n++; s+=$1} END {printf "pagefind: %d files, %.1f MB\n", n, s/1e6}'
"$dir/search" measure "$dir"
