// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/Books.h"

namespace stillgate::sandbox {

/// {"customers": [{id, name, email, tier, version, orders: [id…], account: {status, plan, version} or null}…]}: those whose
/// address is exactly this one, byte by byte.
[[nodiscard]] Answer findCustomers(const View& view, const std::string& email);

/// The order with its payments and their refunds, oldest first; "paid" and "refunded" are sums over the payments, a recharged
/// refund no longer counts.
[[nodiscard]] Answer readOrder(const View& view, const std::string& id);

} // namespace stillgate::sandbox
