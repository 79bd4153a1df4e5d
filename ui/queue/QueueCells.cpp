// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueueCells.h"

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kLineHigh = 20;
constexpr int kSecondLineHigh = 16;
constexpr int kFirstLineTop = 4;
constexpr int kSecondLineTop = 22;
constexpr int kSmallIcon = 12;
constexpr int kSmallIconGap = 5;
constexpr int kCompactIcon = 14;
constexpr int kCompactIconGap = 6;
constexpr int kCompactCustomer = 134;
constexpr int kCompactQuorum = 24;
constexpr int kCompactNumber = 32;
constexpr int kBandCircle = 8;
constexpr int kStakesBars = 3;
constexpr int kStakesBarWidth = 3;
constexpr int kStakesGap = 7;

QRect firstLine(const QRect& content)
{
    return {content.x(), content.y() + kFirstLineTop, content.width(), kLineHigh};
}

QRect secondLine(const QRect& content)
{
    return {content.x(), content.y() + kSecondLineTop, content.width(), kSecondLineHigh};
}

TextStyle subjectStyle(const CellPainting& cell)
{
    const Type type = cell.state == CellState::Selected ? Type::BodyStrong : Type::BodyMedium;
    return {.type = cell.row.subjectAs == ShownAs::Text ? type : Type::Body,
            .tone = cell.row.subjectAs == ShownAs::Text ? Tone::Text1 : cell.quiet(),
            .flow = cell.row.subjectAs == ShownAs::Text ? Flow::Content : Flow::Window};
}

TextStyle customerStyle(const CellPainting& cell, Type type, Tone tone)
{
    const bool isText = cell.row.customerAs == ShownAs::Text;
    return {.type = type, .tone = isText ? tone : cell.quiet(), .flow = isText ? Flow::Content : Flow::Window};
}

/// As many bars as the stakes are high, the rest faint.
void paintStakes(const CellPainting& cell, const QRect& rect, int filled)
{
    const bool isHigh = filled == kStakesBars;
    for (int bar = 0; bar < kStakesBars; ++bar) {
        const int height = 4 + 3 * bar;
        const QRect shape(rect.x() + bar * (kStakesBarWidth + 1), rect.y() + (rect.height() + 10) / 2 - height, kStakesBarWidth,
                          height);
        const Tone tone = bar >= filled ? Tone::Strong : isHigh ? Tone::SoonShape : Tone::Text2;
        cell.painter.fillRect(QStyle::visualRect(cell.look.direction(), rect, shape), cell.look.colour(tone));
    }
}

int stakesWidth()
{
    return kStakesBars * (kStakesBarWidth + 1) - 1;
}

void paintDeadline(const CellPainting& cell)
{
    if (cell.row.deadline) {
        paintMark(cell.painter, cell.content, *cell.row.deadline, cell.look);
    }
}

void paintPriority(const CellPainting& cell)
{
    if (cell.row.priority) {
        PriorityMark mark = *cell.row.priority;
        mark.quiet = cell.quiet();
        paintMark(cell.painter, cell.content, mark, cell.look);
    }
}

void paintAge(const CellPainting& cell)
{
    paintText(cell.painter, cell.content, cell.row.age, {.tone = Tone::Text2, .align = Align::End, .cut = Cut::Never},
              cell.look);
}

/// Where there is no room for names: whose badge, or the sign of one that waits for somebody.
void paintBadge(const CellPainting& cell)
{
    if (cell.row.assigneeBadge) {
        paintMark(cell.painter, cell.content, *cell.row.assigneeBadge, cell.look);
    } else if (!cell.row.assignee.isEmpty()) {
        cell.look.paintIcon(cell.painter, cell.content, cell.row.assigneeIcon, kCompactIcon, cell.quiet());
    }
}

void paintTeamAlone(const CellPainting& cell)
{
    if (cell.content.width() < kNarrowestTeam) {
        paintBadge(cell);
        return;
    }
    paintText(cell.painter, cell.content, cell.row.team, {.tone = Tone::Text2}, cell.look);
}

