// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <memory>

#include "core/client/AuditReader.h"
#include "tests/gui/approval/SampleRefund.h"
#include "ui/approval/DecisionPresenter.h"

namespace stillgate {

/// Waits that end when a test says that time has passed.
class ManualTimers final : public Timers {
public:
    explicit ManualTimers(ManualClock& clock) : m_clock(clock) {}

    [[nodiscard]] std::unique_ptr<PendingCall> after(Duration span, std::function<void()> what) override;
    /// Lets time pass and calls what has come due, in order.
    void pass(Duration span);

private:
    struct Call {
        Duration due;
        std::function<void()> what;
        bool isOff = false;
    };
    class Handle;

    ManualClock& m_clock;
    std::deque<std::shared_ptr<Call>> m_calls;
};

class DeskLink final : public Link {
    Q_OBJECT

public:
    [[nodiscard]] const LinkStatus& status() const override { return m_status; }
    void retryNow() override { ++retries; }
    void set(const LinkStatus& status);

    int retries = 0;

private:
    LinkStatus m_status;
};

class DeskWatch final : public LedgerWatch {
    Q_OBJECT

public:
    [[nodiscard]] const LedgerVerdict& verdict() const override { return m_verdict; }
    void set(const LedgerVerdict& verdict);

private:
    LedgerVerdict m_verdict;
};

class DeskOutbox final : public Outbox {
    Q_OBJECT

public:
    [[nodiscard]] std::vector<OutboxEntry> entries() const override { return m_entries; }
    [[nodiscard]] std::optional<OutboxEntry> entry(const CommandId& id) const override;
    [[nodiscard]] std::optional<OutboxEntry> decisionOn(const GateId& gate) const override;
    [[nodiscard]] std::size_t unanswered() const override;
    void put(const OutboxEntry& entry);

private:
    std::vector<OutboxEntry> m_entries;
};

/// An orchestrator and a console's local core in one process: decisions are decided by the real rules, signatures are real, and
/// everything a screen reads comes from the events that they leave.
class Desk final : private PacketReader, private StateReader, private DecisionService, private AuditReader {
public:
    Desk();
    ~Desk() override;

    Loop loop;
    Agent me; ///< L2 agent, "Sample Agent"
    Agent colleague; ///< L2 agent
    Agent supervisor;
    ManualTimers timers;
    DeskLink link;
    DeskWatch watch;
    TicketStore tickets;
    DeskOutbox outbox;
    Formatting formatting;
    bool hasKey = true;
    bool isReadable = true; ///< packets can be read
    std::optional<Error> signingFails; ///< what the next decision ends with
    int decisions = 0; ///< that were asked for
    int reads = 0; ///< of packets
    int looks = 0; ///< at the state of a gate
    std::optional<Error> lookFails; ///< what the next look ends with
    std::optional<GatePermit> permit; ///< what the orchestrator says beforehand
    std::string code; ///< that came with the newest decision
    std::optional<Duration> olderReading; ///< packets claim terms that ended so long ago

    SampleRefund& refund(std::int64_t cents, RefundWords words = {});
    /// Brings what has happened to the console.
    void sync();
    /// What waits in the outbox reaches the orchestrator and is answered.
    void deliver();
    /// Time passes on both sides.
    void pass(Duration span);
    void setState(LinkState state);
    [[nodiscard]] CardParts parts();
    [[nodiscard]] AuditReader& audit() { return *this; }
    [[nodiscard]] Packet packetOf(const TicketId& ticket);

private:
    struct Signed {
        DecideGate command;
        CommandId id;
    };

    [[nodiscard]] QFuture<Result<Packet>> read(const TicketId& ticket) override;
    [[nodiscard]] QFuture<Result<FreshState>> reread(const GateId& gate) override;
    [[nodiscard]] std::optional<DecisionHindrance> hindrance(const GateView& gate, Verdict verdict) const override;
    [[nodiscard]] Result<CommandId> decide(const GateView& gate, const DecisionWish& wish) override;
    [[nodiscard]] QFuture<Result<AuditPage>> page(const AuditFilter& filter, AuditOrder order, std::optional<Sequence> from,
                                                  int most) override;
    [[nodiscard]] QFuture<Result<AuditDetail>> detail(Sequence sequence) override;

    [[nodiscard]] GateView viewOf(const Gate& gate, const std::vector<ShownEvent>& events) const;
    [[nodiscard]] std::optional<DecisionHindrance> dutyAgainst(const GateView& gate, Verdict verdict) const;

    std::deque<SampleRefund> m_refunds;
    std::map<GateId, Statement> m_shown; ///< as it would be signed from the newest reading
    std::deque<Signed> m_unsent;
};

} // namespace stillgate
