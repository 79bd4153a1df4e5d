// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/client/TaxonomyReader.h"
#include "core/client/Values.h"
#include "ui/kit/text/Formatting.h"
#include "ui/queue/QueueRow.h"

namespace stillgate {

/// Turns tickets into ready rows. What a ticket does not have stays empty; nothing is made up.
class QueuePresenter {
public:
    /// The formatting must outlive this.
    explicit QueuePresenter(const Formatting& formatting) : m_formatting(formatting) {}

    /// Whom rows call "you". The name may be empty.
    void setSelf(const PersonId& self, const QString& name)
    {
        m_self = self;
        m_selfName = name;
    }
    /// Gives intents their own thresholds. Until then none are drawn.
    void setTaxonomy(const ShownTaxonomy& taxonomy);

    /// `gate` is the open one of the ticket.
    [[nodiscard]] QueueRow present(const TicketEntry& entry, const GateRow* gate) const;

private:
    void addHandling(QueueRow& row, const TicketRow& ticket, const GateRow* gate) const;
    void addTexts(QueueRow& row, const TicketEntry& entry) const;
    void addRequest(QueueRow& row, const TicketRow& ticket, const GateRow* gate) const;
    void addStageWords(QueueRow& row, const TicketRow& ticket) const;
    void addIntent(QueueRow& row, const TicketRow& ticket) const;

    struct Thresholds {
        double assistedFrom = 0;
        double autoFrom = 0;
    };

    const Formatting& m_formatting;
    PersonId m_self;
    QString m_selfName;
    std::map<std::string, Thresholds> m_thresholds;
};

/// What an operation does to an amount, in three words.
[[nodiscard]] QString queueRequestWords(const GateRow& gate, const Formatting& formatting);
/// Why a personal text is not shown, in a word or two.
[[nodiscard]] QString queueWithheldWords(Withheld withheld);

} // namespace stillgate
