// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/domain/HaltEvents.h"
#include "core/domain/Permissions.h"
#include "core/protocol/WireTypes.h"

namespace stillgate::rpc {

/// A halt that stands.
struct HaltView {
    HaltTarget target;
    HaltReason reason = HaltReason::Other;
    PersonId by; ///< the orchestrator's for the file
    UtcTime at;
    Sequence event = 0; ///< its halt.set event

    friend bool operator==(const HaltView&, const HaltView&) = default;
};

/// What stands still, the widest first.
struct HaltsList {
    static constexpr std::string_view kName = "halts.list";
    static constexpr Operation kOperation = Operation::ReadHalts;
    using Params = Nothing;

    struct Result {
        std::vector<HaltView> halts;
        bool file = false; ///< the file that stops everything is in the data folder at this moment, recorded yet or not
        std::vector<std::string> connectors; ///< that can be halted, by name

        friend bool operator==(const Result&, const Result&) = default;
    };
};

template <typename Visitor>
void describe(Visitor& visit, HaltView& halt)
{
    visit("target", halt.target);
    visit("reason", halt.reason);
    visit("by", halt.by);
    visit("at", halt.at);
    visit("event", halt.event);
}

template <typename Visitor>
void describe(Visitor& visit, HaltsList::Result& result)
{
    visit("halts", result.halts);
    visit("file", result.file);
    visit("connectors", result.connectors);
}

} // namespace stillgate::rpc
