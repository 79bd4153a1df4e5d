// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MainWindow.h"

#include <algorithm>

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/shell/BannerBar.h"
#include "ui/shell/CommandPalette.h"
#include "ui/shell/HaltBar.h"
#include "ui/shell/ShortcutSheet.h"
#include "ui/shell/StatusBar.h"
#include "ui/shell/TopBar.h"

namespace stillgate {

MainWindow::MainWindow(QWidget* parent)
    : QWidget(parent)
    , m_rail(new Rail(this))
    , m_top(new TopBar(this))
    , m_banner(new BannerBar(this))
    , m_halt(new HaltBar(this))
    , m_stack(new QStackedWidget(this))
    , m_status(new StatusBar(this))
    , m_palette(new CommandPalette(this))
    , m_keys(new ShortcutSheet(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Stillgate"));
    m_stack->setObjectName(QStringLiteral("workspaces"));
    layOut();
    addOwnCommands();
    connect(m_rail, &Rail::placeChosen, this, &MainWindow::goTo);
    connect(m_top, &TopBar::searchAsked, this, &MainWindow::openPalette);
    connect(m_top, &TopBar::crumbChosen, this, &MainWindow::leavePage);
    connect(m_top, &TopBar::stepAsked, this, &MainWindow::stepAsked);
    connect(m_banner, &BannerBar::tryNowAsked, this, &MainWindow::tryNowAsked);
    connect(qApp, &QApplication::focusChanged, this, &MainWindow::keepFocus);
}

MainWindow::~MainWindow()
{
    // The workspaces give the focus up as they go, when there is no longer a window to keep it in.
    disconnect(qApp, nullptr, this, nullptr);
}

/// What goes from view hands the focus to whatever is next in the window. It stays in the workspace.
void MainWindow::keepFocus(const QWidget* before, const QWidget* now)
{
    QWidget* const workspace = m_stack->currentWidget();
    const bool isHere = workspace != nullptr && isAncestorOf(workspace);
    if (isHere && before != nullptr && now != nullptr && !before->isVisible() && workspace->isAncestorOf(before) &&
        isAncestorOf(now) && !workspace->isAncestorOf(now) && now != workspace) {
        workspace->setFocus(Qt::OtherFocusReason);
    }
}

void MainWindow::layOut()
{
    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_top);
    right->addWidget(m_halt);
    right->addWidget(m_banner);
    right->addWidget(m_stack, 1);
    right->addWidget(m_status);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_rail);
    all->addLayout(right, 1);
}

void MainWindow::addCommand(const QString& text, const QKeySequence& keys, const QString& objectName, void (MainWindow::*run)())
{
    auto* action = new QAction(text, this);
    action->setObjectName(objectName);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
}

void MainWindow::addOwnCommands()
{
    addCommand(tr("Search or run a command"), Qt::CTRL | Qt::Key_K, QStringLiteral("paletteAction"), &MainWindow::openPalette);
    addCommand(tr("Show the keys of this workspace"), Qt::Key_F1, QStringLiteral("keysAction"), &MainWindow::openKeys);
    addCommand(tr("Back"), Qt::ALT | Qt::Key_Left, QStringLiteral("backAction"), &MainWindow::goBack);
}

void MainWindow::addCommand(QAction* action)
{
    action->setShortcutContext(Qt::WindowShortcut);
    addAction(action);
}

int MainWindow::addPlace(const Place& place)
{
    const auto number = static_cast<int>(m_places.size());
    const QString name = place.page->windowTitle();
    m_places.push_back(&m_rail->addPlace(place.icon, name, place.kind, place.objectName));
    m_stack->addWidget(place.page);
    m_pages.push_back({place.page, number, {name}});
    auto* action = new QAction(tr("Go to %1").arg(name), this);
    action->setObjectName(QStringLiteral("goTo%1").arg(number + 1));
    action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + number)));
    connect(action, &QAction::triggered, this, [this, number] { goTo(number); });
    addCommand(action);
    if (number == 0) {
        goTo(0);
    }
    return number;
}

