#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a variant of an installed Inter whose digits all have one width: tabular_figures.py SOURCE TARGET FAMILY.

Qt 6.4 cannot switch font features on, so the digits are pointed at the glyphs that the feature 'tnum' would give. The
variant carries a name of its own, as the licence of the original (OFL 1.1) asks of changed versions.
"""

import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY_NAMES = (1, 3, 4, 6, 16)
# Latin, Greek and Cyrillic with their signs; other scripts come from other families.
KEPT = [
    *range(0x20, 0x530), *range(0x1E00, 0x2000), *range(0x2010, 0x2028), *range(0x2030, 0x205F), *range(0x20A0, 0x20C0),
    *range(0x2100, 0x2200), *range(0x2200, 0x2300), *range(0x2318, 0x23FF), 0x25CF, 0x25CB, 0xFFFD,
]


def tabular_glyphs(font):
    """The glyph for columns of figures, by the name of the plain glyph."""
    table = font["GSUB"].table
    lookups = {
        index for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    glyphs = {}
    for index in sorted(lookups):
        for part in table.LookupList.Lookup[index].SubTable:
            part = getattr(part, "ExtSubTable", part)
            glyphs.update(getattr(part, "mapping", {}))
    return glyphs


def main():
    source, target, family = sys.argv[1:]
    font = TTFont(source)
    tabular = tabular_glyphs(font)
    plain = font.getBestCmap()
    digits = {digit: tabular[plain[digit]] for digit in map(ord, "0123456789")}
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(digits)

    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "calt"]
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=KEPT)
    subsetter.subset(font)

    for name in font["name"].names:
        if name.nameID in FAMILY_NAMES:
            joined = family.replace(" ", "") if name.nameID == 6 else family
            font["name"].setName(
                name.toUnicode().replace("Inter", joined, 1), name.nameID, name.platformID, name.platEncID, name.langID)
    if "CFF " in font:
        font["CFF "].cff.fontNames[0] = font["name"].getDebugName(6)
    font.save(target)


if __name__ == "__main__":
    main()
