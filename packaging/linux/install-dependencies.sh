#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what Debian 12 or Ubuntu 24.04 lacks: install-dependencies.sh SET...
#   build   to build the programs      test   to build and run the tests      ci   the second compiler and the linters
# Returns at once when everything is there. Works as root, and through sudo otherwise.
set -euo pipefail

# "a|b" takes the first that this release of the system offers.
readonly BUILD="g++ cmake ninja-build pkg-config ccache mold qt6-base-dev qt6-websockets-dev qtkeychain-qt6-dev qt6-l10n-tools libgl-dev
  libexpected-dev libssl-dev libsodium-dev libicu-dev libspdlog-dev libfmt-dev libsimdjson-dev libtomlplusplus-dev libsqlite3-dev
  libsqlitecpp-dev libcld2-dev libcpp-httplib-dev libcli11-dev qt6-svg-dev|libqt6svg6-dev python3-fonttools fonts-inter
  fonts-jetbrains-mono fonts-noto-core fonts-noto-ui-core"
readonly TEST="librapidcheck-dev libbenchmark-dev libfaketime sqlite3 python3 git nodejs node-ws"
readonly CI_TOOLS="clang-19|clang-18 libclang-rt-19-dev|libclang-rt-18-dev llvm-19|llvm-18
  clang-tidy-19|clang-tidy-18 clang-format-19|clang-format-18 clazy"

usage() {
  sed -n 's/^# \{0,1\}//; 4,6p' "$0"
  exit 2
}

is_installed() {
  [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

is_offered() {
  apt-cache show --no-all-versions "$1" >/dev/null 2>&1
}

# The names among the given ones of which no alternative is installed.
list_missing() {
  local wanted name
  for wanted in "$@"; do
    for name in ${wanted//|/ }; do
      is_installed "$name" && continue 2
    done
    printf '%s\n' "$wanted"
  done
}

choose_offered() {
  local name
  for name in ${1//|/ }; do
    is_offered "$name" && { printf '%s\n' "$name"; return; }
  done
  # Unknown here: apt says it better than we could.
  printf '%s\n' "${1%%|*}"
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    printf 'Not root and no sudo. As root, run: %s\n' "$*" >&2
    exit 3
  fi
}

# Shows what apt does by the package: it works for minutes on a bare machine.
apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 "$@" </dev/null |
    { grep -E --line-buffered '^(Get:|Setting up|Need to get)' || true; }
}

# The sets are lists of words, so they are split on purpose.
# shellcheck disable=SC2206
main() {
  local -a wanted=() missing=() packages=()
  local set package
  (($#)) || usage
  for set in "$@"; do
    case $set in
      build) wanted+=($BUILD) ;;
      test) wanted+=($TEST) ;;
      ci) wanted+=($CI_TOOLS) ;;
      *) usage ;;
    esac
  done

  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    printf 'This system has no apt. Install by its own means what Debian calls:\n  %s\n' "${wanted[*]}" >&2
    exit 3
  fi
  mapfile -t missing < <(list_missing "${wanted[@]}")
  ((${#missing[@]})) || return 0

  printf 'Installing %d packages: %s\n' "${#missing[@]}" "${missing[*]}"
  apt update || printf 'Going on with the package lists at hand.\n'
  for package in "${missing[@]}"; do
    packages+=("$(choose_offered "$package")")
  done
  apt install --no-install-recommends "${packages[@]}"
}

main "$@"
