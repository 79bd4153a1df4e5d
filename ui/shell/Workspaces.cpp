// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Workspaces.h"

#include <QAction>

#include "ui/approval/ApprovalsWorkspace.h"
#include "ui/approval/DecisionCard.h"
#include "ui/audit/AuditWorkspace.h"
#include "ui/packet/PacketPage.h"
#include "ui/packet/PacketPane.h"
#include "ui/quality/QualityWorkspace.h"
#include "ui/queue/QueueWorkspace.h"

namespace stillgate {

Workspaces::Workspaces(const ConsoleParts& parts, MainWindow& window)
    : m_parts(parts)
    , m_window(window)
    , m_packets(parts.formatting, parts.core.link().status().person)
    , m_paneDecision(decisionParts())
    , m_pageDecision(decisionParts())
{
    addQueue();
    addPage();
    addApprovals();
    addAudit();
    addQuality();
    if (m_parts.keys != nullptr) {
        connect(&m_paneDecision, &DecisionPresenter::keysAsked, m_parts.keys, &QAction::trigger);
        connect(&m_pageDecision, &DecisionPresenter::keysAsked, m_parts.keys, &QAction::trigger);
        connect(&m_approvals->decision(), &DecisionPresenter::keysAsked, m_parts.keys, &QAction::trigger);
    }
    connect(&m_parts.core.link(), &Link::statusChanged, this, [this](const LinkStatus& status) {
        m_packets.setSelf(status.person);
        readTaxonomy();
    });
    connect(&m_parts.core.halts(), &HaltDesk::pictureChanged, this, [this] {
        m_packets.setHalts(m_parts.core.halts().picture().halts);
        showAgain();
    });
    readTaxonomy();
}

Workspaces::~Workspaces() = default;

CardParts Workspaces::decisionParts() const
{
    LocalCore& core = m_parts.core;
    return {core.link(),      core.watch(),   core.tickets(),     core.outbox(), core.packets(),         core.states(),
            core.decisions(), m_parts.timers, m_parts.formatting, m_parts.keyId, m_parts.keys != nullptr};
}

/// Each intent has thresholds of its own; packets that are read before they are known go without them.
void Workspaces::readTaxonomy()
{
    if (m_hasTaxonomy || m_parts.core.link().status().state == LinkState::Offline) {
        return;
    }
    m_hasTaxonomy = true;
    m_parts.core.taxonomy().read().then(this, [this](const Result<ShownTaxonomy>& taxonomy) {
        m_hasTaxonomy = taxonomy.has_value();
        if (taxonomy) {
            m_packets.setTaxonomy(*taxonomy);
            showAgain();
        }
    });
}

void Workspaces::showAgain()
{
    if (m_paneDecision.packet()) {
        m_pane->showPacket(*m_paneDecision.packet());
    }
    if (m_pageDecision.packet()) {
        m_page->showPacket(*m_pageDecision.packet());
    }
}

void Workspaces::addQueue()
{
    LocalCore& core = m_parts.core;
    m_queue = new QueueWorkspace(
        {core.tickets(), core.link(), core.taxonomy(), m_parts.formatting, m_parts.clock, m_parts.timers, m_parts.zone});
    const int place = m_window.addPlace({Icon::Inbox, RailButton::Kind::Plain, QStringLiteral("queuesButton"), m_queue});
    connect(m_queue, &QueueWorkspace::crumbsChanged, this,
            [this](const QStringList& crumbs) { m_window.setCrumbs(m_queue, crumbs); });
    connect(m_queue, &QueueWorkspace::countChanged, this, [this, place](int count) { m_window.setWaiting(place, count); });
    connect(m_queue, &QueueWorkspace::currentTicketChanged, this, &Workspaces::showCurrent);
    connect(m_queue, &QueueWorkspace::ticketOpened, this, &Workspaces::openTicket);
    m_queue->setDetail(makePane());
}

PacketPane* Workspaces::makePane()
{
    m_pane = new PacketPane(m_packets);
    m_pane->setDecision(new DecisionCard(CardForm::Pane, m_paneDecision, m_parts.formatting.locale()));
    m_paneFlow = std::make_unique<PacketFlow>(
        m_parts.core.tickets(), m_parts.core.packets(), m_parts.timers, m_paneDecision,
        PacketFace{[this](const TicketEntry& entry) { m_pane->showLoading(entry); },
                   [this](const Packet& packet) { m_pane->showPacket(packet); },
                   [this](const TicketId& ticket, const Error& error) { m_pane->showError(ticket, error); },
                   [this] { m_pane->markStale(); }});
    connect(m_pane, &PacketPane::reloadAsked, m_paneFlow.get(), &PacketFlow::open);
    connect(m_pane, &PacketPane::pageAsked, this, &Workspaces::openTicket);
    connect(&m_paneDecision, &DecisionPresenter::ticketOpened, this, &Workspaces::openTicket);
    return m_pane;
}

void Workspaces::addPage()
{
    m_page = new PacketPage(m_packets);
    m_pageCard = new DecisionCard(CardForm::Page, m_pageDecision, m_parts.formatting.locale());
    m_page->setDecision(m_pageCard);
    m_page->addActions(m_pageCard->actions());
    m_window.addPageBehind(0, m_page);
    m_pageFlow = std::make_unique<PacketFlow>(
        m_parts.core.tickets(), m_parts.core.packets(), m_parts.timers, m_pageDecision,
        PacketFace{[this](const TicketEntry& entry) { m_page->showLoading(entry); },
                   [this](const Packet& packet) { m_page->showPacket(packet); },
                   [this](const TicketId& ticket, const Error& error) { m_page->showError(ticket, error); },
                   [this] { m_page->markStale(); }});
    connect(&m_pageDecision, &DecisionPresenter::changed, this, &Workspaces::focusDecision);
    connect(m_page, &PacketPage::reloadAsked, m_pageFlow.get(), &PacketFlow::open);
    connect(m_page, &PacketPage::eventOpened, this, &Workspaces::openEvent);
    connect(m_page, &PacketPage::crumbsChanged, this,
            [this](const QStringList& crumbs) { m_window.setCrumbs(m_page, crumbs); });
    connect(&m_pageDecision, &DecisionPresenter::ticketOpened, this, &Workspaces::openTicket);
    addSteps();
}

/// From one ticket of the queue to the next without going back.
void Workspaces::addSteps()
{
    const auto add = [this](const QString& text, Qt::Key key, const QString& objectName, int step) {
        auto* action = new QAction(text, m_page);
        action->setObjectName(objectName);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, [this, step] { stepTicket(step); });
        m_page->addAction(action);
    };
    add(tr("Next ticket"), Qt::Key_J, QStringLiteral("nextTicket"), 1);
    add(tr("Previous ticket"), Qt::Key_K, QStringLiteral("previousTicket"), -1);
    connect(&m_window, &MainWindow::stepAsked, this, &Workspaces::stepTicket);
    connect(m_queue, &QueueWorkspace::rowsMoved, this, &Workspaces::tellPlace);
}

