// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QSplitter>
#include <QStackedWidget>

#include "ui/kit/widget/LoadingLine.h"
#include "ui/kit/widget/LoadingPanel.h"
#include "ui/queue/QueueFilterBar.h"
#include "ui/queue/QueueStates.h"
#include "ui/queue/QueueTable.h"
#include "ui/queue/QueueWorkspace.h"
#include "ui/queue/ViewsPanel.h"

/// What the queue shows when: views, filters, selection, and what stands where no rows are.
namespace stillgate {

namespace {

constexpr int kRowsPage = 0;
constexpr int kReasonPage = 1;
constexpr int kLoadingPage = 2;

} // namespace

void QueueWorkspace::setDetail(QWidget* detail)
{
    if (m_detail != nullptr) {
        m_detail->deleteLater();
    }
    m_detail = detail;
    m_detail->setMinimumWidth(kNarrowestTable);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({width() - kDetailWidth, kDetailWidth});
}

void QueueWorkspace::togglePane()
{
    if (m_detail != nullptr) {
        m_detail->setVisible(!m_detail->isVisibleTo(this));
    }
}

void QueueWorkspace::setDensity(QueueDensity density)
{
    m_table->setDensity(density);
    foldToFit();
}

void QueueWorkspace::chooseDensity(QueueDensity density)
{
    setDensity(density);
    emit densityChosen(density);
}

QueueDensity QueueWorkspace::density() const
{
    return m_table->density();
}

void QueueWorkspace::foldToFit()
{
    m_views->setVisible(width() >= kViewsFoldUnder && density() == QueueDensity::Comfortable);
}

void QueueWorkspace::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    foldToFit();
}

void QueueWorkspace::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_model.refreshTimes();
    m_times.start();
    // Whoever connected after the construction has not heard these.
    emit crumbsChanged({windowTitle(), viewName(m_view)});
    emit countChanged(m_model.viewCounts()[0]);
}

void QueueWorkspace::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_times.stop();
}

void QueueWorkspace::showView(std::size_t view)
{
    setFilter(viewFilter(view));
}

void QueueWorkspace::setFilter(const QueueFilter& filter)
{
    m_filter->setFilter(filter);
    applyFilter(filter);
}

void QueueWorkspace::applyFilter(const QueueFilter& filter)
{
    m_view = viewOf(filter);
    m_views->setCurrent(m_view);
    const std::optional<TicketId> before = m_table->currentTicket();
    m_model.setFilter(filter);
    m_table->scrollToTop();
    if (before && !m_model.rowOf(*before)) {
        m_table->selectRow(0); // and not whatever came to stand in its place
    }
    settleSelection();
    updateState();
    emit crumbsChanged({windowTitle(), viewName(m_view)});
}

std::optional<TicketId> QueueWorkspace::currentTicket() const
{
    return m_table->currentTicket();
}

void QueueWorkspace::select(const TicketId& ticket)
{
    if (m_table->select(ticket)) {
        return;
    }
    setFilter({});
    m_table->select(ticket);
}

void QueueWorkspace::focusRows()
{
    m_table->setFocus(Qt::ShortcutFocusReason);
}

void QueueWorkspace::focusInEvent(QFocusEvent*)
{
    if (m_table->isVisible()) {
        focusRows();
    }
}

/// Tells what is selected once, also when nothing is any more.
void QueueWorkspace::settleSelection()
{
    const auto ticket = m_table->currentTicket();
    if (ticket != m_told) {
        m_told = ticket;
        emit currentTicketChanged(ticket);
    }
}

void QueueWorkspace::updateCounts()
{
    m_views->setCounts(m_model.viewCounts());
    emit countChanged(m_model.viewCounts()[0]);
    updateState();
}

QString QueueWorkspace::countWords() const
{
    const int rows = m_model.rowCount();
    const QString number = m_parts.formatting.count(rows);
    return m_parts.link.status().state == LinkState::Live ? tr("%1 tickets", "", rows).arg(number)
                                                          : tr("%1 tickets as last seen", "", rows).arg(number);
}

void QueueWorkspace::updateState()
{
    const QueueSituation situation{m_parts.link.status(), m_model.filter(),    m_model.viewCounts(), m_view,
                                   m_model.rowCount(),    m_parts.store.size()};
    m_filter->setCount(countWords());
    if (m_parts.link.status().state == LinkState::CatchingUp) {
        m_line->start();
    } else {
        m_line->stop();
    }
    if (isLoading(situation)) {
        m_loading->start(tr("Reading the tickets"));
        m_stack->setCurrentIndex(kLoadingPage);
        return;
    }
    m_loading->stop();
    const auto state = queueState(situation);
    if (state) {
        m_state->setWords(state->words);
    }
    m_stack->setCurrentIndex(state ? kReasonPage : kRowsPage);
    if (hasFocus()) {
        focusRows();
    }
}

/// The row on top, once it is known which one that is: while a snapshot comes in, another may come above it.
void QueueWorkspace::selectWhenSettled()
{
    if (!m_table->currentTicket() && m_model.rowCount() > 0 && m_parts.link.status().state != LinkState::CatchingUp) {
        m_table->selectRow(0);
    }
}

void QueueWorkspace::stepState()
{
    const auto state = queueState(
        {m_parts.link.status(), m_model.filter(), m_model.viewCounts(), m_view, m_model.rowCount(), m_parts.store.size()});
    switch (state ? state->step : QueueStep::None) {
    case QueueStep::TryConnection: m_parts.link.retryNow(); return;
    case QueueStep::ClearFilter:
    case QueueStep::OpenView:
        showView(state->view);
        focusRows();
        return;
    case QueueStep::None: return;
    }
}

} // namespace stillgate
