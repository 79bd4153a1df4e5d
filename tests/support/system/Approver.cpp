// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/Approver.h"

namespace stillgate {

namespace {

/// The action that the gate's proposal digest names.
Result<ActionProposed> actionOf(const rpc::GateGet::Result& gate)
{
    const EventHeader& header = gate.proposed.header.header();
    const auto payload = payloadOf(header);
    const auto* action = payload ? std::get_if<ActionProposed>(&*payload) : nullptr;
    const bool complete = header.personal.contains("target") && header.personal.contains("parameters");
    if (action == nullptr || !complete ||
        proposalDigest(*action, header.personal.at("target").commitment, header.personal.at("parameters").commitment) !=
            gate.proposal) {
        return fail(ErrorCode::Corrupt, "proposal", "it is not the one that the gate binds");
    }
    return *action;
}

} // namespace

CommandId Approver::newCommandId()
{
    return {uuidV7(SystemClock().now(), randomFixed<Digest>())};
}

Result<Shown> Approver::look(const GateId& gate) const
{
    const auto got = m_daemon.callAs<rpc::GateGet>(m_key.token, {gate, keyIdOf(m_key.key.publicKey())});
    const auto action = got ? actionOf(*got) : tl::make_unexpected(got.error());
    return action
               ? openedLines(*got).map([&](std::vector<OpenedLine>&& lines) { return Shown{*got, *action, std::move(lines)}; })
               : tl::make_unexpected(action.error());
}

Statement Approver::statement(const Shown& shown, Verdict verdict) const
{
    KeySigner signer(m_key.key);
    const std::string reason = verdict == Verdict::Deny       ? "wrong_target"
                               : verdict == Verdict::Escalate ? "needs_specialist"
                                                              : "";
    return signDecision(shown.gate, signer, m_key.person, m_key.roles, {verdict, reason, {}}).value().statement;
}

rpc::SubmitDecision Approver::sign(const Statement& statement) const
{
    return {statement, m_key.key.sign(asBytes(signedBytes(statement))), std::nullopt};
}

Result<rpc::CommandSubmit::Result> Approver::submit(const rpc::PersonCommand& command, const CommandId& id) const
{
    return m_daemon.callAs<rpc::CommandSubmit>(m_key.token, {id, command});
}

Result<rpc::CommandSubmit::Result> Approver::decide(const GateId& gate, Verdict verdict) const
{
    return look(gate).and_then([&](const Shown& shown) { return submit(sign(statement(shown, verdict))); });
}

Result<rpc::CommandSubmit::Result> Approver::ask(const GateId& gate, const std::string& question) const
{
    return look(gate).and_then([&](const Shown& shown) {
        KeySigner signer(m_key.key);
        return signDecision(shown.gate, signer, m_key.person, m_key.roles, {Verdict::AskCustomer, {}, question})
            .and_then([&](const rpc::SubmitDecision& decision) { return submit(decision); });
    });
}

std::string verdictOn(const Result<rpc::CommandSubmit::Result>& result)
{
    if (!result) {
        return result.error().text();
    }
    if (result->outcome == rpc::CommandOutcome::Accepted) {
        return "accepted";
    }
    return result->refusal ? std::string(nameOf(result->refusal->code)) : "refused without a reason";
}

} // namespace stillgate
