// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include <QObject>

#include "core/base/Time.h"

namespace stillgate {

enum class LedgerStanding {
    NotCompared, ///< no signed checkpoint over what we hold has come yet
    Matching,
    Diverged,
};

/// How the ledger was found to be another one than it says, or than it was.
enum class Divergence {
    None,
    BadSignature, ///< the checkpoint is not signed by the key that was seen first
    OtherOrigin, ///< the checkpoint names another ledger
    OtherRoot, ///< the events that came are not those of the checkpoint
    Shrunk, ///< it is shorter than it was
    NotConsistent, ///< no proof that it continues the ledger that was seen before
};

/// What the console itself found, from the headers that came and the checkpoints it was given.
struct LedgerVerdict {
    LedgerStanding standing = LedgerStanding::NotCompared;
    std::uint64_t size = 0; ///< events that a checkpoint was compared over; kept when it diverges later
    UtcTime at; ///< of that comparison, by this machine's clock
    Divergence divergence = Divergence::None;
    std::string detail; ///< for the log and for engineers

    friend bool operator==(const LedgerVerdict&, const LedgerVerdict&) = default;
};

/// Watches that the ledger only ever grows. Lives in the UI thread.
class LedgerWatch : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual const LedgerVerdict& verdict() const = 0;

signals:
    void verdictChanged(const stillgate::LedgerVerdict& verdict);
};

} // namespace stillgate
