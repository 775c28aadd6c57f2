#!/bin/sh
# Checks one project with minhbach, ajv-cli and jv in turn, three rounds, and
# prints for each run its wall-clock seconds and largest resident set in KB.
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
for round in 1 2 3; do
	/usr/bin/time -f "$round minhbach %e s %M KB" "$minhbach" check > /dev/null
	/usr/bin/time -f "$round minhbach, schemas only %e s %M KB" "$bench" -validate . > /dev/null
	/usr/bin/time -f "$round ajv-cli %e s %M KB" sh "$self" "$@" ajv
	/usr/bin/time -f "$round jv %e s %M KB" sh "$self" "$@" jv
done
