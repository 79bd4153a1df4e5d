#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Takes the texts of the sources into a translation: refresh.sh [FILE]. The English file holds only the texts with a number in
# them, for their forms; every other English text is the source itself. LUPDATE names the tool where it is not found.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly FILE=$(realpath "${1:-translations/stillgate_en.ts}")

lupdate=${LUPDATE:-}
for candidate in /usr/lib/qt6/bin/lupdate lupdate6 lupdate-qt6 lupdate; do
  [[ -n $lupdate ]] || lupdate=$(command -v "$candidate" || true)
done
[[ -n $lupdate ]] || { printf 'No lupdate. Debian has it in qt6-l10n-tools.\n' >&2; exit 3; }

forms=()
[[ $(basename "$FILE") == stillgate_en.ts ]] && forms=(-pluralonly)
# -I: a text is looked up by the full name of its class, which stands in the header.
exec "$lupdate" -silent -no-obsolete -locations none -I . "${forms[@]}" \
  -source-language en_GB ui app/console -ts "$FILE"
