// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QFuture>
#include <QObject>

#include "core/base/Result.h"
#include "core/domain/HaltEvents.h"

namespace stillgate {

/// A halt that stands.
struct StandingHalt {
    HaltTarget target;
    HaltReason reason = HaltReason::Other;
    PersonId by;
    UtcTime at;

    friend bool operator==(const StandingHalt&, const StandingHalt&) = default;
};

/// What stands still, the widest first, as the orchestrator said last.
struct HaltPicture {
    std::vector<StandingHalt> halts;
    bool hasFile = false; ///< the file that stops everything is in the data folder
    std::vector<std::string> connectors; ///< that can be halted

    friend bool operator==(const HaltPicture&, const HaltPicture&) = default;
};

/// The kill switch as a console has it. Nothing waits in an outbox: a halt that cannot be set now is told at once, since there is the file.
/// Lives in the UI thread.
class HaltDesk : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual const HaltPicture& picture() const = 0;
    /// Refused with the code of the refusal; Unavailable when the orchestrator could not be asked.
    [[nodiscard]] virtual QFuture<Result<void>> halt(const HaltTarget& target, HaltReason reason) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> lift(const HaltTarget& target) = 0;

signals:
    void pictureChanged();
};

} // namespace stillgate
