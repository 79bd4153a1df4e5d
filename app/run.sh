#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds Stillgate and opens its console: installs what is missing, builds a release, starts the sandbox and the orchestrator on a
# fresh data folder with the sample day, and ends both when the window is closed.
#   app/run.sh [--headless] [--data DIR] [--import FILE.csv|FILE.jsonl]...
#   --headless   no window: work the day through, print the table, take a picture of each workspace, and end; so too where
#                there is no display
#   --data DIR   keep the data: DIR is the orchestrator's, DIR.sandbox the sandbox's, DIR.console what the console remembers
#   --import F   bring these messages in instead of the sample day
set -euo pipefail
cd "$(dirname "$0")/.."

data=
headless=
[[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] || headless=1
imports=()
while (($#)); do
  case $1 in
    --headless) headless=1 ;;
    --data) data=${2:?--data needs a folder} && shift ;;
    --import) imports+=("${2:?--import needs a file}") && shift ;;
    -h | --help) sed -n 's/^# \{0,1\}//; 4,11p' "$0" && exit 0 ;;
    *) printf 'run.sh: what is %s? See --help.\n' "$1" >&2 && exit 2 ;;
  esac
  shift
done
for file in "${imports[@]}"; do
  [[ -r $file ]] || { printf 'run.sh: %s cannot be read\n' "$file" >&2; exit 3; }
done

step() {
  printf '\n== %s (%d s)\n' "$1" "$SECONDS"
}

step 'What the programs need'
packaging/linux/install-dependencies.sh build

step 'Building a release'
cmake --preset release --log-level=WARNING -DBUILD_TESTING=OFF
cmake --build --preset release --parallel "$(nproc)" --target programs
bin=$PWD/build/release/bin
packs=$PWD/resources/packs

scratch=$(mktemp -d)
[[ -n $data ]] || data=$scratch/data
sandbox_pid='' daemon_pid='' console_pid=''
finish() {
  local pid
  for pid in "$console_pid" "$daemon_pid" "$sandbox_pid"; do
    [[ -n $pid ]] && kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
  done
  rm -rf "$scratch"
}
trap finish EXIT

# wait_for FILE PID LOG: until the process has announced itself, or says why it ended.
wait_for() {
  for _ in {1..300}; do
    [[ -s $1 ]] && return
    kill -0 "$2" 2>/dev/null || break
    sleep 0.1
  done
  printf 'It did not start:\n' >&2
  cat "$3" >&2
  exit 3
}

step 'Starting sandbox and orchestrator'
mkdir -p "$(dirname "$data")"
"$bin/stillgate-sandbox" --data "$data.sandbox" --listen 127.0.0.1:0 --seed "$packs/sample/books.json" \
  >"$scratch/sandbox.log" 2>&1 &
sandbox_pid=$!
wait_for "$data.sandbox/ready.json" "$sandbox_pid" "$scratch/sandbox.log"
"$bin/stillgated" --data "$data" --sandbox "$data.sandbox/ready.json" --pack "$packs/demonstration" --demonstration \
  >"$scratch/stillgated.log" 2>&1 &
daemon_pid=$!
wait_for "$data/ready.json" "$daemon_pid" "$scratch/stillgated.log"
printf 'The demonstration made two people who may sign; their keys are files in %s/demonstration.\n' "$data"

ctl() {
  "$bin/stillgatectl" "$@" --data "$data"
}

console() {
  "$bin/stillgate" --data "$data" --memory "$data.console" --key "$data/demonstration/agent-1.json" "$@"
}

if [[ -z $headless ]]; then
  step 'Opening the console'
  console &
  console_pid=$!
fi

step 'Bringing messages in'
if ((${#imports[@]})); then
  ctl import "${imports[@]}" || [[ $? == 1 ]] # rejected rows are told and kept beside the file
else
  ctl import "$packs/sample/inbox.jsonl" --source sample
fi

if [[ -z $headless ]]; then
  printf '\nThe window is open. Closing it ends everything.\n'
  wait "$console_pid"
  exit
fi

# Everything but what waits for people moves on by itself until it has ended.
step 'Working the day through'
for _ in {1..600}; do
  moving=$(ctl summary --json | grep '"under way: ' | grep -vc '"under way: gate"' || true)
  ((moving == 0)) && break
  sleep 0.5
done

step 'What came of it'
ctl summary
gates=$(ctl gates --status open --json | grep -c '"id"' || true)
if ((gates > 0)); then
  printf '\nThese wait for a person:\n'
  ctl gates --status open
fi

step 'Taking pictures'
pictures=$PWD/build/release/pictures
# The platform without a display says of much that it does not support it, which nobody misses in a picture.
QT_LOGGING_RULES=default.warning=false QT_QPA_PLATFORM=offscreen console --theme light --reduced-motion --pictures "$pictures"
printf 'As the console shows it: %s/queue.png, packet.png, approvals.png, audit.png, quality.png\n' "$pictures"
