// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QHBoxLayout>
#include <QStackedWidget>

#include "ui/audit/AuditDetailPane.h"
#include "ui/audit/AuditFacets.h"
#include "ui/audit/AuditListHead.h"
#include "ui/audit/AuditTable.h"
#include "ui/audit/AuditWorkspace.h"
#include "ui/audit/IntegrityLine.h"
#include "ui/kit/theme/Look.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/LoadingLine.h"
#include "ui/kit/widget/StatePanel.h"

namespace stillgate {

void AuditWorkspace::layOut()
{
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    auto* middle = new QVBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_head);
    middle->addWidget(m_integrity);
    middle->addWidget(m_loading);
    m_loading->setFixedHeight(2);
    auto* statePage = new QWidget;
    auto* stateLayout = new QVBoxLayout(statePage);
    stateLayout->setContentsMargins(24, 24, 24, 24);
    stateLayout->addWidget(m_state);
    stateLayout->addStretch(1);
    m_state->setObjectName(QStringLiteral("auditState"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(statePage);
    middle->addWidget(m_stack, 1);
    columns->addWidget(m_facets);
    columns->addLayout(middle, 1);
    columns->addWidget(new Hairline(Qt::Vertical, this));
    columns->addWidget(m_detail);
}

QAction* AuditWorkspace::addCommand(const QString& text, const QKeySequence& keys, const QString& objectName,
                                    void (AuditWorkspace::*run)())
{
    auto* action = new QAction(text, this);
    action->setObjectName(objectName);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    return action;
}

void AuditWorkspace::addCommands()
{
    const Look look = Look::of(*this);
    m_verify = addCommand(tr("Verify the ledger again"), Qt::Key_V, QStringLiteral("verifyAction"), &AuditWorkspace::verify);
    m_verify->setIcon(look.icon(Icon::ShieldCheck));
    addCommand(tr("Filter events"), Qt::Key_Slash, QStringLiteral("filterAction"), &AuditWorkspace::focusFilter)
        ->setIcon(look.icon(Icon::Filter));
    addCommand(tr("Clear the filter"), QKeySequence(Qt::CTRL | Qt::Key_Backspace), QStringLiteral("clearFilterAction"),
               &AuditWorkspace::clearFilter);
    addCommand(tr("Next event in the list"), Qt::Key_J, QStringLiteral("nextAction"), &AuditWorkspace::nextEvent);
    addCommand(tr("Previous event in the list"), Qt::Key_K, QStringLiteral("previousAction"), &AuditWorkspace::previousEvent);
    addCommand(tr("Show new events"), Qt::Key_N, QStringLiteral("newsAction"), &AuditWorkspace::showNews)
        ->setIcon(look.icon(Icon::ArrowUp));
    m_openTicket = addCommand(tr("Open the ticket of this event"), Qt::Key_O, QStringLiteral("openTicketAction"),
                              &AuditWorkspace::openTicketOfEvent);
    m_openTicket->setIcon(look.icon(Icon::External));
    m_openTicket->setStatusTip(tr("This event is not about a ticket"));
    m_openTicket->setEnabled(false);
    m_copy = addCommand(tr("Copy the bytes of this event"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                        QStringLiteral("copyEventAction"), &AuditWorkspace::copyEvent);
    m_copy->setIcon(look.icon(Icon::Copy));
    m_copy->setStatusTip(tr("No event is shown"));
    m_copy->setEnabled(false);
}

void AuditWorkspace::focusFilter()
{
    m_head->focusField();
}

void AuditWorkspace::showNews()
{
    m_model.showNewer();
    m_table->scrollToTop();
}

void AuditWorkspace::copyEvent()
{
    m_detail->copyCanonical();
}

void AuditWorkspace::openTicketOfEvent()
{
    if (m_detail->shown() && m_detail->shown()->ticket) {
        emit ticketOpened(*m_detail->shown()->ticket);
    }
}

void AuditWorkspace::step(int by)
{
    const int row = m_table->currentIndex().isValid() ? m_table->currentIndex().row() + by : 0;
    if (row >= 0 && row < m_model.rowCount()) {
        m_table->selectRow(row);
    }
}

} // namespace stillgate
