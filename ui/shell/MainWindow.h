// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "ui/shell/PaletteModel.h"
#include "ui/shell/Rail.h"
#include "ui/shell/StatusPresenter.h"
#include "ui/shell/TicketStepper.h"

class QStackedWidget;

namespace stillgate {

class BannerBar;
class HaltBar;
class CommandPalette;
class ShortcutSheet;
class StatusBar;
class TopBar;

/// A workspace at a place of the rail. Its actions (QWidget::actions) are what the palette and the sheet of keys offer while it is in
/// view; its window title names them.
struct Place {
    Icon icon = Icon::Inbox;
    RailButton::Kind kind = RailButton::Kind::Plain;
    QString objectName; ///< of its button
    QWidget* page = nullptr; ///< the window takes it over
};

/// The frame around the workspaces: rail, crumbs, banner, status bar, palette and sheet of keys. Knows none of them.
class MainWindow final : public QWidget {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    int addPlace(const Place& place);
    /// A page without a place of its own, which is reached from the workspace at `place`.
    void addPageBehind(int place, QWidget* page);
    /// A tool at the end of the rail.
    RailButton& addTool(Icon icon, const QString& name, const QString& objectName);

    void goTo(int place);
    /// Shows a page that was added behind a place; the way back is the first crumb.
    void open(QWidget* page);
    [[nodiscard]] QWidget* page() const;
    void setCrumbs(QWidget* widget, const QStringList& crumbs);
    /// Where what the page shows stands in the list that it was opened from.
    void setListPlace(QWidget* widget, const std::optional<ListPlace>& place);
    void setWaiting(int place, int count);
    void setFinder(PaletteModel::Finder finder) { m_finder = std::move(finder); }
    void showState(const ShellState& state, const QString& clock);
    [[nodiscard]] HaltBar& haltBar() { return *m_halt; }
    /// The window's own commands, after those that it adds itself.
    void addCommand(QAction* action);

signals:
    void tryNowAsked();
    void pageShown(QWidget* page);
    /// On to another one of the list that what is in view was opened from: -1 or 1.
    void stepAsked(int step);

private:
    struct Page {
        QWidget* widget;
        int place;
        QStringList crumbs;
        std::optional<ListPlace> listPlace = {};
    };
    void layOut();
    void addOwnCommands();
    void addCommand(const QString& text, const QKeySequence& keys, const QString& objectName, void (MainWindow::*run)());
    void openPalette();
    void openKeys();
    void goBack();
    void leavePage(int crumb);
    void showPage(QWidget* widget);
    void keepFocus(const QWidget* before, const QWidget* now);
    [[nodiscard]] Page* pageOf(const QWidget* widget);
    [[nodiscard]] std::vector<PaletteEntry> entries() const;

    Rail* m_rail;
    TopBar* m_top;
    BannerBar* m_banner;
    HaltBar* m_halt;
    QStackedWidget* m_stack;
    StatusBar* m_status;
    CommandPalette* m_palette;
    ShortcutSheet* m_keys;
    std::vector<RailButton*> m_places;
    std::vector<Page> m_pages;
    PaletteModel::Finder m_finder;
};

} // namespace stillgate
