// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectors/Connector.h"
#include "core/connectors/sandbox/HttpExchange.h"

namespace stillgate {

/// How the answer to one operation is to be read.
struct AnswerShape {
    enum class Effect { Read, Write };
    Effect effect = Effect::Read;
    std::string listMember; ///< the list of what was found; empty where the answer is one record
};

/// What an exchange means for the caller. Pure: the whole table of statuses and losses is tested without a network. It relies on
/// what docs/sandbox.md promises: 4xx and 503 have had no effect.
[[nodiscard]] CallOutcome outcomeOf(const AnswerShape& shape, const HttpOutcome& exchange);

} // namespace stillgate
