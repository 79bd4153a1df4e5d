// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include <QPromise>

#include "core/client/AuditReader.h"
#include "core/client/LedgerVerifier.h"
#include "core/client/LedgerWatch.h"
#include "core/client/Link.h"
#include "core/client/TicketStore.h"
#include "core/client/Timers.h"
#include "tests/support/ManualClock.h"
#include "ui/audit/AuditWorkspace.h"
#include "ui/kit/text/Formatting.h"

namespace stillgate {

/// 22 November 2026 14:02:04 UTC, when every picture is taken.
inline constexpr UtcTime kAuditNow{1'795'356'124'000};
inline constexpr PersonId kAgent{Uuid{{0x01, 0x8f, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0x4b, 0xe2}}};

/// A ledger in memory, which answers when it is told to, or at once.
class LedgerInMemory final : public AuditReader {
public:
    enum class Answers { AtOnce, WhenTold };

    std::vector<AuditDetail> events; ///< at its sequence
    std::optional<Error> failure;
    Answers answers = Answers::AtOnce;
    int pages = 0; ///< asked for

    QFuture<Result<AuditPage>> page(const AuditFilter& filter, AuditOrder order, std::optional<Sequence> from,
                                    int most) override;
    QFuture<Result<AuditDetail>> detail(Sequence sequence) override;
    /// Answers what waits.
    void answer();

private:
    [[nodiscard]] Result<AuditPage> pageNow(const AuditFilter& filter, AuditOrder order, std::optional<Sequence> from,
                                            int most) const;

    std::deque<std::function<void()>> m_waiting;
};

class QuietLink final : public Link {
public:
    LinkStatus now;
    [[nodiscard]] const LinkStatus& status() const override { return now; }
    void retryNow() override {}
    void enter(LinkState state)
    {
        now.state = state;
        emit statusChanged(now);
    }
};

class SetWatch final : public LedgerWatch {
public:
    LedgerVerdict now;
    [[nodiscard]] const LedgerVerdict& verdict() const override { return now; }
    void set(const LedgerVerdict& verdict)
    {
        now = verdict;
        emit verdictChanged(now);
    }
};

class SteppedVerifier final : public LedgerVerifier {
public:
    void start() override { m_runs = true; }
    void cancel() override { end({VerificationEnd::Cancelled, 400, kAuditNow, Divergence::None, std::nullopt, {}}); }
    [[nodiscard]] bool isRunning() const override { return m_runs; }
    [[nodiscard]] const std::optional<Verification>& last() const override { return m_last; }
    void end(const Verification& verification)
    {
        m_runs = false;
        m_last = verification;
        emit ended(verification);
    }

private:
    bool m_runs = false;
    std::optional<Verification> m_last;
};

/// Calls what is due when the test says so.
class HandTimers final : public Timers {
public:
    std::unique_ptr<PendingCall> after(Duration span, std::function<void()> what) override;
    void fire();

private:
    std::vector<std::weak_ptr<std::function<void()>>> m_calls;
};

/// Everything that the workspace works with.
struct AuditStand {
    AuditStand();

    ManualClock clock{kAuditNow};
    LedgerInMemory ledger;
    QuietLink link;
    SetWatch watch;
    SteppedVerifier verifier;
    TicketStore tickets;
    HandTimers timers;
    Formatting formatting{QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc(), clock};

    /// One more event at the end; its sequence.
    Sequence add(EventHeader header);
    /// A day of a sample shop: a ticket from its opening to its closure, a refused command, a forgotten person.
    void addSampleDay();
    /// Nothing but records read, a second apart.
    void addMany(int count);
    [[nodiscard]] AuditParts parts();
    [[nodiscard]] TicketId ticket(int number) const;
};

} // namespace stillgate
