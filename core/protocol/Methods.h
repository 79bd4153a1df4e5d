// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>

#include "core/protocol/CommandMethods.h"
#include "core/protocol/GateMethods.h"
#include "core/protocol/LedgerMethods.h"
#include "core/protocol/SessionMethods.h"
#include "core/protocol/TaxonomyMethods.h"
#include "core/protocol/TicketMethods.h"

/// The registry: every method as a type with its name, its parameters and its result, known to both ends.
namespace stillgate::rpc {

template <typename M>
concept Method = requires {
    { M::kName } -> std::convertible_to<std::string_view>;
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
    MethodList<SessionHello, TicketsList, TicketsCounts, TicketGet, GatesList, GateGet, EventsList, CommandSubmit, IntakeSubmit,
               LedgerStatus, LedgerInclusion, LedgerConsistency, AttachmentRead, TaxonomyGet, DaemonStop>;

} // namespace stillgate::rpc
