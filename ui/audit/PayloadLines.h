// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "core/base/Json.h"

namespace stillgate {

/// The data of an event line by line, members in their canonical order (RFC 8785). What is only seen and not copied from here: long
/// ids and digests have their middle left out, and what a reader would not see is escaped.
[[nodiscard]] QStringList payloadLines(const Json& data);

} // namespace stillgate
