// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditTable.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QScrollBar>

#include "ui/audit/AuditDelegate.h"
#include "ui/audit/AuditModel.h"

namespace stillgate {

namespace {

constexpr int kHeaderHeight = 28;
constexpr int kFetchAhead = 60; ///< rows below the view
constexpr int kCodeWidth = 158;
constexpr int kTimeWidth = 98;
constexpr int kOutcomeWidth = 86;
constexpr int kNumberWidth = 100;
constexpr int kActorWidth = 112;
constexpr int kHashWidth = 92;
constexpr int kWideEnough = 700; ///< for every column
constexpr int kActorFrom = 620;

} // namespace

AuditTable::AuditTable(AuditModel& model, QWidget* parent)
    : QTableView(parent), m_model(model), m_delegate(new AuditDelegate(model, this))
{
    setObjectName(QStringLiteral("auditTable"));
    setAccessibleName(tr("Events"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(AuditDelegate::kHeight);
    verticalHeader()->setMinimumSectionSize(AuditDelegate::kHeight);
    QHeaderView* header = horizontalHeader();
    header->setFixedHeight(kHeaderHeight);
    header->setMinimumSectionSize(0);
    header->setSectionsClickable(false);
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &AuditTable::fetchNearEnd);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &AuditTable::fetchNearEnd);
}

void AuditTable::arrangeColumns()
{
    const int room = viewport()->width();
    const bool hash = room >= kWideEnough;
    const bool actor = room >= kActorFrom;
    setColumnHidden(static_cast<int>(AuditColumn::Hash), !hash);
    setColumnHidden(static_cast<int>(AuditColumn::Actor), !actor);
    const int taken =
        kNumberWidth + kTimeWidth + kCodeWidth + kOutcomeWidth + (hash ? kHashWidth : 0) + (actor ? kActorWidth : 0);
    const auto give = [this](AuditColumn column, int width) { setColumnWidth(static_cast<int>(column), width); };
    give(AuditColumn::Number, kNumberWidth);
    give(AuditColumn::Time, kTimeWidth);
    give(AuditColumn::Code, kCodeWidth);
    give(AuditColumn::Subject, qMax(80, room - taken));
    give(AuditColumn::Actor, kActorWidth);
    give(AuditColumn::Outcome, kOutcomeWidth);
    give(AuditColumn::Hash, kHashWidth);
}

void AuditTable::fetchNearEnd()
{
    const int bottom = rowAt(viewport()->height() - 1);
    const int last = bottom < 0 ? m_model.rowCount() - 1 : bottom;
    if (last + kFetchAhead >= m_model.rowCount() && m_model.canFetchMore({})) {
        m_model.fetchMore({});
    }
}

void AuditTable::hover(int row)
{
    if (row != m_hovered) {
        m_hovered = row;
        m_delegate->setHoveredRow(row);
        viewport()->update();
    }
}

void AuditTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    arrangeColumns();
    fetchNearEnd();
}

void AuditTable::mouseMoveEvent(QMouseEvent* event)
{
    hover(rowAt(event->pos().y()));
    QTableView::mouseMoveEvent(event);
}

void AuditTable::leaveEvent(QEvent* event)
{
    hover(-1);
    QTableView::leaveEvent(event);
}

void AuditTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid() && current.row() != previous.row()) {
        emit eventChosen(m_model.rowAt(current.row()).sequence);
    }
}

} // namespace stillgate
