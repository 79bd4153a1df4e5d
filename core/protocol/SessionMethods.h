// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/JsonCodec.h"
#include "core/domain/Ids.h"
#include "core/domain/Permissions.h"
#include "core/domain/Words.h"
#include "core/protocol/WireTypes.h"

namespace stillgate::rpc {

/// Who is at either end. Both name the features they know; those that both name are in force.
struct SessionHello {
    static constexpr std::string_view kName = "session.hello";
    static constexpr Operation kOperation = Operation::Greet;

    struct Params {
        std::string client; ///< name of the program
        std::string version;
        std::vector<std::string> features;

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        std::string server;
        std::string version;
        std::vector<std::string> features;
        std::string origin; ///< name of the ledger
        Environment environment = Environment::Dev;
        PersonId person; ///< whom the token stands for
        std::string name; ///< how that person is called; empty when nobody said
        std::vector<Role> roles; ///< of that person
        std::vector<Operation> may; ///< what those roles permit: what there is to offer
        std::uint64_t size = 0; ///< of the ledger

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// Ends the orchestrator; the answer comes before the end.
struct DaemonStop {
    static constexpr std::string_view kName = "daemon.stop";
    static constexpr Operation kOperation = Operation::StopDaemon;
    using Params = Nothing;
    using Result = Nothing;
};

template <typename Visitor>
void describe(Visitor& visit, SessionHello::Params& params)
{
    visit("client", params.client);
    visit("version", params.version);
    visit("features", params.features);
}

template <typename Visitor>
void describe(Visitor& visit, SessionHello::Result& result)
{
    visit("server", result.server);
    visit("version", result.version);
    visit("features", result.features);
    visit("origin", result.origin);
    visit("environment", result.environment);
    visit("person", result.person);
    visit("name", result.name);
    visit("roles", result.roles);
    visit("may", result.may);
    visit("size", result.size);
}

} // namespace stillgate::rpc
