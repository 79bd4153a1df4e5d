// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/domain/Event.h"
#include "core/domain/HandlingEvents.h"
#include "core/ledger/Store.h"

namespace stillgate {

/// What a team channel is told of.
enum class AlertKind { P1, AtRisk, Breached, Held };
template <>
struct EnumNames<AlertKind> {
    static constexpr std::array<std::pair<AlertKind, std::string_view>, 4> kNames{
        {{AlertKind::P1, "p1"}, {AlertKind::AtRisk, "at_risk"}, {AlertKind::Breached, "breached"}, {AlertKind::Held, "held"}}};
};

/// Whose incoming webhook a message is for: {"text", "blocks"} of Slack, or an Adaptive Card in a message of Teams.
enum class AlertFormat { Slack, Teams };
template <>
struct EnumNames<AlertFormat> {
    static constexpr std::array<std::pair<AlertFormat, std::string_view>, 2> kNames{
        {{AlertFormat::Slack, "slack"}, {AlertFormat::Teams, "teams"}}};
};

/// One line for a channel. Codes, ids and times: nothing that a person wrote, no name and no amount.
struct Alert {
    Sequence event = 0; ///< with the ledger's origin its id: the same alert sent twice can be told by it
    AlertKind kind = AlertKind::P1;
    TicketId ticket;
    std::string text;

    friend bool operator==(const Alert&, const Alert&) = default;
};

/// The alert that an event gives rise to. A ticket's P1 is told when it becomes one, not each time that its score moves: `wasP1` says
/// whether it was one before the event.
[[nodiscard]] std::optional<Alert> alertOf(const EventHeader& header, const std::function<bool()>& wasP1);

/// Whether the bytes of a header may be those of an event that alerts come from; tells most of the others without decoding.
[[nodiscard]] bool mayAlert(std::string_view header);

/// "sample.example/ledger#41": of one alert in a message.
[[nodiscard]] std::string alertId(const std::string& origin, const Alert& alert);

/// The body of a message with at least one alert.
[[nodiscard]] Json alertMessage(AlertFormat format, const std::string& origin, const std::vector<Alert>& alerts);

/// Whether the answer says that the message was taken. Teams answers 200 for a message that it dropped because of its rate, and says so
/// in the text alone.
[[nodiscard]] bool isTaken(int status, std::string_view body);
/// Whether the other side will never take this message, however often it is sent.
[[nodiscard]] bool isRefusedForGood(int status);

} // namespace stillgate
