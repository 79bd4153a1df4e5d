// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <QMetaType>
#include <QString>

#include "core/domain/Ids.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/theme/Icon.h"

namespace stillgate {

/// How a text from outside is shown: as it is, or as a word of ours in its place.
enum class ShownAs : std::uint8_t { Text, Withheld };

/// Everything that a row of the queue paints, ready to be painted. Texts from outside are safe to show and one line long.
struct QueueRow {
    TicketId ticket;
    QString number; ///< "#48213"

    std::optional<DeadlineMark> deadline; ///< of the open gate, or of what is owed to the customer
    QString deadlineState; ///< "at risk", "breached 2 h ago"; empty while all is calm
    QString deadlineTip;

    std::optional<PriorityMark> priority; ///< none before triage
    QString priorityTip;

    QString subject;
    ShownAs subjectAs = ShownAs::Text;
    QString customer;
    ShownAs customerAs = ShownAs::Text;
    Icon channel = Icon::Mail;
    QString channelWord;

    QString asks;    ///< "Refund 129.00 EUR"; the stage's words where nothing is asked
    QString support; ///< "0 of 1 signed"; what the stage waits for
    QString quorum;  ///< "0/1", for compact rows; empty without a gate
    Mood supportMood = Mood::Neutral;
    std::optional<Icon> supportIcon;

    QString intent;
    ConfidenceMark confidence;

    QString stage;
    std::optional<Icon> stageIcon;
    Mood stageMood = Mood::Neutral;
    QString stakes; ///< "normal stakes"; empty without a gate
    int stakesBars = 0; ///< 0 without a gate, else 1 to 3

    QString team;
    QString assignee; ///< "you", "6b13", "held"; empty where no person is needed
    Icon assigneeIcon = Icon::Person;
    QString assigneeTip;
    std::optional<PersonMark> assigneeBadge; ///< where a name has no room
    QString age;
    QString ageTip;

    friend bool operator==(const QueueRow&, const QueueRow&) = default;
};

using QueueRowPtr = std::shared_ptr<const QueueRow>;

} // namespace stillgate

Q_DECLARE_METATYPE(stillgate::QueueRowPtr)
