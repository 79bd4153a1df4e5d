// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>

#include "ui/kit/theme/Look.h"
#include "ui/queue/QueueMeasures.h"
#include "ui/queue/QueueRow.h"

namespace stillgate {

enum class CellState : std::uint8_t { Rest, Selected };

/// What every cell is painted with.
struct CellPainting {
    QPainter& painter;
    QRect content;
    const QueueRow& row;
    CellState state;
    const Look& look;
    StageShown stage = StageShown::Stage;

    /// Labels are text 2 on the tint of a selection, where text 3 would be too faint.
    [[nodiscard]] Tone quiet() const { return state == CellState::Selected ? Tone::Text2 : Tone::Text3; }
};

/// Rows of 44 with a second line.
void paintComfortable(QueueColumn column, const CellPainting& cell);
/// Rows of 32, all in one line.
void paintCompact(QueueColumn column, const CellPainting& cell);

} // namespace stillgate
