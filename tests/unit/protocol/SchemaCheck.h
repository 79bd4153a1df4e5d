// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/Json.h"

namespace stillgate {

/// What a value breaks of a JSON Schema: empty when nothing. Knows the words that the protocol's schemas use (draft 7); any other word
/// but a description is itself a fault, so that none is passed over.
[[nodiscard]] std::string schemaFault(const Json& schema, const Json& value, const std::string& path = "$");

} // namespace stillgate
