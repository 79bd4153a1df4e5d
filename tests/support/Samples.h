// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/domain/Decide.h"

/// Plainly made-up values that tests start from: one customer who was charged twice for one order, and the rules that say what follows.
namespace stillgate::samples {

/// The first instant of the sample day: 2026-03-02T08:00:00Z.
inline constexpr UtcTime kMorning{1'772'438'400'000};

/// A person by number; the same number is always the same person.
[[nodiscard]] PersonId person(int number);
/// A digest that stands for `name`.
[[nodiscard]] Digest digest(std::string_view name);
[[nodiscard]] Money euro(std::int64_t cents);
[[nodiscard]] Condition condition(std::string_view fact, Operator op, std::string_view value);

/// Refunds with identity of strength 2 are allowed; over 100.00 one L2 agent approves, over 1000.00 two, with hold-backs of 1, 10 and
/// 60 seconds by stakes; a gate expires after 30 minutes, silence closes after an hour, and an answer may take two days.
[[nodiscard]] Policy policy();
/// Refund of the second of two equal payments; five calls at the most, half a second before the second one.
[[nodiscard]] Runbook runbook();
/// The same steps for another intent, refund_request.
[[nodiscard]] Runbook goodwillRunbook();
/// charged_twice and refund_request, which have runbooks; delivery_status, which has none; account_takeover, which raises a red flag;
/// data_deletion, which is never automated.
[[nodiscard]] std::vector<IntentRoute> intents();
[[nodiscard]] Rulebook rulebook();

/// What the system of record has about the sample order.
struct Books {
    std::string owner = "C-07";
    std::string email = "customer07@sample.example";
    std::string currency = "EUR";
    std::string total = "129.00";
    std::string paid = "258.00";
    std::string refunded = "0.00";
    std::string payment = "129.00"; ///< each of the two
    std::string status = "paid";
    int version = 1;
};

/// Books of an order over `amount` that was paid twice.
[[nodiscard]] Books chargedTwice(const Money& amount);
[[nodiscard]] Json order(const Books& books);
[[nodiscard]] Json customers(const Books& books);

[[nodiscard]] IncomingMessage message(int number, const PersonId& customer);
/// Charged twice, sure enough to run alone, no red flag.
[[nodiscard]] Classified classified();
/// Inputs and records that the sample runbooks ask for.
[[nodiscard]] RecordGathering gathering(const TicketId& ticket, const Books& books, const std::string& runbook);

} // namespace stillgate::samples
