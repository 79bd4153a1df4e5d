// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QDate>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include "core/client/AuditReader.h"
#include "ui/kit/paint/Marks.h"

namespace stillgate {

enum class AuditField { Ticket, Actor, Code, Since, Until };

/// One word of the filter line: "code:gate."
struct AuditTerm {
    AuditField field = AuditField::Code;
    QString value; ///< as it was typed

    friend bool operator==(const AuditTerm&, const AuditTerm&) = default;
};

/// What words of the filter line are resolved with.
struct AuditNames {
    std::function<std::optional<TicketId>(Sequence number)> ticket; ///< by the number that people call it
    PersonId self;
    QTimeZone zone;
    QDate today; ///< in that zone
};

/// A word that could not be read.
struct AuditFault {
    QString token; ///< as it was typed
    QString why; ///< in words, and what would be right

    friend bool operator==(const AuditFault&, const AuditFault&) = default;
};

/// The filter in force: its words, and what they ask for. At most one word of each field.
struct AuditQuery {
    std::vector<AuditTerm> terms;
    AuditFilter filter;

    friend bool operator==(const AuditQuery&, const AuditQuery&) = default;

    /// The value of a field's word; empty when there is none.
    [[nodiscard]] QString valueOf(AuditField field) const;
    [[nodiscard]] std::vector<TokenMark> tokens() const;
};

/// `base` and the words of `text`; a word takes the place of one of the same field. Nothing is taken when one cannot be read.
[[nodiscard]] tl::expected<AuditQuery, AuditFault> withWords(const AuditQuery& base, const QString& text,
                                                             const AuditNames& names);
/// `base` without the word of a field.
[[nodiscard]] AuditQuery withoutField(const AuditQuery& base, AuditField field);

/// "code:"
[[nodiscard]] QString auditFieldName(AuditField field);
/// What a word that is being typed may become: fields with their colon, or values of its field.
[[nodiscard]] QStringList auditCompletions(const QString& token);

} // namespace stillgate
