// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>
#include <QStringList>

namespace stillgate {

enum class TokenEnd { Complete, OpenQuote };

/// A piece of the filter line between blanks; blanks within quotes are part of it.
struct FilterToken {
    QString text;
    qsizetype at = 0; ///< of its first character
    TokenEnd end = TokenEnd::Complete;

    friend bool operator==(const FilterToken&, const FilterToken&) = default;
};

[[nodiscard]] std::vector<FilterToken> filterTokens(const QString& text);
/// Without the quotes around it, where it has them.
[[nodiscard]] QString unquoted(const QString& text);

/// The names that are there to be filtered by, of fields whose values are no closed list.
struct FilterNames {
    QStringList intents;
    QStringList categories;
    QStringList teams;
    QStringList assignees;

    friend bool operator==(const FilterNames&, const FilterNames&) = default;
};

/// What a token that is being typed may become: fields with their colon, or the values of its field. Each is the whole token.
[[nodiscard]] QStringList filterCompletions(const QString& token, const FilterNames& names);

} // namespace stillgate
