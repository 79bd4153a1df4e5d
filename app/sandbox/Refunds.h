// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/Books.h"
#include "core/base/Money.h"

namespace stillgate::sandbox {

struct RefundRequest {
    std::string payment;
    Money amount; ///< more than nothing
    std::optional<std::int64_t> expectedVersion; ///< of the order; absent: not compared
};

/// {"payment", "amount", "currency", "expected_version"?}. Malformed names the path.
[[nodiscard]] Result<RefundRequest> refundFromJson(const Json& body);

/// 201 with the refund and the state before and after; 404 unknown payment; 412 state_moved with the order's "version"; 422
/// currency_mismatch or amount_over_remaining with "remaining". The order's version grows by one.
[[nodiscard]] Answer createRefund(const Entry& entry, const RefundRequest& request);

struct RechargeRequest {
    std::string refund;
    std::optional<std::int64_t> expectedVersion; ///< of the order; absent: not compared
};

/// {"expected_version"?}
[[nodiscard]] Result<RechargeRequest> rechargeFromJson(const std::string& refund, const Json& body);

/// Takes a whole refund back. 201, 404, 412 as above; 422 already_recharged.
[[nodiscard]] Answer createRecharge(const Entry& entry, const RechargeRequest& request);

[[nodiscard]] Answer readRefund(const View& view, const std::string& id);

/// {"refunds": […]}, {"recharges": […]}: what was made under this key; none is an empty list. 404 lookup_not_offered by a
/// system that cannot look up.
[[nodiscard]] Answer findRefunds(const View& view, const std::string& key);
[[nodiscard]] Answer findRecharges(const View& view, const std::string& key);

} // namespace stillgate::sandbox
