// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include "core/client/Link.h"
#include "core/client/Outbox.h"
#include "core/client/TicketStore.h"
#include "ui/approval/DecisionValues.h"
#include "ui/kit/text/Formatting.h"

namespace stillgate {

enum class StreamState {
    Waiting, ///< for this person
    Sending, ///< decided here, not answered yet
    Signed, ///< by this person; it is on its way
};

/// A gate as the stream lists it.
struct StreamRow {
    GateId gate;
    TicketId ticket;
    QString title; ///< "Refund 129.00 EUR"
    QString support; ///< number and subject; made safe
    DeadlineMark deadline;
    StreamState state = StreamState::Waiting;
    QString word; ///< of a state other than waiting

    friend bool operator==(const StreamRow&, const StreamRow&) = default;
};

/// A gate that another person has to decide, and why.
struct HeldRow {
    TicketId ticket;
    QString words;

    friend bool operator==(const HeldRow&, const HeldRow&) = default;
};

struct StreamValues {
    std::vector<StreamRow> rows; ///< signed ones first, then in order of deadline
    std::vector<HeldRow> held;
    int waiting = 0; ///< rows that wait for this person
    QString lately; ///< "3 approved, 1 denied, 1 undone", of the last day at this console; empty when nothing

    friend bool operator==(const StreamValues&, const StreamValues&) = default;
};

/// Which gates wait for a person, in order of deadline. Keeps the open ones by itself, so that a change costs as much as it changes.
class ApprovalStream {
public:
    ApprovalStream(const TicketStore& tickets, const Outbox& outbox, const Formatting& formatting);

    /// Reads every gate anew.
    void reset();
    void update(const std::vector<GateId>& gates);
    [[nodiscard]] StreamValues values(const LinkStatus& link) const;
    /// values().waiting, without a word being made.
    [[nodiscard]] int waiting(const LinkStatus& link) const;

private:
    void take(const GateRow& gate);
    [[nodiscard]] bool isSending(const GateId& gate) const;
    [[nodiscard]] std::vector<StreamRow> signedRows() const;
    [[nodiscard]] StreamRow rowOf(const GateRow& gate, const TicketEntry& ticket) const;
    [[nodiscard]] QString lately() const;

    const TicketStore& m_tickets;
    const Outbox& m_outbox;
    const Formatting& m_formatting;
    std::map<GateId, GateRow> m_open;
};

} // namespace stillgate
