// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/Methods.h"

/// One made-up call of every method, with every optional field set. The golden files hold what they look like on the wire.
namespace stillgate::samples {

template <rpc::Method M>
struct Sample {
    typename M::Params params;
    typename M::Result result;
};

[[nodiscard]] Sample<rpc::SessionHello> sample(std::type_identity<rpc::SessionHello>);
[[nodiscard]] Sample<rpc::TicketsList> sample(std::type_identity<rpc::TicketsList>);
[[nodiscard]] Sample<rpc::TicketsCounts> sample(std::type_identity<rpc::TicketsCounts>);
[[nodiscard]] Sample<rpc::TicketGet> sample(std::type_identity<rpc::TicketGet>);
[[nodiscard]] Sample<rpc::GatesList> sample(std::type_identity<rpc::GatesList>);
[[nodiscard]] Sample<rpc::GateGet> sample(std::type_identity<rpc::GateGet>);
[[nodiscard]] Sample<rpc::GateReread> sample(std::type_identity<rpc::GateReread>);
[[nodiscard]] Sample<rpc::EventsList> sample(std::type_identity<rpc::EventsList>);
[[nodiscard]] Sample<rpc::CommandSubmit> sample(std::type_identity<rpc::CommandSubmit>);
[[nodiscard]] Sample<rpc::IntakeSubmit> sample(std::type_identity<rpc::IntakeSubmit>);
[[nodiscard]] Sample<rpc::LedgerStatus> sample(std::type_identity<rpc::LedgerStatus>);
[[nodiscard]] Sample<rpc::LedgerInclusion> sample(std::type_identity<rpc::LedgerInclusion>);
[[nodiscard]] Sample<rpc::LedgerConsistency> sample(std::type_identity<rpc::LedgerConsistency>);
[[nodiscard]] Sample<rpc::AttachmentRead> sample(std::type_identity<rpc::AttachmentRead>);
[[nodiscard]] Sample<rpc::TaxonomyGet> sample(std::type_identity<rpc::TaxonomyGet>);
[[nodiscard]] Sample<rpc::DaemonStop> sample(std::type_identity<rpc::DaemonStop>);

[[nodiscard]] Sample<rpc::SessionChallenge> sample(std::type_identity<rpc::SessionChallenge>);
[[nodiscard]] Sample<rpc::SessionSetUp> sample(std::type_identity<rpc::SessionSetUp>);
[[nodiscard]] Sample<rpc::SessionSignIn> sample(std::type_identity<rpc::SessionSignIn>);
[[nodiscard]] Sample<rpc::SessionRenew> sample(std::type_identity<rpc::SessionRenew>);
[[nodiscard]] Sample<rpc::SessionProve> sample(std::type_identity<rpc::SessionProve>);
[[nodiscard]] Sample<rpc::SessionsList> sample(std::type_identity<rpc::SessionsList>);
[[nodiscard]] Sample<rpc::SessionsEnd> sample(std::type_identity<rpc::SessionsEnd>);
[[nodiscard]] Sample<rpc::PeopleList> sample(std::type_identity<rpc::PeopleList>);
[[nodiscard]] Sample<rpc::PeopleEnrol> sample(std::type_identity<rpc::PeopleEnrol>);
[[nodiscard]] Sample<rpc::PeopleInvite> sample(std::type_identity<rpc::PeopleInvite>);
[[nodiscard]] Sample<rpc::GateMay> sample(std::type_identity<rpc::GateMay>);
[[nodiscard]] Sample<rpc::HaltsList> sample(std::type_identity<rpc::HaltsList>);

[[nodiscard]] Sample<rpc::FeedSubscribe> sample(std::type_identity<rpc::FeedSubscribe>);
[[nodiscard]] Sample<rpc::Discover> sample(std::type_identity<rpc::Discover>);

[[nodiscard]] rpc::FeedRows::Params sample(std::type_identity<rpc::FeedRows>);
[[nodiscard]] rpc::FeedEvents::Params sample(std::type_identity<rpc::FeedEvents>);

[[nodiscard]] EventHeader header();
[[nodiscard]] rpc::CarriedHeader carried(const EventHeader& header);
[[nodiscard]] TicketRow ticketRow();
[[nodiscard]] GateRow gateRow();
[[nodiscard]] rpc::SubmitDecision decision();
/// One of every kind that is about people.
[[nodiscard]] std::vector<rpc::PersonCommand> peopleCommands();

} // namespace stillgate::samples
