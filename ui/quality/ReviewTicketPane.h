// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QScrollArea>
#include <QTimer>

#include "core/base/Result.h"
#include "ui/kit/widget/StatePanel.h"
#include "ui/quality/Consequences.h"

class QVBoxLayout;

namespace stillgate {

class DiffTable;
class KitLabel;
class LoadingLine;

/// The ticket as the model read it, and why it said so.
class ReviewTicketPane final : public QScrollArea {
    Q_OBJECT

public:
    explicit ReviewTicketPane(QWidget* parent = nullptr);

    void showTicket(const ReviewTicket& ticket);
    /// How many there are in the sampler, in words.
    void setLeft(const QString& left);
    void showConsequences(const Consequences& consequences);
    void showReading(); ///< says so when it takes long
    void showEmpty();
    void showError(const Error& error);

protected:
    void resizeEvent(QResizeEvent* event) override;

signals:
    void retryAsked();
    /// Reading takes long, so that the ticket before is not shown any more.
    void emptied();

private:
    /// A new content to be filled; finish() shows it.
    QVBoxLayout& begin();
    void finish();
    void showSlow();
    void showState(const StateWords& words);
    void addHead(QVBoxLayout& layout, const ReviewTicket& ticket);
    void addReasons(QVBoxLayout& layout, const ReviewTicket& ticket);
    void addConsequences(QVBoxLayout& layout);

    QTimer m_wait;
    LoadingLine* m_line;
    QWidget* m_content = nullptr; ///< while it is filled
    // Of the ticket that is shown; none without one.
    KitLabel* m_left = nullptr;
    KitLabel* m_title = nullptr;
    DiffTable* m_table = nullptr;
    KitLabel* m_note = nullptr;
};

} // namespace stillgate
