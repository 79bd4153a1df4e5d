// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueueWorkspace.h"

#include <QAction>
#include <QBoxLayout>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>

#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/LoadingLine.h"
#include "ui/kit/widget/LoadingPanel.h"
#include "ui/queue/QueueFilterBar.h"
#include "ui/queue/QueueStates.h"
#include "ui/queue/QueueTable.h"
#include "ui/queue/ViewsPanel.h"

namespace stillgate {

namespace {

constexpr int kTimesMs = 10'000;
constexpr int kStateTop = 72;
constexpr int kStateWidth = 420;
constexpr int kLoadingRows = 8;

/// A panel in the upper middle of the room that the rows leave.
QWidget* placed(QWidget* panel, QWidget* parent)
{
    auto* page = new QWidget(parent);
    auto* across = new QHBoxLayout(page);
    across->setContentsMargins(24, kStateTop, 24, 24);
    panel->setMaximumWidth(kStateWidth);
    across->addStretch(1);
    across->addWidget(panel, 4, Qt::AlignTop);
    across->addStretch(1);
    return page;
}

} // namespace

QueueWorkspace::QueueWorkspace(QueueParts parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(std::move(parts))
    , m_presenter(m_parts.formatting)
    , m_model({m_parts.store, m_presenter, m_parts.clock, m_parts.timers, m_parts.zone})
    , m_views(new ViewsPanel(this))
    , m_filter(new QueueFilterBar([this] { return m_model.names(); }, this))
    , m_table(new QueueTable(m_model, this))
    , m_state(new StatePanel({}, this))
    , m_loading(new LoadingPanel(this, kLoadingRows))
    , m_line(new LoadingLine(this))
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    setObjectName(QStringLiteral("queueWorkspace"));
    setWindowTitle(tr("Queues"));
    m_state->setObjectName(QStringLiteral("queueState"));
    m_loading->setObjectName(QStringLiteral("queueLoading"));
    layOut();
    connectParts();
    addCommands();
    showView(0);
    updateState();
}

QueueWorkspace::~QueueWorkspace() = default;

void QueueWorkspace::layOut()
{
    m_stack->addWidget(m_table);
    m_stack->addWidget(placed(m_state, m_stack));
    m_stack->addWidget(placed(m_loading, m_stack));
    auto* middle = new QWidget(this);
    auto* lines = new QVBoxLayout(middle);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_filter);
    lines->addWidget(m_line);
    lines->addWidget(m_stack, 1);
    middle->setMinimumWidth(kNarrowestTable);
    m_splitter->setObjectName(QStringLiteral("queueSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(middle);
    m_splitter->setStretchFactor(0, 1);
    auto* across = new QHBoxLayout(this);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(0);
    across->addWidget(m_views);
    across->addWidget(m_splitter, 1);
}

void QueueWorkspace::connectParts()
{
    connect(m_views, &ViewsPanel::chosen, this, &QueueWorkspace::showView);
    connect(m_filter, &QueueFilterBar::filterChanged, this, &QueueWorkspace::applyFilter);
    connect(m_filter, &QueueFilterBar::left, this, &QueueWorkspace::focusRows);
    connect(m_filter, &QueueFilterBar::gatheredAsked, this, [this] {
        m_model.showGathered();
        m_table->scrollToTop();
    });
    connect(&m_filter->rowsButton(), &KitButton::clicked, this, &QueueWorkspace::openRowsMenu);
    connect(m_table, &QueueTable::currentTicketChanged, this, &QueueWorkspace::settleSelection);
    connect(m_table, &QueueTable::opened, this, &QueueWorkspace::ticketOpened);
    connect(m_table, &QueueTable::paneAsked, this, &QueueWorkspace::togglePane);
    connect(&m_model, &QueueModel::gatheredChanged, m_filter, &QueueFilterBar::setGathered);
    connect(&m_model, &QueueModel::viewCountsChanged, this, &QueueWorkspace::updateCounts);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &QueueWorkspace::updateState);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &QueueWorkspace::updateState);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &QueueWorkspace::updateState);
    for (const auto moved : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&m_model, moved, this, &QueueWorkspace::rowsMoved);
    }
    connect(&m_model, &QAbstractItemModel::modelReset, this, &QueueWorkspace::rowsMoved);
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, &QueueWorkspace::rowsMoved);
    connect(&m_model, &QueueModel::settled, this, &QueueWorkspace::selectWhenSettled);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &QueueWorkspace::selectWhenSettled);
    connect(&m_parts.link, &Link::statusChanged, this, [this](const LinkStatus& status) {
        m_table->setLive(status.state == LinkState::Live);
        readSelf();
        readTaxonomy();
        if (status.state == LinkState::Live) {
            m_model.settle(); // the end of a snapshot has just come
        }
        updateState();
        selectWhenSettled();
    });
    connect(m_state, &StatePanel::stepChosen, this, &QueueWorkspace::stepState);
    m_times.setInterval(kTimesMs);
    connect(&m_times, &QTimer::timeout, &m_model, &QueueModel::refreshTimes);
    m_table->setLive(m_parts.link.status().state == LinkState::Live);
    readSelf();
    readTaxonomy();
    updateCounts();
}

