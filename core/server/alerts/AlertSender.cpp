// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/alerts/AlertSender.h"

#include <algorithm>
#include <charconv>

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRandomGenerator>

#include "core/base/File.h"
#include "core/base/Log.h"
#include "core/domain/Payload.h"

namespace stillgate {

namespace {

const Log kAlertLog("alerts");

/// Events looked at before others of the thread get their turn, and alerts that one message carries.
constexpr std::size_t kMostLooked = 2'000;
constexpr std::size_t kMostTogether = 20;
/// A message that is refused for good is tried so often before it is passed over.
constexpr int kMostRefusals = 3;
constexpr int kMostDoublings = 16;

std::optional<Sequence> readCursor(const std::filesystem::path& file)
{
    const auto text = readFile(file, 64);
    Sequence value = 0;
    const char* end = text ? text->data() + text->size() : nullptr;
    if (!text || std::from_chars(text->data(), end, value).ec != std::errc{}) {
        return std::nullopt;
    }
    return value;
}

std::optional<Duration> retryAfterOf(const QNetworkReply& reply)
{
    bool whole = false;
    const int seconds = reply.rawHeader("Retry-After").toInt(&whole);
    return whole && seconds >= 0 ? std::optional(Duration::seconds(seconds)) : std::nullopt;
}

} // namespace

AlertChannel::AlertChannel(AlertWebhook webhook, const AlertPauses& pauses, LedgerReader& reader,
                           QNetworkAccessManager& network, std::filesystem::path cursor, std::string origin)
    : m_webhook(std::move(webhook))
    , m_pauses(pauses)
    , m_reader(reader)
    , m_network(network)
    , m_cursor(std::move(cursor))
    , m_origin(std::move(origin))
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, [this] { send(m_alerts, m_behind); });
    if (const auto kept = readCursor(m_cursor)) {
        m_next = m_saved = *kept;
        return;
    }
    const auto head = m_reader.head();
    m_next = head ? head->size : 0;
    advance(m_next);
}

void AlertChannel::look()
{
    if (!m_alerts.empty()) {
        return;
    }
    std::vector<Alert> found;
    std::size_t looked = 0;
    const auto read = m_reader.events(m_next, kMostLooked, [&](const StoredEvent& event) {
        ++looked;
        m_next = event.sequence + 1;
        const auto header = mayAlert(event.header) ? decodeHeader(event.header) : Result<EventHeader>(EventHeader{});
        const auto alert = header ? alertOf(*header, [&] { return wasP1(*header); }) : std::nullopt;
        const auto& kinds = m_webhook.kinds;
        if (alert && (kinds.empty() || std::ranges::find(kinds, alert->kind) != kinds.end())) {
            found.push_back(*alert);
        }
        return found.size() < kMostTogether;
    });
    if (!read) {
        // Whatever is committed next wakes it again.
        kAlertLog.error("ledger_unreadable", {{"webhook", m_webhook.name}, {"detail", read.error().detail}});
        return;
    }
    if (!found.empty()) {
        send(std::move(found), m_next);
        return;
    }
    if (m_next - m_saved >= kMostLooked) {
        advance(m_next);
    }
    if (looked == kMostLooked) {
        QMetaObject::invokeMethod(this, [this] { look(); }, Qt::QueuedConnection);
    }
}

/// Whether an earlier priority of the ticket was P1 already.
bool AlertChannel::wasP1(const EventHeader& header)
{
    const auto events = m_reader.eventsOf(*header.ticket);
    bool urgent = false;
    if (events) {
        for (const StoredEvent& event : *events) {
            const auto before =
                event.sequence < header.sequence ? decodeHeader(event.header) : Result<EventHeader>(EventHeader{});
            const auto payload = before ? payloadOf(*before) : Result<Payload>(fail(ErrorCode::NotFound, {}, {}));
            if (const auto* set = payload ? std::get_if<PrioritySet>(&*payload) : nullptr) {
                urgent = set->priority == Priority::P1;
            }
        }
    }
    return urgent;
}

