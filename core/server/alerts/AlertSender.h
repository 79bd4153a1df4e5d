// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QNetworkAccessManager>
#include <QObject>
#include <QThread>
#include <QTimer>

#include "core/server/alerts/AlertSettings.h"

namespace stillgate {

/// Tells one webhook of what the ledger says, event by event from where it stopped: the ledger is the queue, and a file remembers the first
/// event that was not told yet. So nothing is lost by a restart, and what was told just before one may be told again (at least once).
/// Lives in one thread with an event loop.
class AlertChannel final : public QObject {
    Q_OBJECT
public:
    AlertChannel(AlertWebhook webhook, const AlertPauses& pauses, LedgerReader& reader, QNetworkAccessManager& network,
                 std::filesystem::path cursor, std::string origin);

    /// Looks for events that came since. Does nothing while a message is on its way or waits to be tried again.
    void look();

private:
    void send(std::vector<Alert> alerts, Sequence behind);
    void end(int status, const QByteArray& body, std::optional<Duration> retryAfter);
    void advance(Sequence next);
    [[nodiscard]] bool wasP1(const EventHeader& header);

    AlertWebhook m_webhook;
    AlertPauses m_pauses;
    LedgerReader& m_reader;
    QNetworkAccessManager& m_network;
    std::filesystem::path m_cursor;
    std::string m_origin;
    Sequence m_next = 0; ///< the first event that was not looked at
    Sequence m_saved = 0; ///< as the file has it
    std::vector<Alert> m_alerts; ///< on their way
    Sequence m_behind = 0; ///< where to go on once they are told
    int m_attempts = 0;
    QTimer m_again;
};

/// The thread of the channels. Never keeps the writer waiting: it is told that there is something new, and reads for itself.
class AlertSender {
public:
    using OpenReader = std::function<std::unique_ptr<LedgerReader>()>;

    /// Cursors lie in `folder`. A webhook that is new there is told from now on.
    AlertSender(AlertSettings settings, std::filesystem::path folder, std::string origin, OpenReader open);
    ~AlertSender();
    AlertSender(const AlertSender&) = delete;
    AlertSender& operator=(const AlertSender&) = delete;

    /// Something was committed. Any thread.
    void wake();

private:
    struct Parts;

    QThread m_thread;
    std::unique_ptr<QObject> m_context; ///< lives in the thread
    std::unique_ptr<Parts> m_parts; ///< made and used in the thread alone
};

} // namespace stillgate
