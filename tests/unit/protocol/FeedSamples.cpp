// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Samples.h"
#include "tests/unit/protocol/MethodSamples.h"

namespace stillgate::samples {

namespace {

constexpr std::string_view kNote = "sample.example/ledger\n53\n…\n";

rpc::TicketTitle title()
{
    return {ticketRow().id, "Charged twice for order O-07", "Sample Customer 07", std::nullopt};
}

rpc::TicketTitle erasedTitle()
{
    return {TicketId{uuidV7(kMorning, digest("erased ticket"))}, {}, {}, rpc::Hidden::Erased};
}

} // namespace

Sample<rpc::FeedSubscribe> sample(std::type_identity<rpc::FeedSubscribe>)
{
    return {{48}, {rpc::FeedStart::Events, 48, {digest("left"), digest("right")}, std::string(kNote), 53}};
}

Sample<rpc::Discover> sample(std::type_identity<rpc::Discover>)
{
    const rpc::ContentDescriptor from{"from", false, Json().set("type", "integer")};
    const rpc::ContentDescriptor result{"result", true, Json().set("type", "object")};
    rpc::Discover::Result document;
    document.openrpc = "1.3.2";
    document.info = {"Stillgate orchestrator", "0.1.0"};
    document.methods = {{"feed.subscribe", "by-name", {from}, result, {{"#/components/errors/conflict"}}}};
    document.components = {{{"conflict", {-32002, "Conflict"}}}, {{"error_data", Json().set("type", "object")}}};
    document.notices = {{"feed.rows", {{"last", true, Json().set("type", "boolean")}}}};
    return {{}, std::move(document)};
}

rpc::FeedRows::Params sample(std::type_identity<rpc::FeedRows>)
{
    return {{ticketRow()}, {gateRow()}, {title(), erasedTitle()}, true};
}

rpc::FeedEvents::Params sample(std::type_identity<rpc::FeedEvents>)
{
    return {{carried(header())}, {ticketRow()}, {gateRow()}, {title(), erasedTitle()}, std::string(kNote), 49, kMorning};
}

} // namespace stillgate::samples
