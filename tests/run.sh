#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what the tests need, builds and runs them: tests/run.sh [--quick] [OPTION OF CTEST]...
#   --quick     only the tests that start no process and open no connection
#   -L LABEL    only tests of this label: quick, system, fault, bench
#   -R REGEX    only tests of this name; and whatever else ctest takes
set -euo pipefail
cd "$(dirname "$0")/.."

quick=
options=()
for argument in "$@"; do
  case $argument in
    --quick) quick=1 options+=(-L '^quick$') ;;
    -h | --help) sed -n 's/^# \{0,1\}//; 4,7p' "$0"; exit 0 ;;
    *) options+=("$argument") ;;
  esac
done

step() {
  printf '\n== %s (%d s)\n' "$1" "$SECONDS"
}

# build PRESET TARGET: prints what CMake finds wrong, and the compiler's progress.
build() {
  cmake --preset "$1" --log-level=WARNING ${CI:+-DSTILLGATE_WERROR=ON}
  cmake --build --preset "$1" --parallel "$(nproc)" --target "$2"
}

step 'What the tests need'
packaging/linux/install-dependencies.sh build test
source tests/support/environment.sh

step 'Building dev'
build dev all

# A test shows that what is shipped has no failpoints.
if [[ -z $quick ]]; then
  step 'Building the release programs'
  build release programs
  export STILLGATE_RELEASE_BIN=$PWD/build/release/bin
fi

step 'Tests'
ctest --preset dev --parallel "$(nproc)" "${options[@]}"