void paintTeam(const CellPainting& cell)
{
    if (cell.row.assignee.isEmpty() || cell.content.width() < kNarrowestTeam) {
        paintTeamAlone(cell);
        return;
    }
    paintText(cell.painter, firstLine(cell.content), cell.row.team, {.tone = Tone::Text2}, cell.look);
    Lane lane(secondLine(cell.content), cell.look.direction());
    cell.look.paintIcon(cell.painter, lane.fromStart(kSmallIcon, kSmallIconGap), cell.row.assigneeIcon, kSmallIcon,
                        cell.quiet());
    paintText(cell.painter, lane.rest(), cell.row.assignee, {.type = Type::Meta, .tone = cell.quiet()}, cell.look);
}

void paintTicket(const CellPainting& cell)
{
    paintText(cell.painter, firstLine(cell.content), cell.row.subject, subjectStyle(cell), cell.look);
    Lane lane(secondLine(cell.content), cell.look.direction());
    cell.look.paintIcon(cell.painter, lane.fromStart(kSmallIcon, kSmallIconGap), cell.row.channel, kSmallIcon, cell.quiet());
    paintText(cell.painter, lane.rest(), cell.row.customer, customerStyle(cell, Type::Meta, cell.quiet()), cell.look);
}

void paintAsks(const CellPainting& cell)
{
    paintText(cell.painter, firstLine(cell.content), cell.row.asks, {.flow = Flow::Content}, cell.look);
    Lane lane(secondLine(cell.content), cell.look.direction());
    const bool isQuiet = cell.row.supportMood == Mood::Neutral;
    const Tone tone = isQuiet ? cell.quiet() : tonesOf(cell.row.supportMood).text;
    if (cell.row.supportIcon) {
        cell.look.paintIcon(cell.painter, lane.fromStart(kSmallIcon, kSmallIconGap), *cell.row.supportIcon, kSmallIcon, tone);
    }
    paintText(cell.painter, lane.rest(), cell.row.support,
              {.type = isQuiet ? Type::Meta : Type::Label, .tone = tone, .flow = Flow::Content}, cell.look);
}

void paintIntent(const CellPainting& cell)
{
    paintText(cell.painter, firstLine(cell.content), cell.row.intent, {.tone = Tone::Text2, .flow = Flow::LeftToRight},
              cell.look);
    if (!cell.row.confidence.number.isEmpty()) {
        paintMark(cell.painter, secondLine(cell.content), cell.row.confidence, cell.look);
    }
}

void paintStageWord(const CellPainting& cell, const QRect& rect, const QString& word)
{
    Lane lane(rect, cell.look.direction());
    const Tone tone = cell.row.stageMood == Mood::Neutral ? Tone::Text2 : tonesOf(cell.row.stageMood).shape;
    if (cell.row.stageIcon) {
        cell.look.paintIcon(cell.painter, lane.fromStart(kCompactIcon, kSmallIconGap), *cell.row.stageIcon, kCompactIcon, tone);
    }
    paintText(cell.painter, lane.rest(), word, {}, cell.look);
}

/// A name of two words on two lines, where it is too long for one.
void paintStageLines(const CellPainting& cell)
{
    const qsizetype blank = cell.row.stage.indexOf(QLatin1Char(' '));
    const int words = cell.content.width() - kCompactIcon - kSmallIconGap;
    if (blank < 0 || textWidth(cell.row.stage, Type::Body, cell.look) <= words) {
        paintStageWord(cell, cell.content, cell.row.stage);
        return;
    }
    paintStageWord(cell, firstLine(cell.content), cell.row.stage.left(blank));
    Lane lane(secondLine(cell.content), cell.look.direction());
    lane.skip(kCompactIcon + kSmallIconGap);
    paintText(cell.painter, lane.rest(), cell.row.stage.mid(blank + 1), {.type = Type::Meta, .tone = cell.quiet()}, cell.look);
}

void paintStakesAlone(const CellPainting& cell)
{
    Lane lane(cell.content, cell.look.direction());
    paintStakes(cell, lane.fromStart(stakesWidth(), kStakesGap), cell.row.stakesBars);
    paintText(cell.painter, lane.rest(), cell.row.stakes, {.type = Type::Meta, .tone = Tone::Text2}, cell.look);
}

void paintStage(const CellPainting& cell)
{
    if (cell.row.stakesBars == 0) {
        paintStageLines(cell);
        return;
    }
    if (cell.stage == StageShown::Stakes) {
        paintStakesAlone(cell);
        return;
    }
    paintStageWord(cell, firstLine(cell.content), cell.row.stage);
    Lane lane(secondLine(cell.content), cell.look.direction());
    lane.skip(1);
    paintStakes(cell, lane.fromStart(stakesWidth(), kStakesGap), cell.row.stakesBars);
    paintText(cell.painter, lane.rest(), cell.row.stakes, {.type = Type::Meta, .tone = cell.quiet()}, cell.look);
}

