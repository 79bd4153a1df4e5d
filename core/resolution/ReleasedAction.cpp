// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/resolution/ReleasedAction.h"

#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/domain/Display.h"

namespace stillgate {

namespace {

template <typename P>
struct Found {
    const OpenedEvent* event = nullptr;
    P payload;
};

/// The newest event of one kind that `wanted` accepts.
template <typename P, typename Wanted>
std::optional<Found<P>> newest(const std::vector<OpenedEvent>& events, Wanted wanted)
{
    std::optional<Found<P>> found;
    for (const OpenedEvent& event : events) {
        if (event.header.code != P::kCode) {
            continue;
        }
        const auto payload = payloadOf(event.header);
        const P* typed = payload ? std::get_if<P>(&*payload) : nullptr;
        if (typed != nullptr && wanted(*typed)) {
            found = Found<P>{&event, *typed};
        }
    }
    return found;
}

tl::unexpected<Error> refused(std::string check, std::string detail = {})
{
    return fail(ErrorCode::Refused, std::move(check), std::move(detail));
}

Result<std::string> opened(const OpenedEvent& event, const std::string& field)
{
    const auto value = event.values.find(field);
    if (value == event.values.end()) {
        return refused(field, "the value is not there any more");
    }
    if (const auto checked = checkOpening(event.header, field, value->second); !checked) {
        return tl::make_unexpected(checked.error());
    }
    return value->second.value;
}

bool isSignedBy(const GateDecided& decision, const Signers& signers)
{
    const auto person = signers.find(decision.statement.approver);
    if (person == signers.end()) {
        return false;
    }
    const auto key = person->second.find(decision.statement.keyId);
    return key != person->second.end() && !key->second.revoked &&
           std::find(key->second.roles.begin(), key->second.roles.end(), decision.statement.slot) != key->second.roles.end() &&
           verifySignature(key->second.key, asBytes(signedBytes(decision.statement)), decision.signature);
}

/// The approvals that stand on a gate: signed, about this proposal, not withdrawn, one a person.
std::vector<GateDecided> standingApprovals(const std::vector<OpenedEvent>& events, const GateOpened& gate,
                                           const Signers& signers)
{
    std::vector<GateDecided> out;
    for (const OpenedEvent& event : events) {
        const bool counts = event.header.code == GateDecided::kCode || event.header.code == ApprovalVoided::kCode;
        const auto payload = counts ? payloadOf(event.header) : Result<Payload>(refused("code"));
        if (const auto* voided = payload ? std::get_if<ApprovalVoided>(&*payload) : nullptr; voided != nullptr) {
            std::erase_if(out, [&](const GateDecided& one) { return digestOf(one.statement) == voided->statement; });
            continue;
        }
        const auto* decision = payload ? std::get_if<GateDecided>(&*payload) : nullptr;
        if (decision == nullptr || decision->gate != gate.gate || !isSignedBy(*decision, signers)) {
            continue;
        }
        const Statement& statement = decision->statement;
        const auto samePerson = [&](const GateDecided& other) { return other.statement.approver == statement.approver; };
        if (statement.verdict == Verdict::Withdraw) {
            std::erase_if(out, samePerson);
        } else if (statement.verdict != Verdict::Approve) {
            return {}; // one person's no is enough
        } else if (statement.verdict == Verdict::Approve && statement.proposal == gate.proposal &&
                   statement.display == gate.display && statement.policy == gate.policy &&
                   std::none_of(out.begin(), out.end(), samePerson)) {
            out.push_back(*decision);
        }
    }
    return out;
}

bool meetsQuorum(const std::vector<GateDecided>& approvals, const std::vector<QuorumPart>& quorum)
{
    return !quorum.empty() && std::all_of(quorum.begin(), quorum.end(), [&](const QuorumPart& part) {
        return std::count_if(approvals.begin(), approvals.end(),
                             [&](const GateDecided& decision) { return decision.statement.slot == part.role; }) >= part.count;
    });
}

Result<NotPlanted> releaseFromGate(const std::vector<OpenedEvent>& events, const ActionProposed& action, const Signers& signers)
{
    const auto gate = newest<GateOpened>(events, [&](const GateOpened& g) { return g.action == action.action; });
    if (!gate || gate->payload.proposal != action.proposal) {
        return refused("gate", "no gate was opened for exactly this proposal");
    }
    const auto approvals = standingApprovals(events, gate->payload, signers);
    if (STILLGATE_PROTECTION_ON("executor_signatures") && !meetsQuorum(approvals, gate->payload.quorum)) {
        return refused("signatures", "the quorum does not stand on valid signatures");
    }
    const auto opening = newest<GateDecided>(
        events, [&](const GateDecided& d) { return d.gate == gate->payload.gate && d.planted.has_value(); });
    if (!opening) {
        return refused("planted", "the planted flag was not opened");
    }
    return NotPlanted::open(gate->event->header, *opening->payload.planted);
}

} // namespace

Signers signersOf(const State& state)
{
    Signers out = state.people;
    for (auto& [person, keys] : out) {
        for (auto& [id, key] : keys) {
            key.roles = rolesOf(state, person);
        }
    }
    return out;
}

Result<NotPlanted> NotPlanted::open(const EventHeader& gateOpened, const Opening& opening)
{
    const auto fits = checkOpening(gateOpened, "planted", opening);
    if (!fits || opening.value != "no") {
        return refused("planted", fits ? "the gate was planted" : fits.error().detail);
    }
    return NotPlanted();
}

Result<ReleasedAction> ReleasedAction::from(const std::vector<OpenedEvent>& ticket, const ActionId& action,
                                            const Signers& signers)
{
    const auto ofAction = [&](const auto& payload) { return payload.action == action; };
    const auto proposed = newest<ActionProposed>(ticket, ofAction);
    const auto decided = newest<PolicyDecided>(ticket, ofAction);
    if (!proposed || !decided) {
        return refused("proposal", "the ledger has no decided proposal of this action");
    }
    const auto parametersText = opened(*proposed->event, "parameters");
    const auto target = opened(*proposed->event, "target");
    const auto parameters = parametersText ? parseJson(*parametersText) : tl::make_unexpected(parametersText.error());
    if (!parameters || !target) {
        return tl::make_unexpected(!parameters ? parameters.error() : target.error());
    }
    const auto& personal = proposed->event->header.personal;
    const Digest digest =
        proposalDigest(proposed->payload, personal.at("target").commitment, personal.at("parameters").commitment);
    if (digest != proposed->payload.proposal) {
        return refused("proposal", "the proposal is not the one its digest names");
    }
    ReleasedAction released;
    released.m_action = proposed->payload;
    released.m_parameters = *parameters;
    if (decided->payload.effect == PolicyEffect::RequireApproval) {
        auto notPlanted = releaseFromGate(ticket, proposed->payload, signers);
        if (!notPlanted) {
            return tl::make_unexpected(notPlanted.error());
        }
        released.m_notPlanted = *notPlanted;
    } else if (decided->payload.effect != PolicyEffect::Allow) {
        return refused("policy", "the policy does not allow it");
    }
    return released;
}

} // namespace stillgate
