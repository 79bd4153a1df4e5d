// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/client/Link.h"
#include "ui/kit/widget/StatePanel.h"
#include "ui/queue/QueueViews.h"

namespace stillgate {

/// What the next step of an empty queue does.
enum class QueueStep { None, TryConnection, ClearFilter, OpenView };

/// Why there are no rows, and what helps.
struct QueueState {
    StateWords words;
    QueueStep step = QueueStep::None;
    std::size_t view = 0; ///< of OpenView

    friend bool operator==(const QueueState&, const QueueState&) = default;
};

struct QueueSituation {
    const LinkStatus& link;
    const QueueFilter& filter;
    const ViewCounts::Counts& counts;
    std::size_t view = 0;
    int rows = 0;
    std::size_t tickets = 0; ///< that are known at all
};

/// Rows that are still on their way.
[[nodiscard]] bool isLoading(const QueueSituation& situation);
/// Nothing while there are rows.
[[nodiscard]] std::optional<QueueState> queueState(const QueueSituation& situation);

} // namespace stillgate
