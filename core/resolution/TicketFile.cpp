// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/resolution/TicketFile.h"

#include <algorithm>

#include <QRegularExpression>

namespace stillgate {

namespace {

std::string valueOf(const OpenedEvent& event, const std::string& field)
{
    const auto value = event.values.find(field);
    return value == event.values.end() ? std::string() : value->second.value;
}

bool isMessage(const OpenedEvent& event)
{
    return event.header.code == MessageReceived::kCode;
}

/// The decision of a gate.decided event that asks the customer; nothing for other events.
std::optional<GateDecided> askingDecision(const OpenedEvent& event)
{
    const auto payload =
        event.header.code == GateDecided::kCode ? payloadOf(event.header) : Result<Payload>(fail(ErrorCode::NotFound, {}, {}));
    const auto* decided = payload ? std::get_if<GateDecided>(&*payload) : nullptr;
    const bool asks = decided != nullptr && decided->statement.verdict == Verdict::AskCustomer;
    return asks ? std::optional(*decided) : std::nullopt;
}

/// The customer's messages in the order they are searched: those since a person first asked, newest first, and then the others.
std::vector<const OpenedEvent*> messagesToSearch(const std::vector<OpenedEvent>& events)
{
    const auto asked =
        std::find_if(events.begin(), events.end(), [](const OpenedEvent& e) { return askingDecision(e).has_value(); });
    std::vector<const OpenedEvent*> out;
    for (auto event = events.end(); event != asked;) {
        --event;
        if (isMessage(*event)) {
            out.push_back(&*event);
        }
    }
    for (auto event = events.begin(); event != asked; ++event) {
        if (isMessage(*event)) {
            out.push_back(&*event);
        }
    }
    return out;
}

std::string firstMatch(const std::vector<OpenedEvent>& events, const RunbookInput& input)
{
    const QRegularExpression pattern(QString::fromStdString(input.pattern), QRegularExpression::CaseInsensitiveOption |
                                                                                QRegularExpression::UseUnicodePropertiesOption);
    for (const OpenedEvent* event : messagesToSearch(events)) {
        for (const char* field : {"subject", "text"}) {
            const auto match = pattern.match(QString::fromStdString(valueOf(*event, field)));
            if (match.hasMatch()) {
                const QString found = match.captured(match.lastCapturedIndex() > 0 ? 1 : 0);
                return (input.letters == Letters::Upper ? found.toUpper() : found).toStdString();
            }
        }
    }
    return {};
}

std::string lowerAscii(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

} // namespace

void readInputs(const std::vector<OpenedEvent>& events, const Runbook& runbook, RecordGathering& into)
{
    const auto first = std::find_if(events.begin(), events.end(), isMessage);
    const std::string sender = first == events.end() ? std::string() : lowerAscii(valueOf(*first, "sender"));
    if (sender.empty()) {
        into.missing.emplace_back("sender");
    } else {
        into.inputs["sender"] = sender;
    }
    for (const RunbookInput& input : runbook.inputs) {
        const std::string value = firstMatch(events, input);
        if (value.empty()) {
            into.missing.push_back(input.name);
        } else {
            into.inputs[input.name] = value;
        }
    }
}

Result<Facts> proposalFacts(const std::vector<OpenedEvent>& events, const ActionId& action)
{
    for (const OpenedEvent& event : events) {
        if (event.header.code != ActionProposed::kCode || event.header.data.textAt("action") != action.text()) {
            continue;
        }
        const auto json = parseJson(valueOf(event, "facts"));
        if (!json || json->asObject() == nullptr) {
            return fail(ErrorCode::NotFound, "facts", "they were erased");
        }
        Facts facts;
        for (const Json::Member& member : *json->asObject()) {
            facts[member.key] = *member.value.asString();
        }
        return facts;
    }
    return fail(ErrorCode::NotFound, "facts", "no such proposal");
}

std::optional<std::string> questionOf(const std::vector<OpenedEvent>& events, const ActionId& action)
{
    std::optional<std::string> out;
    for (const OpenedEvent& event : events) {
        const auto asking = askingDecision(event);
        if (asking && asking->statement.action == action && event.values.contains("note")) {
            out = valueOf(event, "note");
        }
    }
    return out;
}

std::string languageOf(const std::vector<OpenedEvent>& events)
{
    std::string newest = "en";
    for (const OpenedEvent& event : events) {
        const std::string_view language = isMessage(event) ? event.header.data.textAt("language") : std::string_view();
        if (!language.empty()) {
            newest = language;
        }
    }
    return newest;
}

Result<Json> noticeMessage(const std::vector<OpenedEvent>& events, const Notice& notice)
{
    const auto first = std::find_if(events.begin(), events.end(),
                                    [&](const OpenedEvent& event) { return event.header.sequence == notice.first; });
    if (first == events.end() || !first->values.contains("body")) {
        return fail(ErrorCode::NotFound, "body", "the text of the notice is not there any more");
    }
    const auto opened = std::find_if(events.begin(), events.end(),
                                     [](const OpenedEvent& event) { return event.header.code == TicketOpened::kCode; });
    Json message = Json::object();
    message.set("to_customer", valueOf(*first, "recipient"));
    message.set("channel", opened == events.end() ? "email" : opened->header.data.textAt("channel"));
    message.set("subject", valueOf(*first, "subject"));
    message.set("body", valueOf(*first, "body"));
    return message;
}

} // namespace stillgate
