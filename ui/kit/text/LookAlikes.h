// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

namespace stillgate {

/// A letter that passes for another, in UTF-16 units.
struct LookAlike {
    qsizetype begin = 0;
    qsizetype end = 0;

    friend bool operator==(const LookAlike&, const LookAlike&) = default;
};

/// Letters of another script inside a word: where scripts are mixed to deceive (core/base/Confusables.h) those of the scripts that
/// are fewer, and not Latin when it is even, otherwise those that look like an ASCII letter; and letters that are only a dressed-up
/// form of another (full width, mathematical bold: a compatibility decomposition to Latin).
[[nodiscard]] std::vector<LookAlike> findLookAlikes(const QString& text);

/// Of a name or an address, which are read at a glance: those letters, and every word that as a whole passes for ASCII letters where
/// other words have them ("\u0440\u0430\u0443@shop.example"). A name all in another script is nobody's disguise.
[[nodiscard]] std::vector<LookAlike> findDisguises(const QString& name);

} // namespace stillgate
