// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueueTable.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include "ui/queue/QueueDelegate.h"
#include "ui/queue/QueueHeader.h"
#include "ui/queue/QueueModel.h"

namespace stillgate {

namespace {

constexpr int kPointingMs = 1500;
constexpr int kGlowMs = 900;

} // namespace

QueueTable::QueueTable(QueueModel& model, QWidget* parent)
    : QTableView(parent), m_model(model), m_delegate(new QueueDelegate(this))
{
    setObjectName(QStringLiteral("queueTable"));
    setAccessibleName(tr("Tickets"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalHeader(new QueueHeader(this));
    setItemDelegate(m_delegate);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(kNarrowestColumn);
    setModel(&model);
    setDensity(QueueDensity::Comfortable);
    fitTeam();
    setSortingEnabled(false);
    horizontalHeader()->setSortIndicator(static_cast<int>(model.sorting().column), model.sorting().order);
    m_pointing.setSingleShot(true);
    m_pointing.setInterval(kPointingMs);
    connect(&m_pointing, &QTimer::timeout, this, [this] { m_model.setHolding(false); });
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int section) {
        const QueueSort sort = m_model.sorting();
        const bool again = static_cast<int>(sort.column) == section && sort.order == Qt::AscendingOrder;
        m_model.sort(section, again ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    connect(&model, &QAbstractItemModel::headerDataChanged, this, [this] {
        horizontalHeader()->setSortIndicator(static_cast<int>(m_model.sorting().column), m_model.sorting().order);
        fitColumns();
    });
    connect(&model, &QueueModel::viewCountsChanged, this, &QueueTable::fitTeam);
    connect(&model, &QAbstractItemModel::layoutAboutToBeChanged, this, &QueueTable::rememberAnchor);
    connect(&model, &QAbstractItemModel::layoutChanged, this, &QueueTable::returnToAnchor);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &QueueTable::tellVisibleRows);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &QueueTable::tellVisibleRows);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_framed = m_hovered = -1;
        tellVisibleRows();
    });
}

void QueueTable::setDensity(QueueDensity density)
{
    m_density = density;
    m_delegate->setDensity(density);
    verticalHeader()->setDefaultSectionSize(queueRowHeight(density));
    verticalScrollBar()->setSingleStep(queueRowHeight(density));
    fitColumns();
    tellVisibleRows();
    if (currentIndex().isValid()) {
        scrollTo(currentIndex());
    }
}

void QueueTable::setLive(bool live)
{
    m_model.setGlow({live ? Look::of(*this).duration(kGlowMs) : 0});
}

std::optional<TicketId> QueueTable::currentTicket() const
{
    return currentIndex().isValid() ? m_model.ticketAt(currentIndex().row()) : std::nullopt;
}

bool QueueTable::select(const TicketId& ticket)
{
    const auto row = m_model.rowOf(ticket);
    if (row) {
        selectRow(*row);
    }
    return row.has_value();
}

void QueueTable::selectRow(int row)
{
    const QModelIndex index = m_model.index(row, static_cast<int>(QueueColumn::Ticket));
    if (index.isValid()) {
        setCurrentIndex(index);
        scrollTo(index);
    }
}

void QueueTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    frameCurrent();
    const auto ticket = currentTicket();
    if (ticket != m_told) {
        m_told = ticket;
        m_model.setPinned(ticket);
        updateArrivals();
        emit currentTicketChanged(ticket);
    }
}

void QueueTable::openCurrent()
{
    if (const auto ticket = currentTicket()) {
        emit opened(*ticket);
    }
}

void QueueTable::keyPressEvent(QKeyEvent* event)
{
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    const int row = currentIndex().row();
    switch (plain ? event->key() : 0) {
    case Qt::Key_J: selectRow(row + 1); return;
    case Qt::Key_K: selectRow(row <= 0 ? 0 : row - 1); return;
    case Qt::Key_Home: selectRow(0); return;
    case Qt::Key_End: selectRow(m_model.rowCount() - 1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter: openCurrent(); return;
    case Qt::Key_Space: emit paneAsked(); return;
    default: QTableView::keyPressEvent(event);
    }
}

void QueueTable::mouseMoveEvent(QMouseEvent* event)
{
    QTableView::mouseMoveEvent(event);
    setHovered(indexAt(event->position().toPoint()).row());
    m_model.setHolding(true);
    m_pointing.start();
}

void QueueTable::mouseDoubleClickEvent(QMouseEvent* event)
{
    QTableView::mouseDoubleClickEvent(event);
    if (indexAt(event->position().toPoint()).isValid()) {
        openCurrent();
    }
}

bool QueueTable::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave) {
        setHovered(-1);
        m_pointing.stop();
        m_model.setHolding(false);
    }
    return QTableView::viewportEvent(event);
}

void QueueTable::setHovered(int row)
{
    if (row == m_hovered) {
        return;
    }
    const int height = queueRowHeight(m_density);
    for (const int touched : {m_hovered, row}) {
        if (touched >= 0) {
            viewport()->update(0, rowViewportPosition(touched), viewport()->width(), height);
        }
    }
    m_hovered = row;
    m_delegate->setHoveredRow(row);
}

void QueueTable::frameCurrent()
{
    const bool byKeys = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    const int row = byKeys ? currentIndex().row() : -1;
    if (row != m_framed) {
        for (const int touched : {m_framed, row}) {
            if (touched >= 0) {
                viewport()->update(0, rowViewportPosition(touched), viewport()->width(), queueRowHeight(m_density));
            }
        }
        m_framed = row;
        m_delegate->setFramedRow(row);
    }
}

void QueueTable::focusInEvent(QFocusEvent* event)
{
    // The view's own would choose a row. Which one is on top is for the workspace to say, when it is known.
    currentIndex().isValid() ? QTableView::focusInEvent(event) : QWidget::focusInEvent(event);
    frameCurrent();
}

void QueueTable::focusOutEvent(QFocusEvent* event)
{
    QTableView::focusOutEvent(event);
    frameCurrent();
}

void QueueTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    tellVisibleRows();
}

void QueueTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    tellVisibleRows();
    updateArrivals();
}

} // namespace stillgate
