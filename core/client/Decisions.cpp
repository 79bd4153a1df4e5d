// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/Decisions.h"

#include <algorithm>

namespace stillgate {

namespace {

Result<UntrustedText> opened(const rpc::EventView& event, const DisplayLine& line)
{
    const auto value = event.values.find(line.label);
    if (value == event.values.end() || !value->second) {
        return fail(ErrorCode::Corrupt, line.label, "the value is not shown");
    }
    const EventHeader& header = event.header.header();
    const auto checked = checkOpening(header, line.label, *value->second);
    if (!checked || header.personal.at(line.label).commitment != *line.commitment) {
        return fail(ErrorCode::Corrupt, line.label, "the value is not the one that the line commits to");
    }
    return UntrustedText(value->second->value);
}

Result<Role> slotFor(const rpc::GateGet::Result& gate, const std::vector<Role>& roles)
{
    for (const QuorumPart& part : gate.row.quorum) {
        if (std::find(roles.begin(), roles.end(), part.role) != roles.end()) {
            return part.role;
        }
    }
    return fail(ErrorCode::Refused, "role", "the gate asks for other roles than this person has");
}

Result<std::optional<Digest>> withdrawn(const rpc::GateGet::Result& gate, const PersonId& person, Verdict verdict)
{
    if (verdict != Verdict::Withdraw) {
        return std::optional<Digest>();
    }
    const auto mine = std::find_if(gate.approvals.begin(), gate.approvals.end(),
                                   [&](const rpc::CountedApproval& approval) { return approval.approver == person; });
    if (mine == gate.approvals.end()) {
        return fail(ErrorCode::Refused, "withdraw", "this person has no approval on the gate");
    }
    return std::optional(mine->statement);
}

} // namespace

Result<std::vector<OpenedLine>> openedLines(const rpc::GateGet::Result& gate)
{
    const auto lines = displayLines(gate.proposed.header.header(), gate.decided.header());
    if (!lines || displayDigest(*lines) != gate.display) {
        return fail(ErrorCode::Corrupt, "display", "what would be shown is not what the gate binds");
    }
    std::vector<OpenedLine> out;
    for (const DisplayLine& line : *lines) {
        auto value = line.commitment ? opened(gate.proposed, line) : Result<UntrustedText>(UntrustedText(line.value));
        if (!value) {
            return tl::make_unexpected(value.error());
        }
        out.push_back({line.label, line.detail, std::move(*value)});
    }
    return out;
}

Result<rpc::SubmitDecision> signDecision(const rpc::GateGet::Result& gate, Signer& signer, const PersonId& person,
                                         const std::vector<Role>& roles, const DecisionWish& wish)
{
    const auto lines = openedLines(gate);
    const auto slot = slotFor(gate, roles);
    const auto taken = withdrawn(gate, person, wish.verdict);
    if (!lines || !slot || !taken) {
        return tl::make_unexpected(!lines ? lines.error() : !slot ? slot.error() : taken.error());
    }
    if (!gate.terms || gate.terms->keyId != keyIdOf(signer.publicKey())) {
        return fail(ErrorCode::Refused, "terms", "the gate came without terms for this key");
    }
    rpc::SubmitDecision out;
    Statement& statement = out.statement;
    statement.origin = gate.origin;
    statement.gate = gate.row.id;
    statement.action = gate.row.action;
    statement.proposal = gate.proposal;
    statement.display = gate.display;
    statement.verdict = wish.verdict;
    statement.approver = person;
    statement.keyId = gate.terms->keyId;
    statement.slot = *slot;
    statement.nonce = gate.terms->nonce;
    statement.issued = gate.terms->issued;
    statement.expires = gate.terms->expires;
    statement.policy = gate.policy;
    statement.checkpoint = gate.checkpoint;
    statement.reason = wish.reason;
    statement.withdraws = *taken;
    if (!wish.code.empty()) {
        out.code = wish.code;
    }
    if (!wish.note.empty()) {
        out.note = Opening{randomFixed<Salt>(), wish.note};
        statement.note = commitment(out.note->salt, noteContext(statement.nonce), "note", wish.note);
    }
    return signer.sign(asBytes(signedBytes(statement))).map([&](const Signature& signature) {
        out.signature = signature;
        return out;
    });
}

} // namespace stillgate
