// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWidget>

#include "core/client/AuditReader.h"
#include "ui/approval/ApprovalStream.h"
#include "ui/approval/DecisionPresenter.h"
#include "ui/approval/EnrolledPeople.h"
#include "ui/kit/widget/HoldButton.h"

class QAction;
class QScrollArea;
class QVBoxLayout;

namespace stillgate {

class DecisionCard;
class NextCard;
class NoticeCard;
class SignaturesPane;
class StatePanel;
class StreamPane;

struct ApprovalsParts {
    CardParts decision;
    AuditReader& audit;
};

/// The decisions that wait for this person, one after the other, in order of deadline. After one is recorded its receipt stands above
/// and the next question takes its place; whatever else happens to a question in view is told on it and never swapped away.
class ApprovalsWorkspace final : public QWidget {
    Q_OBJECT

public:
    explicit ApprovalsWorkspace(const ApprovalsParts& parts, QWidget* parent = nullptr, HoldTimes times = {});
    ~ApprovalsWorkspace() override;

    /// Goes to a ticket's gate, whether it waits for this person or not.
    void open(const TicketId& ticket);

    /// Of the question in view.
    [[nodiscard]] const DecisionPresenter& decision() const { return m_presenter; }

signals:
    void crumbsChanged(const QStringList& crumbs);
    void ticketOpened(const stillgate::TicketId& ticket);
    void eventOpened(stillgate::Sequence event);
    /// How many wait for this person.
    void countChanged(int waiting);
    /// Nothing waits here: the person wants to see what else there is.
    void queueAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void layOut();
    void addCommands();
    QAction* addCommand(const QString& text, const QKeySequence& keys, const QString& objectName);
    void connectAll();
    void onTick();
    void refreshSoon();
    void refreshStream();
    void tellCount(int waiting);
    void showStream();
    void showEmpty();
    void onDecisionChanged();
    void onReceiptChanged();
    void advance();
    void choose(const StreamRow& row);
    void step(int by);
    void placeSignatures();
    [[nodiscard]] std::vector<StreamRow> waitingRows() const;

    ApprovalsParts m_parts;
    ApprovalStream m_stream;
    EnrolledPeople m_people;
    DecisionPresenter m_presenter;
    DecisionPresenter m_receiptPresenter;
    StreamValues m_values;
    bool m_hasDecided = false; ///< the question in view was decided here and is not recorded yet
    bool m_isNarrow = false;
    int m_waiting = -1;
    std::unique_ptr<PendingCall> m_tick;
    std::unique_ptr<PendingCall> m_soon;
    std::unique_ptr<PendingCall> m_inert;

    StreamPane* m_pane;
    QScrollArea* m_centre;
    QVBoxLayout* m_column = nullptr;
    NoticeCard* m_receipt;
    DecisionCard* m_card;
    StatePanel* m_empty;
    NextCard* m_next;
    NextCard* m_later;
    QScrollArea* m_side;
    SignaturesPane* m_signatures;
    QAction* m_undoReceipt = nullptr;
    QAction* m_showEvent = nullptr;
    QAction* m_openTicket = nullptr;
};

} // namespace stillgate
