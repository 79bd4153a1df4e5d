// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "ui/kit/text/PlainToolTip.h"
#include "ui/queue/QueueModel.h"
#include "ui/queue/QueueText.h"

/// How rows come, go and move, and what a cell says.
namespace stillgate {

namespace {

constexpr Duration kArrangePause{150};
constexpr std::size_t kMostMerged = 5'000; ///< more of them are sorted together with the rest

QString columnName(QueueColumn column)
{
    switch (column) {
    case QueueColumn::Deadline: return QueueText::tr("Deadline");
    case QueueColumn::Priority: return QueueText::tr("Priority");
    case QueueColumn::Ticket: return QueueText::tr("Ticket");
    case QueueColumn::Asks: return QueueText::tr("Asks for");
    case QueueColumn::Intent: return QueueText::tr("Intent");
    case QueueColumn::Stage: return QueueText::tr("Stage");
    case QueueColumn::Team: return QueueText::tr("Team");
    case QueueColumn::Age: return QueueText::tr("Age");
    }
    return {};
}

QString joined(const QString& one, const QString& other)
{
    return one.isEmpty() || other.isEmpty() ? one + other : QueueText::tr("%1, %2", "two facts of one cell").arg(one, other);
}

QString cellText(const QueueRow& row, QueueColumn column)
{
    switch (column) {
    case QueueColumn::Deadline: return row.deadline ? row.deadline->text : QString();
    case QueueColumn::Priority: return row.priority ? markText(*row.priority) : QString();
    case QueueColumn::Ticket: return joined(row.subject, row.customer);
    case QueueColumn::Asks: return joined(row.asks, row.support);
    case QueueColumn::Intent: return joined(row.intent, markText(row.confidence));
    case QueueColumn::Stage:
        return row.stakes.isEmpty() ? row.stage : joined(row.stage, QueueText::tr("%1 stakes").arg(row.stakes));
    case QueueColumn::Team: return joined(row.team, row.assigneeTip);
    case QueueColumn::Age: return row.age;
    }
    return {};
}

/// Says in words what the cell shows by a sign and a colour.
QString cellReading(const QueueRow& row, QueueColumn column)
{
    const bool hasState = column == QueueColumn::Deadline && row.deadline && row.deadlineState != row.deadline->text;
    return hasState ? joined(row.deadline->text, row.deadlineState) : cellText(row, column);
}

QString cellTip(const QueueRow& row, QueueColumn column)
{
    switch (column) {
    case QueueColumn::Deadline: return row.deadlineTip;
    case QueueColumn::Priority: return row.priorityTip;
    case QueueColumn::Ticket: return joined(row.number, row.subject);
    case QueueColumn::Age: return row.ageTip;
    case QueueColumn::Asks:
    case QueueColumn::Intent:
    case QueueColumn::Stage:
    case QueueColumn::Team: break;
    }
    return cellText(row, column);
}

} // namespace

int QueueModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.rows().size());
}

int QueueModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kQueueColumns;
}

