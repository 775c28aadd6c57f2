#!/bin/sh
# Checks one project with minhbach, ajv-cli and jv in turn, three rounds, and
# prints for each run its wall-clock seconds, the seconds of its processors and its
# largest resident set in KB. What minhbach remembers is thrown away before.
#
#   compare.sh PROJECT SCHEMAS MINHBACH BENCH AJV JV
#
# BENCH is this folder, built; with -validate it does what the other two do. They
# see the three kinds that make up the project, one kind at a time, and schemas
# only: no references, rules, personal data or addresses. jv never closes a file,
# so that it gets a thousand at a time.
set -eu
self=$(realpath "$0")
project=$1 schemas=$2 minhbach=$3 bench=$4 ajv=$5 jv=$6

# jv fetches by $id; without it the references between schemas are to files.
plain=$(mktemp -d)
trap 'rm -rf "$plain"' EXIT
export XDG_CACHE_HOME="$plain/cache"
for f in "$schemas"/*.schema.json; do
	grep -v '^  "$id":' "$f" > "$plain/${f##*/}"
done

cd "$project"
run_ajv() {
	for kind in commitments outcomes activities; do
		"$ajv" validate --spec=draft2020 --strict=false -c ajv-formats -r "$schemas/defs.schema.json" \
			-s "$schemas/$kind.schema.json" -d "data/$kind/*.json" > /dev/null
	done
}
run_jv() {
	for kind in commitments outcomes activities; do
		find "data/$kind" -name '*.json' | xargs -n 1000 -s 1000000 "$jv" -assertformat "$plain/$kind.schema.json" > /dev/null
	done
}
case ${7-} in
ajv) run_ajv; exit ;;
jv) run_jv; exit ;;
esac
measure() {
	what=$1
	shift
	/usr/bin/time -f "$what: %e s, processors %U + %S s, %M KB" "$@" > /dev/null
}
unset CI
measure "minhbach, for the first time" "$minhbach" check
for round in 1 2 3; do
	measure "$round minhbach, remembering" "$minhbach" check
	measure "$round minhbach --no-cache" "$minhbach" check --no-cache
	measure "$round minhbach, schemas only" "$bench" -validate .
	measure "$round ajv-cli" sh "$self" "$@" ajv
	measure "$round jv" sh "$self" "$@" jv
done
