// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QScrollArea>
#include <QTimer>

#include "core/base/Result.h"
#include "ui/quality/LabelRows.h"
#include "ui/quality/ReviewTicket.h"

class QVBoxLayout;

namespace stillgate {

class DiffTable;

/// The ticket as the model read it, and why it said so.
class ReviewTicketPane final : public QScrollArea {
    Q_OBJECT

public:
    explicit ReviewTicketPane(QWidget* parent = nullptr);

    /// left: how many there are in the sampler, in words.
    void showTicket(const ReviewTicket& ticket, const QString& left);
    void showDifferences(const std::vector<DiffRow>& rows, const std::string& from, const std::string& to);
    void showReading(); ///< says so when it takes long
    void showEmpty();
    void showError(const Error& error);

signals:
    void retryAsked();

private:
    QVBoxLayout& begin();
    void showSlow();
    void addHead(QVBoxLayout& layout, const ReviewTicket& ticket, const QString& left);
    void addReasons(QVBoxLayout& layout, const ReviewTicket& ticket);

    QTimer m_wait;
    QWidget* m_differences = nullptr; ///< of the ticket that is shown
    DiffTable* m_table = nullptr;
};

} // namespace stillgate