void QueueWorkspace::readSelf()
{
    const LinkStatus& status = m_parts.link.status();
    m_presenter.setSelf(status.person, outsideLine(status.name));
    m_model.setSelf(status.person);
}

void QueueWorkspace::readTaxonomy()
{
    if (m_hasTaxonomy || m_parts.link.status().state == LinkState::Offline) {
        return;
    }
    m_hasTaxonomy = true;
    m_parts.taxonomy.read().then(this, [this](const Result<ShownTaxonomy>& taxonomy) {
        m_hasTaxonomy = taxonomy.has_value();
        if (taxonomy) {
            m_presenter.setTaxonomy(*taxonomy);
            m_model.setTaxonomy(*taxonomy);
            m_model.refreshTimes();
            m_table->viewport()->update();
        }
    });
}

QAction* QueueWorkspace::addCommand(const QString& text, const QKeySequence& keys, const QString& objectName)
{
    auto* action = new QAction(text, this);
    action->setObjectName(objectName);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void QueueWorkspace::addCommands()
{
    const Look look = Look::of(*this);
    for (std::size_t view = 0; view < kQueueViews.size(); ++view) {
        auto* action = addCommand(tr("Show %1").arg(viewName(view)), QKeySequence(Qt::Key_0 + viewDigit(view)),
                                  QStringLiteral("showView.%1").arg(QLatin1String(kQueueViews[view].id)));
        action->setIcon(look.icon(Icon::Inbox));
        connect(action, &QAction::triggered, this, [this, view] {
            showView(view);
            focusRows();
        });
    }
    auto* filter = addCommand(tr("Filter tickets"), QKeySequence(Qt::Key_Slash), QStringLiteral("focusFilter"));
    filter->setIcon(look.icon(Icon::Filter));
    connect(filter, &QAction::triggered, m_filter, &QueueFilterBar::focusEdit);
    auto* open = addCommand(tr("Open the ticket"), {}, QStringLiteral("openTicket"));
    open->setIcon(look.icon(Icon::External));
    connect(open, &QAction::triggered, this, [this] {
        if (const auto ticket = currentTicket()) {
            emit ticketOpened(*ticket);
        }
    });
    auto* pane = addCommand(tr("Show or hide the packet pane"), {}, QStringLiteral("togglePane"));
    pane->setIcon(look.icon(Icon::Columns));
    connect(pane, &QAction::triggered, this, &QueueWorkspace::togglePane);
    auto* fresh = addCommand(tr("Show new tickets"), QKeySequence(Qt::Key_N), QStringLiteral("showNewTickets"));
    fresh->setIcon(look.icon(Icon::ArrowUp));
    connect(fresh, &QAction::triggered, m_filter, &QueueFilterBar::gatheredAsked);
    auto* rows = addCommand(tr("Compact or comfortable rows"), {}, QStringLiteral("toggleDensity"));
    rows->setIcon(look.icon(Icon::Columns));
    connect(rows, &QAction::triggered, this,
            [this] { chooseDensity(density() == QueueDensity::Compact ? QueueDensity::Comfortable : QueueDensity::Compact); });
    for (int section = 0; section < kQueueColumns; ++section) {
        const QString name = m_model.headerData(section, Qt::Horizontal, Qt::ToolTipRole).toString();
        auto* sort = addCommand(tr("Sort by %1").arg(name), QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + section)),
                                QStringLiteral("sortBy%1").arg(section));
        sort->setIcon(look.icon(Icon::Sliders));
        connect(sort, &QAction::triggered, this, [this, section] {
            const QueueSort now = m_model.sorting();
            const bool again = static_cast<int>(now.column) == section && now.order == Qt::AscendingOrder;
            m_model.sort(section, again ? Qt::DescendingOrder : Qt::AscendingOrder);
        });
    }
}

void QueueWorkspace::openRowsMenu()
{
    QMenu menu(this);
    for (const QueueDensity choice : {QueueDensity::Comfortable, QueueDensity::Compact}) {
        QAction* action = menu.addAction(choice == QueueDensity::Comfortable ? tr("Comfortable rows") : tr("Compact rows"));
        action->setCheckable(true);
        action->setChecked(choice == density());
        connect(action, &QAction::triggered, this, [this, choice] { chooseDensity(choice); });
    }
    if (!m_views->isVisible()) {
        menu.addSeparator();
        for (std::size_t view = 0; view < kQueueViews.size(); ++view) {
            QAction* action = menu.addAction(viewName(view));
            action->setShortcut(QKeySequence(Qt::Key_0 + viewDigit(view)));
            action->setCheckable(true);
            action->setChecked(view == m_view);
            connect(action, &QAction::triggered, this, [this, view] { showView(view); });
        }
    }
    const QWidget& button = m_filter->rowsButton();
    menu.exec(button.mapToGlobal(QPoint(0, button.height())));
}

} // namespace stillgate
