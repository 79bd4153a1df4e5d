// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QObject>

#include "core/base/Time.h"
#include "core/domain/Ids.h"
#include "core/domain/ResolutionEvents.h"
#include "core/domain/Words.h"

namespace stillgate {

/// Queued: stored here, not sent. Sent: may have arrived, no answer yet. The other two are ends.
enum class OutboxState { Queued, Sent, Confirmed, Refused };

enum class OutboxKind { Decision, Review, ReviewWithdrawal, Erasure };

struct OutboxRefusal {
    std::string code; ///< of the refusal ("state_moved"; see RefusalCode), or of the error ("conflict"; see ErrorCode)
    std::string detail;
    std::vector<StateChange> moved; ///< of state_moved: as shown before, as found now

    friend bool operator==(const OutboxRefusal&, const OutboxRefusal&) = default;
};

/// Something a person did and what became of it.
struct OutboxEntry {
    CommandId id;
    OutboxKind kind = OutboxKind::Decision;
    std::optional<TicketId> ticket;
    std::optional<GateId> gate; ///< of a decision
    std::optional<Verdict> verdict; ///< of a decision
    OutboxState state = OutboxState::Queued;
    std::optional<OutboxRefusal> refusal; ///< of a refused one
    std::optional<Sequence> first; ///< of the events it left; a refused one may leave some too
    std::optional<Sequence> last;
    UtcTime stored;
    std::optional<UtcTime> ended; ///< when the answer came

    friend bool operator==(const OutboxEntry&, const OutboxEntry&) = default;
};

/// What people did here, stored before it is sent and kept until it is answered, over lost connections and crashes. Lives in the UI
/// thread.
class Outbox : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Oldest first. What has ended is kept for thirty days.
    [[nodiscard]] virtual std::vector<OutboxEntry> entries() const = 0;
    [[nodiscard]] virtual std::optional<OutboxEntry> entry(const CommandId& id) const = 0;
    /// The newest decision on a gate.
    [[nodiscard]] virtual std::optional<OutboxEntry> decisionOn(const GateId& gate) const = 0;
    /// Without an answer: queued or sent.
    [[nodiscard]] virtual std::size_t unanswered() const = 0;

signals:
    /// Came or changed.
    void entryChanged(const stillgate::OutboxEntry& entry);
};

} // namespace stillgate
