// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <unordered_map>

#include "core/base/Log.h"
#include "core/client/Link.h"
#include "core/client/Timers.h"
#include "core/client/link/Backoff.h"
#include "core/client/link/RpcCaller.h"
#include "core/client/store/OutboxFile.h"
#include "core/client/store/OutboxTable.h"

namespace stillgate {

/// What the outbox is made from; all of it outlives the outbox.
struct OutboxParts {
    Link& link;
    RpcCaller& calls;
    const Clock& clock;
    Timers& timers;
    RandomSource random;
};

/// The outbox over its file: stores a command before it sends it, marks it as sent before it goes, and sends it again with the same id
/// until it is answered. Commands about one ticket go one after the other; those of other ledgers or other people wait for theirs.
class DurableOutbox final : public Outbox {
    Q_OBJECT

public:
    static constexpr std::size_t kMostInFlight = 8;
    static constexpr Duration kKept = Duration::days(30); ///< behind the answer

    /// What ended long ago goes; Corrupt when the file is damaged.
    [[nodiscard]] static Result<std::unique_ptr<DurableOutbox>> open(OutboxFile file, OutboxParts parts);

    [[nodiscard]] std::vector<OutboxEntry> entries() const override;
    [[nodiscard]] std::optional<OutboxEntry> entry(const CommandId& id) const override;
    [[nodiscard]] std::optional<OutboxEntry> decisionOn(const GateId& gate) const override;
    [[nodiscard]] std::size_t unanswered() const override { return m_unanswered.size(); }

    /// Stores the command and then sends it as soon as there is a connection. Nothing is sent when it could not be stored. Id, kind
    /// and what it is about come from the caller, state and time are set here.
    [[nodiscard]] Result<void> put(OutboxEntry entry, const rpc::PersonCommand& command);

private:
    DurableOutbox(OutboxFile file, OutboxParts parts, std::vector<StoredCommand> commands);

    void add(StoredCommand command);
    void sendWaiting();
    [[nodiscard]] std::vector<CommandId> nextToSend() const;
    void send(StoredCommand& command);
    void answered(const CommandId& id, const Result<rpc::CommandSubmit::Result>& answer);
    void settle(StoredCommand& command, const rpc::CommandSubmit::Result& answer);
    void refuse(StoredCommand& command, OutboxRefusal refusal);
    void take(StoredCommand& command, OutboxInput input);
    void tryLater();
    [[nodiscard]] StoredCommand* find(const CommandId& id);

    OutboxFile m_file;
    OutboxParts m_parts;
    std::vector<StoredCommand> m_commands; ///< oldest first; nothing is removed while it runs
    std::unordered_map<CommandId, std::size_t> m_places;
    std::set<std::size_t> m_unanswered; ///< places
    std::set<CommandId> m_inFlight;
    Backoff m_backoff;
    std::unique_ptr<PendingCall> m_retry;
    Log m_log{"outbox"};
};

} // namespace stillgate
