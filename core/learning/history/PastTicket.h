// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/Digest.h"
#include "core/base/JsonCodec.h"
#include "core/base/Time.h"
#include "core/triage/Redaction.h"

/// Tickets that another system closed, as files tell of them. They teach and are judged; they never become tickets here.
namespace stillgate::history {

/// What a column of such a file can mean.
enum class Field {
    Id,
    Subject,
    Text,
    Label, ///< the intent
    Outcome,
    ResolutionCode,
    Reopened,
    OpenedAt,
    ClosedAt,
    CustomerEmail,
    CustomerId,
    Team,
    Channel,
    Language,
    Tier,
};

enum class Reopened { Unknown, No, Yes };

/// What a ticket says of who wrote it. A digest stands for the value, so that values can be compared and none is kept.
struct CustomerKey {
    Digest digest; ///< SHA-256 of the value without blanks around it, an e-mail address in small letters
    bool isWellFormed = true; ///< false for an e-mail address that is none

    friend bool operator==(const CustomerKey&, const CustomerKey&) = default;
};

struct PastTicket {
    std::int64_t line = 0; ///< where its row begins, from 1
    std::uint64_t end = 0; ///< bytes of the file up to the end of its row, to show progress by
    triage::Redaction text; ///< subject and text as a live message would be put together, redacted
    std::string label; ///< empty when the row has none
    std::string outcome;
    std::string resolutionCode;
    Reopened reopened = Reopened::Unknown;
    std::optional<UtcTime> openedAt;
    std::optional<UtcTime> closedAt;
    std::optional<CustomerKey> email;
    std::optional<CustomerKey> customer; ///< the other system's id of the customer
    std::string team;
    std::string channel;
    std::string language;
    std::string tier;
};

} // namespace stillgate::history

template <>
struct stillgate::EnumNames<stillgate::history::Field> {
    using Field = history::Field;
    static constexpr std::array<std::pair<Field, std::string_view>, 15> kNames{{{Field::Id, "id"},
                                                                                {Field::Subject, "subject"},
                                                                                {Field::Text, "text"},
                                                                                {Field::Label, "label"},
                                                                                {Field::Outcome, "outcome"},
                                                                                {Field::ResolutionCode, "resolution_code"},
                                                                                {Field::Reopened, "reopened"},
                                                                                {Field::OpenedAt, "opened_at"},
                                                                                {Field::ClosedAt, "closed_at"},
                                                                                {Field::CustomerEmail, "customer_email"},
                                                                                {Field::CustomerId, "customer_id"},
                                                                                {Field::Team, "team"},
                                                                                {Field::Channel, "channel"},
                                                                                {Field::Language, "language"},
                                                                                {Field::Tier, "tier"}}};
};
