// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QString>
#include <QStringList>

#include "core/base/UntrustedText.h"
#include "core/domain/Ids.h"
#include "ui/kit/paint/Diff.h"
#include "ui/kit/paint/Mood.h"
#include "ui/kit/theme/Icon.h"

namespace stillgate {

/// A fact with its label. The shape stands where the fact was checked.
struct AuditFact {
    /// Words, or something that is not language.
    enum class Script { Words, Mono };

    QString label;
    QString value;
    Script script = Script::Words;
    std::optional<Icon> icon;
    Mood mood = Mood::Neutral;
    QString whole; ///< for the tool tip, where the value is cut

    friend bool operator==(const AuditFact&, const AuditFact&) = default;
};

/// A personal value, or why it is not shown.
struct AuditPersonal {
    QString field;
    std::optional<UntrustedText> text;
    QString withheld;

    friend bool operator==(const AuditPersonal&, const AuditPersonal&) = default;
};

/// One event as the pane at the right shows it, ready to paint.
struct AuditShown {
    Sequence sequence = 0;
    std::optional<TicketId> ticket;
    QString number; ///< "Event 1,204,251"
    QString title;
    QString meta; ///< "10 min ago · ticket #48266"
    QString instant;
    std::vector<AuditFact> facts;
    QString changesTitle;
    DiffRow changesHeader;
    std::vector<DiffRow> changes;
    QStringList payload; ///< lines of the canonical data; long hexadecimal values are cut in the middle
    QString payloadNote; ///< "418 bytes hashed"
    QString canonical; ///< the bytes that are hashed, to copy
    std::vector<AuditPersonal> personal;
    QString hash; ///< of the leaf, whole
    std::vector<AuditFact> proof;

    friend bool operator==(const AuditShown&, const AuditShown&) = default;
};

} // namespace stillgate