QVariant QueueModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const auto column = static_cast<QueueColumn>(index.column());
    switch (role) {
    case RowRole: return QVariant::fromValue(rowAt(index.row()));
    case GlowRole: return glowOf(m_order.rows()[static_cast<std::size_t>(index.row())]);
    case Qt::DisplayRole: return cellText(*rowAt(index.row()), column);
    case Qt::AccessibleTextRole: return cellReading(*rowAt(index.row()), column);
    case Qt::ToolTipRole: return plainToolTip(cellTip(*rowAt(index.row()), column));
    case Qt::TextAlignmentRole:
        return static_cast<int>((column == QueueColumn::Age ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kQueueColumns) {
        return {};
    }
    const auto column = static_cast<QueueColumn>(section);
    const bool isStakes = column == QueueColumn::Stage && m_stageShown == StageShown::Stakes;
    const QString name = isStakes ? QueueText::tr("Stakes") : columnName(column);
    switch (role) {
    case Qt::DisplayRole: return column == QueueColumn::Priority ? QueueText::tr("P", "priority, where room is scarce") : name;
    case Qt::ToolTipRole: return name;
    case Qt::AccessibleTextRole:
        if (m_sort.column != column) {
            return name;
        }
        return m_sort.order == Qt::AscendingOrder ? QueueText::tr("%1, sorted upwards").arg(name)
                                                  : QueueText::tr("%1, sorted downwards").arg(name);
    case Qt::TextAlignmentRole:
        return static_cast<int>((column == QueueColumn::Age ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    default: return {};
    }
}

void QueueModel::arrangeSoon()
{
    if (!m_nextArrange && !m_isHolding) {
        m_nextArrange = m_parts.timers.after(kArrangePause, [this] {
            m_nextArrange.reset();
            if (!m_isHolding) {
                arrange();
            }
        });
    }
}

void QueueModel::settle()
{
    if (m_nextTick) {
        m_nextTick.reset();
        tick();
    }
    if (m_nextArrange && !m_isHolding) {
        m_nextArrange.reset();
        arrange();
    }
}

/// Whether a row that comes would push down what is being looked at.
bool QueueModel::staysOut(Slot slot) const
{
    if (m_arrivals == Arrivals::Insert || slot == m_pinned || m_order.rows().empty()) {
        return false;
    }
    const auto last = static_cast<std::size_t>(std::clamp(m_lastVisible, 0, rowCount() - 1));
    return SlotLess(m_columns, m_sort)(slot, m_order.rows()[last]);
}

/// The pinned ticket is shown and the filter lets it in no more.
bool QueueModel::isStray() const
{
    return m_pinned && m_order.rowOf(*m_pinned) >= 0 && !m_plan.matches(*m_pinned);
}

/// A stray keeps its place behind the row in front of it that did not move: somebody just acted on it, and it must not run off.
std::vector<Slot> QueueModel::keepingStray(std::vector<Slot> rows, const std::vector<Slot>& moved) const
{
    if (!isStray()) {
        return rows;
    }
    std::erase(rows, *m_pinned);
    auto at = rows.begin();
    for (int row = m_order.rowOf(*m_pinned) - 1; row >= 0 && at == rows.begin(); --row) {
        const Slot before = m_order.rows()[static_cast<std::size_t>(row)];
        const auto place = std::ranges::find(moved, before) == moved.end() ? std::ranges::find(rows, before) : rows.end();
        at = place == rows.end() ? at : place + 1;
    }
    rows.insert(at, *m_pinned);
    return rows;
}

void QueueModel::arrange()
{
    if (m_moving.size() > kMostMerged) {
        rearrange();
        return;
    }
    const int before = gathered();
    std::vector<Slot> out;
    std::vector<Slot> in;
    const std::optional<Slot> stray = isStray() ? m_pinned : std::nullopt;
    for (const Slot slot : std::exchange(m_moving, {})) {
        if (slot == stray) {
            continue;
        }
        const bool isShown = m_order.rowOf(slot) >= 0;
        const bool wanted = isWanted(slot);
        m_gathered.erase(slot);
        if (wanted && !isShown && staysOut(slot)) {
            m_gathered.insert(slot);
            continue;
        }
        if (isShown) {
            out.push_back(slot);
        }
        if (wanted) {
            in.push_back(slot);
        }
    }
    if (stray) {
        out.push_back(*stray); // stands out of order, so that nothing may be placed by it
    }
    QueueMerge merge = m_order.merged(out, in, m_sort);
    if (stray) {
        std::erase(merge.leaving, *stray);
        merge.rows = keepingStray(std::move(merge.rows), out);
        merge.isReordered = merge.entering.empty() && merge.leaving.empty() && merge.rows != m_order.rows();
    }
    if (!merge.isEmpty()) {
        const std::vector<Slot> entering = merge.entering;
        apply(std::move(merge));
        light(entering);
    }
    if (gathered() != before) {
        emit gatheredChanged(gathered());
    }
}

void QueueModel::rearrange()
{
    const int before = gathered();
    m_moving.clear();
    m_gathered.clear();
    m_nextArrange.reset();
    m_moment.now = m_parts.clock.now();
    m_plan = FilterPlan(m_filter, m_columns, m_moment);
    apply(m_order.replacedBy(keepingStray(m_order.arranged(m_plan, m_sort, m_pinned), {})));
    if (before != 0) {
        emit gatheredChanged(0);
    }
}

/// Rows are added and taken away at the end, where it is cheap, and one permutation puts everything in its place.
void QueueModel::apply(QueueMerge merge)
{
    const int before = rowCount();
    const int after = static_cast<int>(merge.rows.size());
    if (after > before) {
        std::vector<Slot> longer = m_order.rows();
        const auto more = merge.entering.end() - (after - before);
        longer.insert(longer.end(), more, merge.entering.end());
        beginInsertRows({}, before, after - 1);
        m_order.setRows(std::move(longer));
        endInsertRows();
    }
    std::vector<Slot> arranged = std::move(merge.rows);
    if (after < before) {
        arranged.insert(arranged.end(), merge.leaving.end() - (before - after), merge.leaving.end());
    }
    replaceRows(std::move(arranged));
    if (after < before) {
        std::vector<Slot> shorter = m_order.rows();
        shorter.resize(static_cast<std::size_t>(after));
        beginRemoveRows({}, after, before - 1);
        m_order.setRows(std::move(shorter));
        endRemoveRows();
    }
    emit settled();
}

void QueueModel::replaceRows(std::vector<Slot> rows)
{
    if (rows == m_order.rows()) {
        return;
    }
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    std::vector<Slot> places;
    places.reserve(static_cast<std::size_t>(from.size()));
    for (const QModelIndex& index : from) {
        places.push_back(m_order.rows()[static_cast<std::size_t>(index.row())]);
    }
    m_order.setRows(std::move(rows));
    QModelIndexList to;
    to.reserve(from.size());
    for (qsizetype i = 0; i < from.size(); ++i) {
        const int row = m_order.rowOf(places[static_cast<std::size_t>(i)]);
        to.push_back(row < 0 ? QModelIndex() : createIndex(row, from[i].column()));
    }
    changePersistentIndexList(from, to);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

} // namespace stillgate
