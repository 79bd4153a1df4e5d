// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <QObject>

#include "core/base/Time.h"
#include "core/domain/Ids.h"
#include "core/domain/Permissions.h"
#include "core/domain/Words.h"

namespace stillgate {

/// How the console stands to its orchestrator.
enum class LinkState {
    Offline, ///< nobody answers; the next try is at `nextTry`
    Connecting,
    CatchingUp, ///< connected; what was missed is coming
    Live, ///< every event is here as it happens
    Refused, ///< the orchestrator does not let us in, or speaks another protocol; tried again at `nextTry`
    Diverged, ///< its ledger is not the one that was seen before: nothing may be decided. Tried again by retryNow() alone
};

/// Why the link is not Live. Words for a person are made where it is shown.
enum class LinkCause {
    None,
    NotStarted, ///< start() was not called yet, or stop() was
    NoOrchestrator, ///< no ready file: none runs on this data folder
    ReadyFileUnreadable,
    Unreachable, ///< the ready file names one that does not answer
    Lost, ///< it was connected, and the connection ended
    Stopped, ///< it said that it goes away
    TooSlow, ///< it cut us off because we did not read
    TokenRefused,
    OtherProtocol,
    // The orchestrator did not prove itself over TLS; nothing was sent (TlsFault).
    UnknownAuthority,
    WrongHost,
    CertificateExpired,
    CertificateNotYetValid,
    OldTls,
    PlainText,
    OtherKey,
    TlsFailed,
    WrongEnvironment, ///< it serves another environment than was said, or than its origin was of before
    MalformedAnswer, ///< it said what the protocol does not have
    LedgerDiverged, ///< see LedgerWatch
};

struct LinkStatus {
    LinkState state = LinkState::Offline;
    LinkCause cause = LinkCause::NotStarted;
    std::string detail; ///< for the log and for engineers
    UtcTime since; ///< of the state
    std::optional<UtcTime> nextTry;
    std::uint64_t eventsBehind = 0; ///< committed there and not applied here
    Duration behind; ///< from commit to applied here, of the newest event; by two clocks, never negative
    // Who is at either end: of the newest connection, or as remembered from the last one. `origin` is empty when never connected.
    std::string origin; ///< name of the ledger
    Environment environment = Environment::Dev;
    PersonId person; ///< whom our token stands for
    std::vector<Role> roles;
    std::vector<Operation> may; ///< what those roles permit, as the orchestrator said; empty until it has
    std::string name; ///< of that person; may be empty

    friend bool operator==(const LinkStatus&, const LinkStatus&) = default;
};

/// What screens see of the connection. Lives in the UI thread.
class Link : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual const LinkStatus& status() const = 0;
    /// Tries at once and does not wait for `nextTry`. Nothing happens while connected.
    virtual void retryNow() = 0;

signals:
    /// Also when nothing but the lag changed, then at most four times a second.
    void statusChanged(const stillgate::LinkStatus& status);
};

} // namespace stillgate