void MainWindow::addPageBehind(int place, QWidget* page)
{
    m_stack->addWidget(page);
    m_pages.push_back({page, place, {page->windowTitle()}});
}

RailButton& MainWindow::addTool(Icon icon, const QString& name, const QString& objectName)
{
    return m_rail->addTool(icon, name, objectName);
}

MainWindow::Page* MainWindow::pageOf(const QWidget* widget)
{
    const auto at = std::find_if(m_pages.begin(), m_pages.end(), [&](const Page& page) { return page.widget == widget; });
    return at == m_pages.end() ? nullptr : &*at;
}

QWidget* MainWindow::page() const
{
    return m_stack->currentWidget();
}

void MainWindow::showPage(QWidget* widget)
{
    const Page* page = pageOf(widget);
    if (page == nullptr) {
        return;
    }
    m_stack->setCurrentWidget(widget);
    m_rail->setCurrent(page->place);
    m_top->setCrumbs(page->crumbs);
    m_top->setListPlace(page->listPlace);
    widget->setFocus(Qt::OtherFocusReason);
    emit pageShown(widget);
}

void MainWindow::goTo(int place)
{
    const auto at = std::find_if(m_pages.begin(), m_pages.end(), [&](const Page& page) { return page.place == place; });
    if (at != m_pages.end()) {
        showPage(at->widget);
    }
}

void MainWindow::open(QWidget* page)
{
    showPage(page);
}

void MainWindow::goBack()
{
    const Page* current = pageOf(page());
    if (current != nullptr) {
        goTo(current->place);
    }
}

void MainWindow::leavePage(int)
{
    goBack();
}

void MainWindow::setCrumbs(QWidget* widget, const QStringList& crumbs)
{
    Page* page = pageOf(widget);
    if (page == nullptr) {
        return;
    }
    page->crumbs = crumbs;
    if (widget == m_stack->currentWidget()) {
        m_top->setCrumbs(crumbs);
    }
}

void MainWindow::setListPlace(QWidget* widget, const std::optional<ListPlace>& place)
{
    Page* page = pageOf(widget);
    if (page == nullptr) {
        return;
    }
    page->listPlace = place;
    if (widget == m_stack->currentWidget()) {
        m_top->setListPlace(place);
    }
}

void MainWindow::setWaiting(int place, int count)
{
    m_places[static_cast<std::size_t>(place)]->setWaiting(count);
}

void MainWindow::showState(const ShellState& state, const QString& clock)
{
    m_status->show(StatusPresenter::line(state), clock);
    m_banner->show(StatusPresenter::banner(state));
    const QString person = StatusPresenter::personWord(state.link);
    m_top->setPerson(StatusPresenter::personAndRoles(state.link),
                     personMark(person, QString::fromStdString(state.link.person.text())));
}

std::vector<PaletteEntry> MainWindow::entries() const
{
    std::vector<PaletteEntry> out;
    QWidget* workspace = m_stack->currentWidget();
    if (workspace != nullptr) {
        for (QAction* action : workspace->actions()) {
            out.push_back(entryOf(*action, workspace->windowTitle()));
        }
    }
    for (QAction* action : actions()) {
        out.push_back(entryOf(*action, tr("Anywhere")));
    }
    return out;
}

void MainWindow::openPalette()
{
    std::vector<PaletteEntry> offered = entries();
    const QKeySequence own(Qt::CTRL | Qt::Key_K);
    offered.erase(std::remove_if(offered.begin(), offered.end(), [&](const PaletteEntry& entry) { return entry.keys == own; }),
                  offered.end());
    m_palette->open(std::move(offered), m_finder);
}

void MainWindow::openKeys()
{
    m_keys->open(entries());
}

} // namespace stillgate
