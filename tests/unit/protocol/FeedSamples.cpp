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

rpc::FeedRows::Params sample(std::type_identity<rpc::FeedRows>)
{
    return {{ticketRow()}, {gateRow()}, {title(), erasedTitle()}, true};
}

rpc::FeedEvents::Params sample(std::type_identity<rpc::FeedEvents>)
{
    return {{carried(header())}, {ticketRow()}, {gateRow()}, {title(), erasedTitle()}, std::string(kNote), 49, kMorning};
}

} // namespace stillgate::samples
