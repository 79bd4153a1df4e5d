// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QScrollArea>
#include <QTimer>

#include "core/base/Result.h"
#include "ui/audit/AuditShown.h"

class QVBoxLayout;

namespace stillgate {

/// The neighbours of an event in the ledger. A hash is there where the list has the event.
struct AuditNeighbours {
    QString previousHash;
    QString nextHash;
    QString ownHash;
    std::optional<Sequence> previous;
    std::optional<Sequence> next;
};

/// One event in full, 380 wide.
class AuditDetailPane final : public QScrollArea {
    Q_OBJECT

public:
    explicit AuditDetailPane(QWidget* parent = nullptr);

    void showNothing();
    /// What is shown stays for as long as a short read takes.
    void showReading(Sequence sequence);
    void showError(const Error& error);
    void showDetail(const AuditShown& shown, const AuditNeighbours& neighbours);
    [[nodiscard]] const std::optional<AuditShown>& shown() const { return m_shown; }
    void copyCanonical() const;

signals:
    void eventChosen(stillgate::Sequence sequence);
    void ticketChosen(const stillgate::TicketId& ticket);
    void retryAsked();

private:
    QVBoxLayout& begin();
    void addHead(QVBoxLayout& layout, const AuditShown& shown);
    void addPayload(QVBoxLayout& layout, const AuditShown& shown);
    void addPersonal(QVBoxLayout& layout, const AuditShown& shown);
    void addLinks(QVBoxLayout& layout, const AuditShown& shown, const AuditNeighbours& neighbours);

    void showAwaited();

    std::optional<AuditShown> m_shown;
    QTimer m_wait;
    Sequence m_awaited = 0;
};

} // namespace stillgate
