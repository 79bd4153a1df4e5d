#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds a release and runs the benchmarks in it: tests/bench/run.sh [NAME] [--json] [ARGUMENT]...
#   NAME        only those whose name contains it: ledger, pipeline, triage, …
#   --json      one JSON line a figure instead of a table: name, value, unit, raw limit, ratio, spread, machine
#   ARGUMENT    handed to the benchmark as it is, e.g. the name of one figure
# Ours and the raw limit run in turn in the same process; figures are medians. Nothing here passes or fails.
set -euo pipefail
cd "$(dirname "$0")/../.."

name=
json=
arguments=()
for argument in "$@"; do
  case $argument in
    --json) json=1 ;;
    -h | --help) sed -n 's/^# \{0,1\}//; 4,8p' "$0"; exit 0 ;;
    *) if [[ -z $name ]]; then name=$argument; else arguments+=("$argument"); fi ;;
  esac
done

packaging/linux/install-dependencies.sh build test >&2
source tests/support/environment.sh
export STILLGATE_SOURCE=$PWD
cmake --preset release --log-level=WARNING >&2
cmake --build --preset release --parallel "$(nproc)" --target programs benchmarks >&2

# A table of what the lines say; the figures of a benchmark that has no raw limit stand alone.
table() {
  python3 -u -c '
import json, sys
row = "{:40} {:>14} {:>14} {:>7} {:>7}  {}".format
print(row("figure", "ours", "raw limit", "ratio", "spread", "unit"))
for line in sys.stdin:
    figure = json.loads(line)
    show = lambda key: "" if figure.get(key) is None else f"{figure[key]:,}"
    print(row(figure["name"], show("value"), show("raw"), show("ratio"), show("spread"), figure["unit"]))
'
}

run_all() {
  local found=
  for bench in build/release/bench/*Bench tests/bench/*.py; do
    local stem=${bench##*/}
    shopt -s nocasematch
    [[ -z $name || $stem == *"$name"* ]] || continue
    shopt -u nocasematch
    [[ -x $bench || $bench == *.py ]] || continue
    found=1
    if [[ $bench == *.py ]]; then
      python3 "$bench" build/release/bin "${arguments[@]}"
    else
      "$bench" "${arguments[@]}"
    fi
  done
  if [[ -z $found ]]; then
    echo "run.sh: there is no benchmark named '$name'" >&2
    exit 2
  fi
}

if [[ -n $json ]]; then
  run_all
else
  run_all | table
fi
