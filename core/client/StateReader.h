// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QFuture>

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/domain/Ids.h"
#include "core/domain/ResolutionEvents.h"

namespace stillgate {

/// What a gate was opened on, compared with its system of record as that says now.
struct FreshState {
    UtcTime at; ///< when the system was read
    std::vector<StateChange> moved; ///< from as it was shown to as it is; empty when all of it still holds

    friend bool operator==(const FreshState&, const FreshState&) = default;
};

/// Has the state read again before a person decides on it. A gate whose state moved is voided by it; that it still holds now decides
/// nothing, an approval reads once more.
class StateReader {
public:
    virtual ~StateReader() = default;

    /// Unavailable without a connection, or when the system of record does not answer; NotFound. Ends in the UI thread.
    [[nodiscard]] virtual QFuture<Result<FreshState>> reread(const GateId& gate) = 0;
};

} // namespace stillgate
