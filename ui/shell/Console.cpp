// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Console.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QMenu>

#include "ui/kit/text/OutsideContent.h"
#include "ui/shell/HaltBar.h"
#include "ui/shell/HaltFlow.h"
#include "ui/shell/Workspaces.h"

namespace stillgate {

namespace {

constexpr int kTick = 500;

} // namespace

Console::Console(const ConsoleParts& parts)
    : m_parts(parts), m_window(std::make_unique<MainWindow>()), m_workspaces(std::make_unique<Workspaces>(m_parts, *m_window))
{
    addCommands();
    addHalts();
    m_window->setFinder([this](const QString& typed) { return find(typed); });
    connect(m_window.get(), &MainWindow::tryNowAsked, this, &Console::ensureOrchestrator);
    connect(&m_parts.core.link(), &Link::statusChanged, this, &Console::showState);
    connect(&m_parts.core.watch(), &LedgerWatch::verdictChanged, this, &Console::showState);
    connect(&m_parts.core.outbox(), &Outbox::entryChanged, this, &Console::showState);
    connect(&m_tick, &QTimer::timeout, this, &Console::showState);
    m_tick.start(kTick);
}

Console::~Console() = default;

void Console::start()
{
    m_parts.core.start();
    ensureOrchestrator();
}

void Console::ensureOrchestrator()
{
    if (m_daemon == DaemonStart::UnderWay) {
        return;
    }
    if (m_parts.launcher == nullptr) {
        m_parts.core.link().retryNow();
        return;
    }
    m_daemon = DaemonStart::UnderWay;
    showState();
    m_parts.launcher->ensure().then(this, [this](const Result<ReadyFile>& ready) {
        m_daemon = ready ? DaemonStart::NotNeeded : DaemonStart::Failed;
        m_daemonDetail = ready ? std::string() : ready.error().text();
        m_parts.core.link().retryNow();
        showState();
    });
}

void Console::stopOrchestrator()
{
    m_parts.launcher->stop().then(this, [this](const Result<void>& stopped) {
        if (!stopped) {
            m_daemon = DaemonStart::Failed;
            m_daemonDetail = stopped.error().text();
        }
        showState();
    });
}

void Console::addCommands()
{
    auto* menu = new QMenu(m_window.get());
    menu->setObjectName(QStringLiteral("settingsMenu"));
    auto* schemes = new QActionGroup(this);
    for (QAction* account : {m_parts.keys, m_parts.signOut}) {
        if (account != nullptr) {
            menu->addAction(account);
            m_window->addCommand(account);
        }
    }
    menu->addSeparator();
    const auto addScheme = [&](const QString& text, const QString& name, SchemeChoice choice) {
        QAction* action = menu->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(m_parts.appearance.choice() == choice);
        schemes->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice] { m_parts.appearance.choose(choice); });
        m_window->addCommand(action);
    };
    addScheme(tr("Follow the desktop's colours"), QStringLiteral("followScheme"), SchemeChoice::Follow);
    addScheme(tr("Light colours"), QStringLiteral("lightScheme"), SchemeChoice::Light);
    addScheme(tr("Dark colours"), QStringLiteral("darkScheme"), SchemeChoice::Dark);
    menu->addSeparator();
    QAction* still = menu->addAction(tr("Reduced motion"));
    still->setCheckable(true);
    still->setChecked(m_parts.appearance.motion() == Motion::Reduced);
    connect(still, &QAction::toggled, this,
            [this](bool on) { m_parts.appearance.setMotion(on ? Motion::Reduced : Motion::Full); });
    m_window->addCommand(still);
    menu->addSeparator();
    QAction* stop = menu->addAction(tr("Stop the orchestrator"));
    stop->setObjectName(QStringLiteral("stopOrchestrator"));
    connect(stop, &QAction::triggered, this, &Console::stopOrchestrator);
    stop->setVisible(m_parts.launcher != nullptr);
    if (m_parts.launcher != nullptr) {
        m_window->addCommand(stop);
    }
    QAction* quit = menu->addAction(tr("Quit"));
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    connect(quit, &QAction::triggered, this, [this] { m_window->window()->close(); });
    m_window->addCommand(quit);
    RailButton& tool = m_window->addTool(Icon::Settings, tr("Settings"), QStringLiteral("settingsButton"));
    connect(&tool, &QAbstractButton::clicked, menu, [menu, &tool] { menu->popup(tool.mapToGlobal(QPoint(tool.width(), 0))); });
}

void Console::addHalts()
{
    LocalCore& core = m_parts.core;
    HaltPresenter presenter({[this](UtcTime at) { return m_parts.formatting.clockTime(at); },
                             [this](const std::string& ticket) {
                                 const auto id = TicketId::fromText(ticket);
                                 const auto entry = id ? m_parts.core.tickets().ticket(*id) : std::nullopt;
                                 return entry ? u'#' + QString::number(entry->row.opened) : outsideLine(ticket).right(8);
                             }});
    m_halts = std::make_unique<HaltFlow>(core.halts(), core.link(), m_window->haltBar(), std::move(presenter),
                                         [this] { return m_workspaces->ticketInView(); });
    auto* stop = new QAction(tr("Stop everything…"), m_window.get());
    stop->setObjectName(QStringLiteral("stopEverything"));
    connect(stop, &QAction::triggered, m_halts.get(), &HaltFlow::askAll);
    m_window->addCommand(stop);
    connect(&core.halts(), &HaltDesk::pictureChanged, this, [this] {
        readIntents();
        showState();
    });
}

/// By which work can be stopped. Read whenever halts are, which is seldom.
void Console::readIntents()
{
    m_parts.core.taxonomy().read().then(this, [this](const Result<ShownTaxonomy>& taxonomy) {
        std::vector<std::string> intents;
        if (taxonomy) {
            intents.reserve(taxonomy->intents.size());
            for (const auto& intent : taxonomy->intents) {
                intents.push_back(intent.id);
            }
        }
        m_halts->setIntents(std::move(intents));
    });
}

void Console::showState()
{
    const HaltPicture& halts = m_parts.core.halts().picture();
    const ShellState state{m_parts.core.link().status(),
                           m_parts.core.watch().verdict(),
                           m_parts.core.outbox().unanswered(),
                           m_daemon,
                           m_daemonDetail,
                           m_parts.clock.now(),
                           !halts.halts.empty() || halts.hasFile};
    m_window->showState(state, m_parts.formatting.clockTime(state.now));
}

/// "#12" is the ticket that event 12 opened.
std::vector<PaletteEntry> Console::find(const QString& typed)
{
    bool isNumber = false;
    const qulonglong number = typed.startsWith(u'#') ? typed.mid(1).toULongLong(&isNumber) : 0;
    std::vector<PaletteEntry> out = m_halts->find(typed);
    if (!isNumber) {
        return out;
    }
    m_parts.core.tickets().forEachTicket([&](const TicketEntry& ticket) {
        if (ticket.row.opened == number) {
            out.push_back({tr("Open ticket #%1").arg(number), tr("Tickets"), {}, true, {}, [this, id = ticket.row.id] {
                               m_workspaces->openTicket(id);
                           }});
        }
    });
    return out;
}

} // namespace stillgate
