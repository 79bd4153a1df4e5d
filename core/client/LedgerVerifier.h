// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <QObject>

#include "core/base/Time.h"
#include "core/client/LedgerWatch.h"
#include "core/domain/Ids.h"

namespace stillgate {

enum class VerificationEnd { Verified, Wrong, Cancelled, Unavailable };

struct Verification {
    VerificationEnd end = VerificationEnd::Unavailable;
    std::uint64_t size = 0; ///< events verified, or read before it ended
    UtcTime at;
    Divergence divergence = Divergence::None; ///< of a wrong one
    std::optional<Sequence> firstWrong; ///< where it can be told
    std::string detail; ///< for the log and for engineers

    friend bool operator==(const Verification&, const Verification&) = default;
};

/// Verifies the whole ledger from here: reads every header from the first one, folds a tree of its own and compares it with a newly
/// fetched checkpoint and with what the watch holds. Lives in the UI thread.
class LedgerVerifier : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Nothing happens while one is under way.
    virtual void start() = 0;
    /// Ends it as Cancelled; nothing happens when none is under way.
    virtual void cancel() = 0;
    [[nodiscard]] virtual bool isRunning() const = 0;
    /// The newest one that ended.
    [[nodiscard]] virtual const std::optional<Verification>& last() const = 0;

signals:
    void progressed(std::uint64_t done, std::uint64_t total);
    void ended(const stillgate::Verification& verification);
};

} // namespace stillgate
