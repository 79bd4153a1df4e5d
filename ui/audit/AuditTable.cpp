// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditTable.h"

#include <QHeaderView>
#include <QLocale>
#include <QMouseEvent>
#include <QScrollBar>

#include "ui/audit/AuditDelegate.h"
#include "ui/audit/AuditHeader.h"
#include "ui/audit/AuditModel.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kFetchAhead = 60; ///< rows below the view, and above it
constexpr int kCodeWidth = 158;
constexpr int kTimeWidth = 94;
constexpr int kOutcomeWidth = 82;
constexpr int kActorWidth = 120;
constexpr int kHashWidth = 2 * AuditDelegate::kCellInset + AuditDelegate::kTableEnd + 62;
constexpr int kLeastNumber = 6; ///< digits, and room for the name of the column
constexpr int kLeastSubject = 160; ///< the hash gives way to it, then the actor

} // namespace

AuditTable::AuditTable(AuditModel& model, QWidget* parent)
    : QTableView(parent), m_model(model), m_delegate(new AuditDelegate(model, this))
{
    setObjectName(QStringLiteral("auditTable"));
    setAccessibleName(tr("Events"));
    setHorizontalHeader(new AuditHeader(this));
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
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &AuditTable::fetchNearEnd);
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        if (first == 0) {
            keepPlace(last + 1);
        }
    });
    connect(&model, &AuditModel::stateChanged, this, [this] {
        arrangeColumns();
        if (!m_model.error()) {
            fetchNearEnd(); // where it failed, only scrolling or the connection asks again
        }
    });
}

void AuditTable::arrangeColumns()
{
    const Look look = Look::of(*this);
    const QString number = QLocale().toString(static_cast<qulonglong>(m_model.ledgerSize().value_or(0)));
    const int digits = textWidth(number.rightJustified(kLeastNumber, QLatin1Char('0')), Type::Mono, look);
    const int numberWidth = AuditDelegate::kChain + digits + AuditDelegate::kCellInset + 1;
    int left = viewport()->width() - numberWidth - kTimeWidth - kCodeWidth - kOutcomeWidth;
    const bool actor = left - kActorWidth >= kLeastSubject;
    left -= actor ? kActorWidth : 0;
    const bool hash = left - kHashWidth >= kLeastSubject;
    left -= hash ? kHashWidth : 0;
    setColumnHidden(static_cast<int>(AuditColumn::Hash), !hash);
    setColumnHidden(static_cast<int>(AuditColumn::Actor), !actor);
    const auto give = [this](AuditColumn column, int width) { setColumnWidth(static_cast<int>(column), width); };
    give(AuditColumn::Number, numberWidth);
    give(AuditColumn::Time, kTimeWidth);
    give(AuditColumn::Code, kCodeWidth);
    give(AuditColumn::Subject, qMax(80, left));
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
    } else if (rowAt(0) < kFetchAhead && m_model.canFetchNewer()) {
        m_model.fetchNewer();
    }
}

/// Rows that came in on top do not push down what is looked at.
void AuditTable::keepPlace(int rows)
{
    if (m_model.rowCount() > rows) {
        const int place = verticalScrollBar()->value();
        executeDelayedItemsLayout();
        updateGeometries();
        verticalScrollBar()->setValue(place + rows * AuditDelegate::kHeight);
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
