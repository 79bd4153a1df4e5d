// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>

#include "core/client/AuditReader.h"
#include "core/client/LedgerVerifier.h"
#include "core/client/LedgerWatch.h"
#include "core/client/Link.h"
#include "core/client/TicketStore.h"
#include "core/client/Timers.h"
#include "ui/audit/AuditModel.h"
#include "ui/audit/AuditPresenter.h"
#include "ui/audit/AuditQuery.h"
#include "ui/audit/IntegrityPresenter.h"
#include "ui/kit/text/Formatting.h"

class QAction;
class QStackedWidget;

namespace stillgate {

class AuditDetailPane;
class AuditFacets;
class AuditListHead;
class AuditTable;
class IntegrityLine;
class LoadingLine;
class StatePanel;

/// What the audit works with; all of it outlives the workspace.
struct AuditParts {
    AuditReader& reader;
    LedgerWatch& watch;
    LedgerVerifier& verifier;
    Link& link;
    TicketStore& tickets;
    Timers& timers;
    const Formatting& formatting;
    QTimeZone zone; ///< of the days that "today" and dates name
};

/// The ledger as people search it: facets, filter line, integrity, list, and one event in full.
class AuditWorkspace final : public QWidget {
    Q_OBJECT

public:
    explicit AuditWorkspace(AuditParts parts, QWidget* parent = nullptr);
    ~AuditWorkspace() override;

    /// Shows one event in full, and in the list: where that has not come so far, it is read anew around the event, unfiltered.
    void openEvent(Sequence sequence);
    /// Narrows the list to the events of one ticket.
    void openTicket(const TicketId& ticket);
    [[nodiscard]] const AuditQuery& query() const { return m_query; }

signals:
    void ticketOpened(const stillgate::TicketId& ticket);
    void crumbsChanged(const QStringList& crumbs);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void layOut();
    void addCommands();
    QAction* addCommand(const QString& text, const QKeySequence& keys, const QString& objectName,
                        void (AuditWorkspace::*run)());
    void follow();
    void setQuery(AuditQuery query, std::optional<Sequence> around = {});
    bool takeWords(const QString& text);
    void followLink(Sequence sequence);
    void readAgainWhenLive(const LinkStatus& status);
    void selectWanted();
    void takeFacet(AuditField field, const QString& value);
    void showList();
    void showIntegrity();
    void showDetail(Sequence sequence, const Result<AuditDetail>& detail);
    void placeDetail(const AuditDetail& detail, const std::vector<StateChange>& changes);
    void readDetail(Sequence sequence);
    void takeStep();
    void step(int by);
    void verify();
    void openTicketOfEvent();
    void focusFilter();
    void nextEvent() { step(1); }
    void previousEvent() { step(-1); }
    void showNews();
    void clearFilter() { setQuery({}); }
    void copyEvent();
    [[nodiscard]] AuditNames names() const;
    [[nodiscard]] QString hashOf(Sequence sequence) const;

    AuditParts m_parts;
    AuditPresenter m_presenter;
    AuditModel m_model;
    AuditQuery m_query;
    std::optional<VerificationProgress> m_progress;
    std::optional<Sequence> m_wanted; ///< the event that the pane shows or waits for
    QAction* m_openTicket = nullptr;
    QAction* m_copy = nullptr;
    QAction* m_verify = nullptr;

    AuditFacets* m_facets;
    AuditListHead* m_head;
    IntegrityLine* m_integrity;
    LoadingLine* m_loading;
    QStackedWidget* m_stack;
    AuditTable* m_table;
    StatePanel* m_state;
    AuditDetailPane* m_detail;
};

} // namespace stillgate
