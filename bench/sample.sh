#!/usr/bin/env bash
# Builds releases of the official sample: whole with and without validation, and 100 and 400 files of it.
# Run: bench/sample.sh ../shared/corpus
set -euo pipefail
corpus=${1:?the folder of the official sample}
bin=$(dirname "$0")/../.venv/bin
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
run() { echo "== $1"; shift; /usr/bin/time -f '%e s, %M kB at most in one process' "$@" 2>&1 | grep -E 'works,|at most'; }
for count in 100 400; do
  find "$corpus" -name '*.xml' | sort | head -n "$count" > "$folder/list"
  mapfile -t files < "$folder/list"
  run "$count files" "$bin/resograph" add "${files[@]}" --store "$folder/s$count" || true
done
run "all files" "$bin/resograph" add "$corpus" --store "$folder/all" || true
run "all files, without validation" "$bin/resograph" add "$corpus" --store "$folder/bare" --no-validate || true
run "all files again, nothing new" "$bin/resograph" add "$corpus" --store "$folder/all" || true
