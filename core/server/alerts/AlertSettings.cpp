// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/alerts/AlertSettings.h"

#include <set>

#include <QHostAddress>
#include <QUrl>

#include "core/base/Toml.h"

namespace stillgate {

namespace {

struct WebhookText {
    std::string name;
    AlertFormat format = AlertFormat::Slack;
    std::string url;
    std::optional<std::vector<AlertKind>> kinds;
};

template <typename Visitor>
void describe(Visitor& visit, WebhookText& webhook)
{
    visit("name", webhook.name);
    visit("format", webhook.format);
    visit("url", webhook.url);
    visit("kinds", webhook.kinds);
}

struct AlertFileText {
    std::vector<WebhookText> webhooks;
};

template <typename Visitor>
void describe(Visitor& visit, AlertFileText& file)
{
    visit("webhook", file.webhooks);
}

bool isFileName(const std::string& name)
{
    return !name.empty() && name.size() <= 64 &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string::npos;
}

bool isSafe(const QUrl& url)
{
    const bool local = url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
    return url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == QLatin1String("https") || (url.scheme() == QLatin1String("http") && local));
}

} // namespace

Result<std::vector<AlertWebhook>> loadAlertWebhooks(const std::filesystem::path& file)
{
    const auto document = readPlacedToml(file);
    if (!document) {
        return tl::make_unexpected(document.error());
    }
    const auto text = fromJson<AlertFileText>(document->json);
    if (!text) {
        return tl::make_unexpected(document->placed(text.error()));
    }
    std::vector<AlertWebhook> out;
    std::set<std::string> names;
    for (std::size_t i = 0; i < text->webhooks.size(); ++i) {
        const WebhookText& webhook = text->webhooks[i];
        const std::string path = "$.webhook[" + std::to_string(i) + "]";
        if (!isFileName(webhook.name) || !names.insert(webhook.name).second) {
            return tl::make_unexpected(document->placed(
                {ErrorCode::Malformed, path + ".name", "expected a name of its own, of small letters, digits, _ and -"}));
        }
        if (!isSafe(QUrl(QString::fromStdString(webhook.url), QUrl::StrictMode))) {
            return tl::make_unexpected(
                document->placed({ErrorCode::Refused, path + ".url", "expected an https address, or http on this machine"}));
        }
        out.push_back({webhook.name, webhook.format, webhook.url, webhook.kinds.value_or(std::vector<AlertKind>{})});
    }
    return out;
}

} // namespace stillgate
