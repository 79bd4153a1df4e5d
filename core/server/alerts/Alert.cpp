// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/alerts/Alert.h"

#include <algorithm>

#include "core/domain/Payload.h"

namespace stillgate {

namespace {

std::string alertWords(std::string_view code)
{
    std::string out(code);
    std::ranges::replace(out, '_', ' ');
    return out;
}

std::string tenthsText(int value)
{
    return std::to_string(value / 10) + "." + std::to_string(value % 10);
}

/// One overload an event that alerts; nothing for all others.
struct AlertOf {
    const EventHeader& header;
    const std::function<bool()>& wasP1;

    [[nodiscard]] std::optional<Alert> make(AlertKind kind, const std::string& text) const
    {
        return Alert{header.sequence, kind, *header.ticket, "Ticket " + header.ticket->text() + " " + text};
    }
    std::optional<Alert> operator()(const PrioritySet& event) const
    {
        if (event.priority != Priority::P1 || wasP1()) {
            return std::nullopt;
        }
        return make(AlertKind::P1, "is P1 with " + tenthsText(event.score) + " of 10" +
                                       (event.floor ? " (" + event.floor->rule + ")" : std::string()));
    }
    std::optional<Alert> operator()(const SlaAtRisk& event) const
    {
        return make(AlertKind::AtRisk,
                    "is at risk: " + alertWords(nameOf(event.metric)) + " is due at " + toRfc3339(event.due));
    }
    std::optional<Alert> operator()(const SlaBreached& event) const
    {
        return make(AlertKind::Breached,
                    "is breached: " + alertWords(nameOf(event.metric)) + " was due at " + toRfc3339(event.due));
    }
    std::optional<Alert> operator()(const TicketAssigned& event) const
    {
        std::string teams;
        for (const TeamPart& part : event.teams) {
            if (part.held) {
                teams += (teams.empty() ? "" : ", ") + part.team + " (" + alertWords(nameOf(*part.held)) + ")";
            }
        }
        return teams.empty() ? std::nullopt : make(AlertKind::Held, "waits for a person of " + teams);
    }
    template <typename Other>
    std::optional<Alert> operator()(const Other&) const
    {
        return std::nullopt;
    }
};

Json slackMessage(const std::string& origin, const std::vector<Alert>& alerts)
{
    Json blocks = Json::array();
    std::string summary;
    for (const Alert& alert : alerts) {
        // Plain text: nothing in it is read as markup or as a mention.
        blocks.push(Json::object()
                        .set("type", "section")
                        .set("block_id", alertId(origin, alert))
                        .set("text", Json::object().set("type", "plain_text").set("text", alert.text).set("emoji", false)));
        summary += (summary.empty() ? "" : "\n") + alert.text;
    }
    return Json::object().set("text", summary).set("blocks", std::move(blocks));
}

Json teamsMessage(const std::string& origin, const std::vector<Alert>& alerts)
{
    Json body = Json::array();
    for (const Alert& alert : alerts) {
        body.push(Json::object()
                      .set("type", "TextBlock")
                      .set("id", alertId(origin, alert))
                      .set("text", alert.text)
                      .set("wrap", true));
    }
    Json card = Json::object();
    card.set("$schema", "http://adaptivecards.io/schemas/adaptive-card.json").set("type", "AdaptiveCard").set("version", "1.2");
    card.set("body", std::move(body));
    Json attachment = Json::object();
    attachment.set("contentType", "application/vnd.microsoft.card.adaptive").set("content", std::move(card));
    Json attachments = Json::array();
    attachments.push(std::move(attachment));
    return Json::object().set("type", "message").set("attachments", std::move(attachments));
}

} // namespace

std::optional<Alert> alertOf(const EventHeader& header, const std::function<bool()>& wasP1)
{
    const auto payload = header.ticket ? payloadOf(header) : Result<Payload>(fail(ErrorCode::NotFound, "ticket", {}));
    return payload ? std::visit(AlertOf{header, wasP1}, *payload) : std::nullopt;
}

bool mayAlert(std::string_view header)
{
    const auto has = [&](std::string_view code) {
        return header.find("\"code\":\"" + std::string(code) + "\"") != std::string_view::npos;
    };
    return has(PrioritySet::kCode) || has(SlaAtRisk::kCode) || has(SlaBreached::kCode) || has(TicketAssigned::kCode);
}

std::string alertId(const std::string& origin, const Alert& alert)
{
    return origin + "#" + std::to_string(alert.event);
}

Json alertMessage(AlertFormat format, const std::string& origin, const std::vector<Alert>& alerts)
{
    return format == AlertFormat::Slack ? slackMessage(origin, alerts) : teamsMessage(origin, alerts);
}

bool isTaken(int status, std::string_view body)
{
    const bool good = status >= 200 && status < 300;
    return good && body.find("HTTP error 429") == std::string_view::npos;
}

bool isRefusedForGood(int status)
{
    return status == 400 || status == 413 || status == 422;
}

} // namespace stillgate
