// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/protocol/MethodSamples.h"

#include "tests/support/Samples.h"

namespace stillgate::samples {

namespace {

constexpr std::string_view kOrigin = "sample.example/ledger";

template <typename Identifier>
Identifier id(std::string_view name)
{
    return {uuidV7(kMorning, digest(name))};
}

Opening opening(std::string_view value)
{
    return {*fixedFrom<Salt>(digest("salt of " + std::string(value)).view()), std::string(value)};
}

rpc::EventView view()
{
    return {carried(header()),
            {{"target", opening("order O-07")},
             {"name", tl::make_unexpected(rpc::Hidden::Erased)},
             {"note", tl::make_unexpected(rpc::Hidden::NotYours)},
             {"text", tl::make_unexpected(rpc::Hidden::TooLarge)}}};
}

Statement statement()
{
    Statement out;
    out.origin = kOrigin;
    out.gate = id<GateId>("gate");
    out.action = id<ActionId>("action");
    out.proposal = digest("proposal");
    out.display = digest("display");
    out.verdict = Verdict::Deny;
    out.approver = person(2);
    out.keyId = "0123456789abcdef";
    out.nonce = *fixedFrom<Nonce>(digest("nonce").view());
    out.issued = kMorning;
    out.expires = kMorning + Duration::minutes(5);
    out.policy = digest("policy");
    out.checkpoint = {53, digest("root")};
    out.reason = "wrong_target";
    out.note = digest("note");
    out.withdraws = digest("earlier statement");
    return out;
}

} // namespace

rpc::CarriedHeader carried(const EventHeader& header)
{
    return *rpc::CarriedHeader::fromBytes(*encodeHeader(header));
}

TicketRow ticketRow()
{
    TicketRow row;
    row.id = id<TicketId>("ticket");
    row.customer = person(7);
    row.stage = Stage::Gate;
    row.band = Band::Assisted;
    row.intent = "charged_twice";
    row.confidence = 9120;
    row.team = "billing";
    row.classified = 42;
    row.reviewed = ReviewedRow{ReviewVerdict::Accept, "charged_twice", 50};
    row.opened = 40;
    row.latest = 52;
    row.openedAt = kMorning;
    row.movedAt = kMorning + Duration::seconds(2);
    row.messages = 1;
    row.gate = id<GateId>("gate");
    row.amount = euro(12900);
    row.actionStatus = "proposed";
    return row;
}

/// With everything that triage and people add. One sample has it: each of its fields is changed in every way against the schema.
TicketRow handledRow()
{
    TicketRow row = ticketRow();
    row.priority = Priority::P2;
    row.score = 45;
    row.deadline = DeadlineRow{SlaMetric::Resolution, SlaState::AtRisk, kMorning + Duration::minutes(240), false};
    row.assignee = person(101);
    row.claimedUntil = kMorning + Duration::minutes(60);
    return row;
}

GateRow gateRow()
{
    return {id<GateId>("gate"),
            id<TicketId>("ticket"),
            id<ActionId>("action"),
            GateStatus::Open,
            Stakes::Normal,
            "approval_over_100",
            kMorning + Duration::minutes(30),
            euro(12900),
            "sandbox",
            "refund.create",
            {{Role::L2Agent, 1}},
            0,
            51};
}

EventHeader header()
{
    EventHeader out;
    out.sequence = 48;
    out.code = "action.proposed";
    out.time = kMorning;
    out.actor = kOrchestrator;
    out.ticket = id<TicketId>("ticket");
    out.command = CommandRef{id<CommandId>("command"), digest("body")};
    out.data.set("operation", "refund.create");
    out.personal["target"] = {person(7), digest("target"), std::nullopt};
    return out;
}

rpc::SubmitDecision decision()
{
    return {statement(), {}, opening("The customer wrote about another order"), "123456"};
}

Sample<rpc::SessionHello> sample(std::type_identity<rpc::SessionHello>)
{
    return {{"stillgatectl", "0.1.0", {"feed"}},
            {"stillgated",
             "0.1.0",
             {},
             std::string(kOrigin),
             Environment::Dev,
             person(2),
             "Sample Agent 2",
             {Role::L2Agent, Role::Qa},
             {Operation::Greet, Operation::ApproveGate},
             53}};
}

Sample<rpc::TicketsList> sample(std::type_identity<rpc::TicketsList>)
{
    return {{Stage::Gate, 60, rpc::SortOrder::NewestFirst, {50}}, {{handledRow()}, 40}};
}

Sample<rpc::TicketsCounts> sample(std::type_identity<rpc::TicketsCounts>)
{
    return {{}, {{{"gate", 1}, {"closed", 12}}, 13}};
}

Sample<rpc::TicketGet> sample(std::type_identity<rpc::TicketGet>)
{
    return {{id<TicketId>("ticket"), 47}, {ticketRow(), {view()}, 48}};
}

Sample<rpc::GatesList> sample(std::type_identity<rpc::GatesList>)
{
    return {{GateStatus::Open, 50, rpc::SortOrder::OldestFirst, {100}}, {{gateRow()}, 51}};
}

Sample<rpc::GateGet> sample(std::type_identity<rpc::GateGet>)
{
    rpc::GateGet::Result result;
    result.row = gateRow();
    result.proposed = view();
    result.decided = carried(header());
    result.observed = view();
    result.displayLines = {{"amount", "", "129.00 EUR", std::nullopt}, {"target", "", "", digest("target")}};
    result.display = digest("display");
    result.proposal = digest("proposal");
    result.policy = digest("policy");
    result.terms = rpc::DecisionTerms{"0123456789abcdef", *fixedFrom<Nonce>(digest("nonce").view()), kMorning,
                                      kMorning + Duration::minutes(5)};
    result.checkpoint = {53, digest("root")};
    result.origin = kOrigin;
    result.approvals = {{person(3), Role::L2Agent, digest("statement"), 52}};
    return {{id<GateId>("gate"), "0123456789abcdef"}, std::move(result)};
}

Sample<rpc::GateReread> sample(std::type_identity<rpc::GateReread>)
{
    return {{id<GateId>("gate")}, {kMorning, {{"order.refunded", "0.00 EUR", "129.00 EUR"}}}};
}

Sample<rpc::EventsList> sample(std::type_identity<rpc::EventsList>)
{
    return {{48,
             {1},
             rpc::SortOrder::OldestFirst,
             id<TicketId>("ticket"),
             person(2),
             "action.",
             kMorning,
             kMorning + Duration::days(1)},
            {{carried(header())}, 49, 53}};
}

Sample<rpc::CommandSubmit> sample(std::type_identity<rpc::CommandSubmit>)
{
    const Refusal refusal{RefusalCode::GateNotOpen,
                          "voided",
                          {{"order.refunded", "0.00", "129.00"}},
                          DecisionMade{person(3), Verdict::Deny, kMorning, 52}};
    return {{id<CommandId>("command"), decision()}, {rpc::CommandOutcome::Refused, refusal, 53, 54}};
}

Sample<rpc::IntakeSubmit> sample(std::type_identity<rpc::IntakeSubmit>)
{
    Json message = Json::object();
    message.set("source", "form").set("channel", "web").set("text", "Hello");
    return {{{message}},
            {{{id<TicketId>("ticket"), false, std::nullopt},
              {std::nullopt, false, rpc::ErrorData{"malformed", "$.messages[1].text", "expected a text"}}}}};
}

Sample<rpc::LedgerStatus> sample(std::type_identity<rpc::LedgerStatus>)
{
    return {{},
            {53, digest("root"), "sample.example/ledger\n53\n…\n", rpc::ClockState::Good, Environment::Dev,
             std::string(kOrigin), "sample"}};
}

Sample<rpc::LedgerInclusion> sample(std::type_identity<rpc::LedgerInclusion>)
{
    return {{48, 53}, {48, 53, {digest("left"), digest("right")}}};
}

Sample<rpc::LedgerConsistency> sample(std::type_identity<rpc::LedgerConsistency>)
{
    return {{48, 53}, {48, 53, {digest("left"), digest("right")}}};
}

Sample<rpc::AttachmentRead> sample(std::type_identity<rpc::AttachmentRead>)
{
    return {{id<BlobId>("blob"), 65536, {4096}}, {{{'p', 'n', 'g', 0}}}};
}

Sample<rpc::TaxonomyGet> sample(std::type_identity<rpc::TaxonomyGet>)
{
    const std::string definition = "The customer paid twice for one order.";
    return {{},
            {"starter",
             1,
             {{"billing", "Billing", "Payments and refunds.", "billing", false}},
             {{"charged_twice", "Charged twice", definition, "billing", "billing", false, 8500, 6000}},
             {DenyReason::WrongTarget, DenyReason::Other},
             {EscalateReason::OverMyAuthority, EscalateReason::Other},
             {ReviewTag::Ambiguous}}};
}

Sample<rpc::DaemonStop> sample(std::type_identity<rpc::DaemonStop>)
{
    return {};
}

} // namespace stillgate::samples
