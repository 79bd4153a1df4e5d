# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Sourced by what runs tests. Some tests want real data sets and real systems of record; both may lie beside the checkout.
# Set but empty means none. A test without them says what it skips.
#   STILLGATE_DATASETS   folder of labelled message sets      STILLGATE_SYSTEMS   folder that brings systems of record up

_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
for _want in DATASETS:data SYSTEMS:systems; do
  _name=STILLGATE_${_want%:*}
  _folder=$_root/../shared/${_want#*:}
  if [[ -z ${!_name+set} && -d $_folder ]]; then
    declare -x "$_name=$(cd "$_folder" && pwd)"
  fi
done
unset _root _want _name _folder