void Workspaces::stepTicket(int step)
{
    const auto row = m_page->ticket() ? m_queue->rowOf(*m_page->ticket()) : std::nullopt;
    const auto next = row ? m_queue->ticketAt(*row + step) : std::nullopt;
    if (next) {
        m_queue->select(*next);
        openTicket(*next);
    }
}

void Workspaces::tellPlace()
{
    const auto row = m_page->ticket() ? m_queue->rowOf(*m_page->ticket()) : std::nullopt;
    m_window.setListPlace(m_page, row ? std::optional(ListPlace{*row + 1, m_queue->rowCount()}) : std::nullopt);
}

void Workspaces::addApprovals()
{
    m_approvals = new ApprovalsWorkspace({decisionParts(), m_parts.core.audit()});
    m_approvalsPlace = m_window.addPlace({Icon::Sign, RailButton::Kind::Yours, QStringLiteral("approvalsButton"), m_approvals});
    connect(m_approvals, &ApprovalsWorkspace::crumbsChanged, this,
            [this](const QStringList& crumbs) { m_window.setCrumbs(m_approvals, crumbs); });
    connect(m_approvals, &ApprovalsWorkspace::countChanged, this,
            [this](int count) { m_window.setWaiting(m_approvalsPlace, count); });
    connect(m_approvals, &ApprovalsWorkspace::ticketOpened, this, &Workspaces::openTicket);
    connect(m_approvals, &ApprovalsWorkspace::eventOpened, this, &Workspaces::openEvent);
    connect(m_approvals, &ApprovalsWorkspace::queueAsked, this, [this] { m_window.goTo(0); });
}

void Workspaces::addAudit()
{
    LocalCore& core = m_parts.core;
    m_audit = new AuditWorkspace({core.audit(), core.watch(), core.verifier(), core.link(), core.tickets(), m_parts.timers,
                                  m_parts.formatting, m_parts.zone});
    m_auditPlace = m_window.addPlace({Icon::Link, RailButton::Kind::Plain, QStringLiteral("auditButton"), m_audit});
    connect(m_audit, &AuditWorkspace::crumbsChanged, this,
            [this](const QStringList& crumbs) { m_window.setCrumbs(m_audit, crumbs); });
    connect(m_audit, &AuditWorkspace::ticketOpened, this, &Workspaces::openTicket);
}

void Workspaces::addQuality()
{
    LocalCore& core = m_parts.core;
    m_quality = new QualityWorkspace(
        {core.tickets(), core.packets(), core.taxonomy(), core.reviews(), core.outbox(), core.link(), m_parts.formatting});
    const int place = m_window.addPlace({Icon::Target, RailButton::Kind::Plain, QStringLiteral("qualityButton"), m_quality});
    connect(m_quality, &QualityWorkspace::crumbsChanged, this,
            [this](const QStringList& crumbs) { m_window.setCrumbs(m_quality, crumbs); });
    connect(m_quality, &QualityWorkspace::countChanged, this, [this, place](int count) { m_window.setWaiting(place, count); });
    connect(m_quality, &QualityWorkspace::ticketOpened, this, &Workspaces::openTicket);
}

std::optional<TicketId> Workspaces::ticketInView() const
{
    if (m_window.page() == m_page) {
        return m_page->ticket();
    }
    return m_window.page() == m_queue ? m_selected : std::nullopt;
}

void Workspaces::showCurrent(const std::optional<TicketId>& ticket)
{
    m_selected = ticket;
    if (ticket) {
        m_paneFlow->open(*ticket);
    } else {
        m_paneFlow->close();
        m_pane->showNothing();
    }
}

void Workspaces::openEvent(Sequence event)
{
    m_window.goTo(m_auditPlace);
    m_audit->openEvent(event);
}

void Workspaces::openTicket(const TicketId& ticket)
{
    m_isOpening = true;
    m_window.open(m_page);
    m_pageFlow->open(ticket);
    tellPlace();
}

/// Whoever opens a ticket that asks for a decision has the keys on it at once.
void Workspaces::focusDecision()
{
    if (m_isOpening && m_pageDecision.values().phase != DecisionPhase::Nothing) {
        m_isOpening = false;
        if (m_pageDecision.values().phase == DecisionPhase::Open) {
            m_pageCard->focusFirst();
        }
    }
}

} // namespace stillgate
