// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QTimeZone>
#include <QTimer>
#include <QWidget>

#include "core/client/Link.h"
#include "core/client/TaxonomyReader.h"
#include "core/client/TicketStore.h"
#include "core/client/Timers.h"
#include "ui/kit/text/Formatting.h"
#include "ui/queue/QueueMeasures.h"
#include "ui/queue/QueueModel.h"

class QSplitter;
class QStackedWidget;

namespace stillgate {

class LoadingLine;
class LoadingPanel;
class QueueFilterBar;
class QueueTable;
class StatePanel;
class ViewsPanel;

/// What the queue is made from; all of it outlives the workspace.
struct QueueParts {
    TicketStore& store;
    Link& link;
    TaxonomyReader& taxonomy;
    const Formatting& formatting;
    const Clock& clock;
    Timers& timers;
    QTimeZone zone;
};

/// The queues: views, filter line, table, and at the right whatever setDetail() was given.
class QueueWorkspace final : public QWidget {
    Q_OBJECT

public:
    explicit QueueWorkspace(QueueParts parts, QWidget* parent = nullptr);
    ~QueueWorkspace() override;

    /// The pane at the right; taken over.
    void setDetail(QWidget* detail);
    void setDensity(QueueDensity density);
    [[nodiscard]] QueueDensity density() const;
    void showView(std::size_t view);
    void setFilter(const QueueFilter& filter);
    [[nodiscard]] std::optional<TicketId> currentTicket() const;
    /// Selects it, in the view "All" when the one in force does not have it.
    void select(const TicketId& ticket);
    /// The row of a ticket in the view in force, from 0; none where that view does not have it.
    [[nodiscard]] std::optional<int> rowOf(const TicketId& ticket) const { return m_model.rowOf(ticket); }
    [[nodiscard]] std::optional<TicketId> ticketAt(int row) const { return m_model.ticketAt(row); }
    [[nodiscard]] int rowCount() const { return m_model.rowCount(); }
    /// Puts the keyboard on the rows.
    void focusRows();

signals:
    void crumbsChanged(const QStringList& crumbs);
    /// Approvals that wait.
    void countChanged(int count);
    /// Rows came, went or changed their order.
    void rowsMoved();
    void currentTicketChanged(const std::optional<stillgate::TicketId>& ticket);
    void ticketOpened(const stillgate::TicketId& ticket);
    /// By the user, for whoever remembers it.
    void densityChosen(stillgate::QueueDensity density);

protected:
    void focusInEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void layOut();
    void connectParts();
    void addCommands();
    QAction* addCommand(const QString& text, const QKeySequence& keys, const QString& objectName);
    void openRowsMenu();
    void chooseDensity(QueueDensity density);
    void applyFilter(const QueueFilter& filter);
    void foldToFit();
    void togglePane();
    void stepState();
    void updateState();
    void updateCounts();
    void settleSelection();
    void selectWhenSettled();
    void readSelf();
    void readTaxonomy();
    [[nodiscard]] QString countWords() const;

    QueueParts m_parts;
    QueuePresenter m_presenter;
    QueueModel m_model;
    ViewsPanel* m_views;
    QueueFilterBar* m_filter;
    QueueTable* m_table;
    StatePanel* m_state;
    LoadingPanel* m_loading;
    LoadingLine* m_line;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    QWidget* m_detail = nullptr;
    QTimer m_times;
    std::size_t m_view = 0;
    std::optional<TicketId> m_told;
    bool m_hasTaxonomy = false;
};

} // namespace stillgate
