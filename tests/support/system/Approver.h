// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/Decisions.h"
#include "tests/support/system/Daemon.h"

namespace stillgate {

/// A gate as a person has it before them, checked against the events it came with.
struct Shown {
    rpc::GateGet::Result gate;
    ActionProposed action;
    std::vector<OpenedLine> lines;
};

/// Somebody who decides, with a key and a token of their own. What they sign is a plain value: a test changes what it likes
/// between statement() and sign(), or between sign() and submit().
class Approver {
public:
    /// The orchestrator outlives the approver.
    Approver(Daemon& daemon, KeyFile key) : m_daemon(daemon), m_key(std::move(key)) {}

    /// Corrupt when the lines or the proposal are not those that the gate's digests name.
    [[nodiscard]] Result<Shown> look(const GateId& gate) const;
    /// As the product's own client makes it. There must be something to withdraw.
    [[nodiscard]] Statement statement(const Shown& shown, Verdict verdict) const;
    [[nodiscard]] rpc::SubmitDecision sign(const Statement& statement) const;
    [[nodiscard]] Result<rpc::CommandSubmit::Result> submit(const rpc::PersonCommand& command,
                                                            const CommandId& id = newCommandId()) const;
    /// Looks, signs and submits.
    [[nodiscard]] Result<rpc::CommandSubmit::Result> decide(const GateId& gate, Verdict verdict) const;

    /// Puts a question to the customer in place of deciding.
    [[nodiscard]] Result<rpc::CommandSubmit::Result> ask(const GateId& gate, const std::string& question) const;

    [[nodiscard]] const KeyFile& key() const { return m_key; }
    [[nodiscard]] static CommandId newCommandId();

private:
    Daemon& m_daemon;
    KeyFile m_key;
};

/// The code of a refused command; "accepted" for one that was not; the error's text when there was no outcome.
[[nodiscard]] std::string verdictOn(const Result<rpc::CommandSubmit::Result>& result);

} // namespace stillgate
