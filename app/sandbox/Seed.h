// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/Books.h"

namespace stillgate::sandbox {

/// Fills empty books from {"customers": […], "orders": […], "payments": […], "refunds": […], "accounts": […]} as
/// docs/sandbox.md describes it; says whether they were empty (books with anything in them are left alone). Malformed names the
/// path of the first thing that is wrong: a missing field, a reference to nothing, a refund over its payment.
[[nodiscard]] Result<bool> seedBooks(const Books& books, const Json& seed);

} // namespace stillgate::sandbox
