// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>

#include "core/protocol/AccountMethods.h"
#include "core/protocol/CommandMethods.h"
#include "core/protocol/DiscoverMethods.h"
#include "core/protocol/FeedMethods.h"
#include "core/protocol/GateMethods.h"
#include "core/protocol/HaltMethods.h"
#include "core/protocol/LedgerMethods.h"
#include "core/protocol/PeopleMethods.h"
#include "core/protocol/SessionMethods.h"
#include "core/protocol/TaxonomyMethods.h"
#include "core/protocol/TicketMethods.h"

/// The registry: every method as a type with its name, its parameters and its result, known to both ends.
namespace stillgate::rpc {

template <typename M>
concept Method = requires {
    { M::kName } -> std::convertible_to<std::string_view>;
    { M::kOperation } -> std::convertible_to<Operation>; // so that none is without a place in the table of permissions
    typename M::Params;
    typename M::Result;
};

template <Method... M>
struct MethodList {
    static constexpr std::size_t kSize = sizeof...(M);

    /// Calls `visit` with std::type_identity<M>{} for each method.
    template <typename F>
    static void forEach(const F& visit)
    {
        (visit(std::type_identity<M>{}), ...);
    }
};

using Methods =
    MethodList<SessionHello, TicketsList, TicketsCounts, TicketGet, GatesList, GateGet, GateReread, EventsList, CommandSubmit,
               IntakeSubmit, LedgerStatus, LedgerInclusion, LedgerConsistency, AttachmentRead, TaxonomyGet, DaemonStop,
               FeedSubscribe, Discover, SessionChallenge, SessionSetUp, SessionSignIn, SessionRenew, SessionProve, SessionsList,
               SessionsEnd, PeopleList, PeopleEnrol, PeopleInvite, GateMay, HaltsList>;

/// What the orchestrator says without being asked: its name and its parameters.
template <typename N>
concept Notice = requires {
    { N::kName } -> std::convertible_to<std::string_view>;
    typename N::Params;
};

template <Notice... N>
struct NoticeList {
    static constexpr std::size_t kSize = sizeof...(N);

    /// Calls `visit` with std::type_identity<N>{} for each.
    template <typename F>
    static void forEach(const F& visit)
    {
        (visit(std::type_identity<N>{}), ...);
    }
};

using Notices = NoticeList<FeedRows, FeedEvents>;

} // namespace stillgate::rpc