void paintCompactTicket(const CellPainting& cell)
{
    Lane lane(cell.content, cell.look.direction());
    cell.look.paintIcon(cell.painter, lane.fromStart(kCompactIcon, kCompactIconGap), cell.row.channel, kCompactIcon,
                        cell.quiet());
    const bool roomy = lane.width() > 2 * kCompactCustomer;
    const QRect customer = roomy ? lane.fromEnd(kCompactCustomer, kColumnGap) : QRect();
    paintText(cell.painter, lane.rest(), cell.row.subject, subjectStyle(cell), cell.look);
    paintText(cell.painter, customer, cell.row.customer, customerStyle(cell, Type::Body, Tone::Text2), cell.look);
}

void paintCompactAsks(const CellPainting& cell)
{
    Lane lane(cell.content, cell.look.direction());
    if (!cell.row.quorum.isEmpty()) {
        const bool isYours = cell.row.supportMood == Mood::Yours;
        paintText(cell.painter, lane.fromEnd(kCompactQuorum, kColumnGap), cell.row.quorum,
                  {.type = isYours ? Type::BodyStrong : Type::Body,
                   .tone = isYours ? Tone::Accent : cell.quiet(),
                   .align = Align::End,
                   .flow = Flow::LeftToRight},
                  cell.look);
    }
    paintText(cell.painter, lane.rest(), cell.row.asks, {.flow = Flow::Content}, cell.look);
}

void paintCompactIntent(const CellPainting& cell)
{
    Lane lane(cell.content, cell.look.direction());
    if (!cell.row.confidence.number.isEmpty()) {
        paintText(cell.painter, lane.fromEnd(kCompactNumber), cell.row.confidence.number,
                  {.align = Align::End, .cut = Cut::Never, .flow = Flow::LeftToRight}, cell.look);
        paintBand(cell.painter, lane.fromEnd(kBandCircle, kColumnGap), cell.row.confidence.band, kBandCircle, cell.look);
    }
    paintText(cell.painter, lane.rest(), cell.row.intent, {.tone = Tone::Text2, .flow = Flow::LeftToRight}, cell.look);
}

void paintCompactStage(const CellPainting& cell)
{
    if (cell.row.stakesBars > 0 && cell.stage == StageShown::Stakes) {
        paintStakesAlone(cell);
        return;
    }
    Lane lane(cell.content, cell.look.direction());
    if (cell.row.stakesBars > 0) {
        paintStakes(cell, lane.fromStart(stakesWidth(), kStakesGap), cell.row.stakesBars);
        paintText(cell.painter, lane.rest(), cell.row.stage, {}, cell.look);
    } else {
        paintStageWord(cell, cell.content, cell.row.stage);
    }
}

} // namespace

void paintComfortable(QueueColumn column, const CellPainting& cell)
{
    switch (column) {
    case QueueColumn::Deadline: paintDeadline(cell); return;
    case QueueColumn::Priority: paintPriority(cell); return;
    case QueueColumn::Ticket: paintTicket(cell); return;
    case QueueColumn::Asks: paintAsks(cell); return;
    case QueueColumn::Intent: paintIntent(cell); return;
    case QueueColumn::Stage: paintStage(cell); return;
    case QueueColumn::Team: paintTeam(cell); return;
    case QueueColumn::Age: paintAge(cell); return;
    }
}

void paintCompact(QueueColumn column, const CellPainting& cell)
{
    switch (column) {
    case QueueColumn::Deadline: paintDeadline(cell); return;
    case QueueColumn::Priority: paintPriority(cell); return;
    case QueueColumn::Ticket: paintCompactTicket(cell); return;
    case QueueColumn::Asks: paintCompactAsks(cell); return;
    case QueueColumn::Intent: paintCompactIntent(cell); return;
    case QueueColumn::Stage: paintCompactStage(cell); return;
    case QueueColumn::Team: paintTeamAlone(cell); return;
    case QueueColumn::Age: paintAge(cell); return;
    }
}

} // namespace stillgate