void AlertChannel::send(std::vector<Alert> alerts, Sequence behind)
{
    m_alerts = std::move(alerts);
    m_behind = behind;
    ++m_attempts;
    QNetworkRequest request(QUrl(QString::fromStdString(m_webhook.url), QUrl::StrictMode));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setRawHeader("Idempotency-Key", QByteArray::fromStdString(alertId(m_origin, m_alerts.front())));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(static_cast<int>(m_pauses.timeout.ms));
    const Json message = alertMessage(m_webhook.format, m_origin, m_alerts);
    QNetworkReply* reply = m_network.post(request, QByteArray::fromStdString(canonicalJson(message)));
    // One clock for the whole exchange: the transfer timeout begins anew with every byte of a slow answer.
    QTimer::singleShot(std::chrono::milliseconds(m_pauses.timeout.ms), reply, [reply] { reply->abort(); });
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool whole = reply->error() == QNetworkReply::NoError || status >= 400;
        end(whole ? status : 0, reply->read(4096), retryAfterOf(*reply));
        reply->deleteLater();
    });
}

void AlertChannel::end(int status, const QByteArray& body, std::optional<Duration> retryAfter)
{
    const bool taken = isTaken(status, std::string_view(body.constData(), static_cast<std::size_t>(body.size())));
    const bool givenUp = isRefusedForGood(status) && m_attempts >= kMostRefusals;
    if (taken || givenUp) {
        if (givenUp) {
            kAlertLog.error("message_refused", {{"webhook", m_webhook.name}, {"status", std::to_string(status)}});
        }
        m_attempts = 0;
        m_alerts.clear();
        advance(m_behind);
        look();
        return;
    }
    const Duration doubled = m_pauses.first * (std::int64_t{1} << std::min(m_attempts - 1, kMostDoublings));
    Duration pause = std::max(std::min(doubled, m_pauses.most), std::min(retryAfter.value_or(Duration{}), m_pauses.most));
    // Up to a quarter more, so that many do not come back at one moment.
    pause.ms += QRandomGenerator::global()->bounded(static_cast<int>(std::max<std::int64_t>(pause.ms / 4, 1)));
    kAlertLog.warning(
        "message_waits",
        {{"webhook", m_webhook.name}, {"status", std::to_string(status)}, {"attempt", std::to_string(m_attempts)}});
    m_again.start(std::chrono::milliseconds(pause.ms));
}

void AlertChannel::advance(Sequence next)
{
    m_next = next;
    if (const auto written = writeFile(m_cursor, std::to_string(next) + "\n")) {
        m_saved = next;
    } else {
        // It is told again after a restart: better twice than never.
        kAlertLog.error("cursor_not_written", {{"webhook", m_webhook.name}, {"detail", written.error().detail}});
    }
}

struct AlertSender::Parts {
    std::unique_ptr<LedgerReader> reader;
    QNetworkAccessManager network;
    std::vector<std::unique_ptr<AlertChannel>> channels;
};

AlertSender::AlertSender(AlertSettings settings, std::filesystem::path folder, std::string origin, OpenReader open)
    : m_context(std::make_unique<QObject>())
{
    m_context->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_context.get(),
        [this, settings = std::move(settings), folder = std::move(folder), origin = std::move(origin), open = std::move(open)] {
            auto parts = std::make_unique<Parts>();
            parts->reader = open();
            if (!parts->reader || !makePrivateFolder(folder)) {
                kAlertLog.error("not_started", {});
                return;
            }
            for (const AlertWebhook& webhook : settings.webhooks) {
                parts->channels.push_back(std::make_unique<AlertChannel>(
                    webhook, settings.pauses, *parts->reader, parts->network, folder / (webhook.name + ".cursor"), origin));
            }
            m_parts = std::move(parts);
            for (const auto& channel : m_parts->channels) {
                channel->look();
            }
        },
        Qt::BlockingQueuedConnection);
}

AlertSender::~AlertSender()
{
    QMetaObject::invokeMethod(m_context.get(), [this] { m_parts.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void AlertSender::wake()
{
    QMetaObject::invokeMethod(
        m_context.get(),
        [this] {
            if (!m_parts) {
                return;
            }
            for (const auto& channel : m_parts->channels) {
                channel->look();
            }
        },
        Qt::QueuedConnection);
}

} // namespace stillgate
