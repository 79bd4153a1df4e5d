// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueueStates.h"

#include <algorithm>

#include "ui/queue/QueueText.h"

namespace stillgate {

namespace {

bool isConnected(const LinkStatus& link)
{
    return link.state == LinkState::Live || link.state == LinkState::CatchingUp;
}

QueueState nothingKnown(const LinkStatus& link)
{
    if (isConnected(link)) {
        return {{StateKind::Empty,
                 QueueText::tr("No ticket yet"),
                 QueueText::tr("Nothing has come in. A ticket appears here as soon as a channel delivers one."),
                 {}},
                QueueStep::None,
                0};
    }
    if (link.state == LinkState::Diverged) {
        return {{StateKind::Error, QueueText::tr("This ledger is not the one seen before"),
                 QueueText::tr("Nothing is shown, because nothing of it can be trusted."), QueueText::tr("Try again")},
                QueueStep::TryConnection,
                0};
    }
    return {{StateKind::Offline, QueueText::tr("No connection"),
             QueueText::tr("The orchestrator does not answer, and this computer remembers no ticket."),
             QueueText::tr("Try now")},
            QueueStep::TryConnection,
            0};
}

/// The view that has something, in the order in which they are listed.
std::optional<std::size_t> otherView(const QueueSituation& situation)
{
    for (std::size_t view = 0; view < situation.counts.size(); ++view) {
        if (view != situation.view && situation.counts[view] > 0) {
            return view;
        }
    }
    return std::nullopt;
}

} // namespace

bool isLoading(const QueueSituation& situation)
{
    const bool isComing = situation.link.state == LinkState::CatchingUp || situation.link.state == LinkState::Connecting;
    return situation.rows == 0 && situation.tickets == 0 && isComing;
}

std::optional<QueueState> queueState(const QueueSituation& situation)
{
    if (situation.rows > 0) {
        return std::nullopt;
    }
    if (situation.tickets == 0) {
        return nothingKnown(situation.link);
    }
    if (situation.filter.terms.size() > viewFilter(situation.view).terms.size()) {
        return QueueState{{StateKind::Empty, QueueText::tr("No ticket fits this filter"),
                           QueueText::tr("%n tickets are in %1 without it.", "", situation.counts[situation.view])
                               .arg(viewName(situation.view)),
                           QueueText::tr("Clear the filter")},
                          QueueStep::ClearFilter,
                          situation.view};
    }
    const QString text = QueueText::tr(kQueueViews[situation.view].empty);
    const auto other = otherView(situation);
    if (!other) {
        return QueueState{{StateKind::Empty, QueueText::tr("Nothing waits here"), text, {}}, QueueStep::None, 0};
    }
    return QueueState{
        {StateKind::Empty, QueueText::tr("Nothing waits here"),
         QueueText::tr("%1 The view %2 has %n tickets.", "", situation.counts[*other]).arg(text, viewName(*other)),
         QueueText::tr("Open %1").arg(viewName(*other))},
        QueueStep::OpenView,
        *other};
}

} // namespace stillgate
