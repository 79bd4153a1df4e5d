// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

#include "core/intake/MessageJson.h"
#include "core/server/FreshRead.h"
#include "core/server/Guard.h"
#include "core/server/Promised.h"

namespace stillgate {

namespace {

using SubmitResult = Result<rpc::CommandSubmit::Result>;

SubmitResult resultOf(const Reply& reply)
{
    if (reply.error) {
        return tl::make_unexpected(*reply.error);
    }
    if (reply.refusal && reply.refusal->code == RefusalCode::CommandReused) {
        return fail(ErrorCode::Conflict, "$.id", reply.refusal->detail);
    }
    rpc::CommandSubmit::Result result;
    result.outcome = reply.refusal ? rpc::CommandOutcome::Refused : rpc::CommandOutcome::Accepted;
    result.refusal = reply.refusal;
    if (reply.last >= reply.first) {
        result.first = reply.first;
        result.last = reply.last;
    }
    return result;
}

QFuture<SubmitResult> submit(Orchestrator& orchestrator, const Caller& caller, const CommandRef& ref, Command command)
{
    const auto promise = startedPromise<SubmitResult>();
    Submission submission;
    submission.what = std::move(command);
    submission.actor = caller.person;
    submission.command = ref;
    submission.done = [promise](const Reply& reply) {
        promise->addResult(resultOf(reply));
        promise->finish();
    };
    orchestrator.submit(std::move(submission));
    return promise->future();
}

QFuture<SubmitResult> decideGate(const HandlerParts& parts, QObject& context, const Caller& caller, const CommandRef& ref,
                                 const rpc::SubmitDecision& decision)
{
    DecideGate command;
    command.actor = caller.person;
    command.gate = decision.statement.gate;
    command.statement = decision.statement;
    command.signature = decision.signature;
    command.note = decision.note;
    if (decision.code && parts.signIn.stepUp(caller.person, *decision.code)) {
        command.stepUp = StepUp::Totp;
    }
    const auto withGate = [parts, &context, caller, ref, command](const std::optional<Judged>& judged) mutable {
        if (!judged) {
            return submit(parts.orchestrator, caller, ref, command);
        }
        if (const auto planted = parts.reader.value(judged->opened, "planted"); planted && *planted) {
            command.planted = **planted;
        }
        if (command.statement.verdict != Verdict::Approve) {
            return submit(parts.orchestrator, caller, ref, command);
        }
        return readFresh(parts.effects, *judged)
            .then(&context,
                  [parts, caller, ref, command](const std::optional<Json>& fresh) mutable {
                      command.fresh = fresh;
                      return submit(parts.orchestrator, caller, ref, std::move(command));
                  })
            .unwrap();
    };
    return judgedOf(parts.orchestrator, command.gate).then(&context, withGate).unwrap();
}

/// A person's command, in the name of the caller.
struct Submitting {
    const HandlerParts& parts;
    QObject& context;
    const Caller& caller;
    CommandRef ref;

    QFuture<SubmitResult> operator()(const rpc::SubmitDecision& c) const { return decideGate(parts, context, caller, ref, c); }
    QFuture<SubmitResult> operator()(const rpc::SubmitRoles& c) const
    {
        return submit(parts.orchestrator, caller, ref, ChangeRoles{caller.person, c.person, c.roles});
    }
    QFuture<SubmitResult> operator()(const rpc::SubmitDisabling& c) const
    {
        return submit(parts.orchestrator, caller, ref, DisablePerson{caller.person, c.person, c.reason});
    }
    QFuture<SubmitResult> operator()(const rpc::SubmitEnabling& c) const
    {
        return submit(parts.orchestrator, caller, ref, EnablePerson{caller.person, c.person});
    }
    QFuture<SubmitResult> operator()(const rpc::SubmitKey& c) const
    {
        return submit(parts.orchestrator, caller, ref,
                      CountersignKey{caller.person, c.person, c.key, c.possession, c.countersigned});
    }
    QFuture<SubmitResult> operator()(const rpc::SubmitKeyRevocation& c) const
    {
        return submit(parts.orchestrator, caller, ref, RevokeKey{caller.person, c.person, c.keyId, c.why});
    }
    QFuture<SubmitResult> operator()(const rpc::SubmitPolicy& c) const
    {
        return submit(parts.orchestrator, caller, ref, PublishPolicy{caller.person, c.policy, c.editor, c.second});
    }
    QFuture<SubmitResult> operator()(const rpc::SubmitHalt& c) const
    {
        return submit(parts.orchestrator, caller, ref, SetHalt{caller.person, {c.scope, c.name, HaltOrigin::Person}, c.reason});
    }
    QFuture<SubmitResult> operator()(const rpc::SubmitLift& c) const
    {
        return submit(parts.orchestrator, caller, ref, LiftHalt{caller.person, {c.scope, c.name, HaltOrigin::Person}});
    }
    QFuture<SubmitResult> operator()(const rpc::SubmitErasure& c) const
    {
        return submit(parts.orchestrator, caller, ref, ErasePerson{caller.person, c.person, c.reason});
    }
    QFuture<SubmitResult> operator()(const rpc::SubmitReview& c) const
    {
        RecordReview review{caller.person, c.ticket, c.classified, c.verdict, c.intent, c.tag, std::nullopt};
        if (c.note) {
            review.note = c.note->value;
        }
        return submit(parts.orchestrator, caller, ref, review);
    }
    QFuture<SubmitResult> operator()(const rpc::SubmitReviewWithdrawal& c) const
    {
        return submit(parts.orchestrator, caller, ref, WithdrawReview{caller.person, c.ticket, c.review});
    }
    QFuture<SubmitResult> operator()(const rpc::SubmitClaim& c) const
    {
        return submit(parts.orchestrator, caller, ref, ClaimTicket{caller.person, c.ticket});
    }
    QFuture<SubmitResult> operator()(const rpc::SubmitRelease& c) const
    {
        return submit(parts.orchestrator, caller, ref, ReleaseTicket{caller.person, c.ticket});
    }
};

/// Waits for the replies to several messages.
struct Receipts {
    std::vector<rpc::IntakeReceipt> list;
    std::size_t left = 0;
    QPromise<Result<rpc::IntakeSubmit::Result>> promise;

    void set(std::size_t index, rpc::IntakeReceipt receipt)
    {
        list[index] = std::move(receipt);
        if (--left == 0) {
            promise.addResult(rpc::IntakeSubmit::Result{std::move(list)});
            promise.finish();
        }
    }
};

QFuture<Result<rpc::IntakeSubmit::Result>> takeIn(const HandlerParts& parts, QObject& context,
                                                  const rpc::IntakeSubmit::Params& params)
{
    auto receipts = std::make_shared<Receipts>();
    receipts->list.resize(params.messages.size());
    receipts->left = params.messages.size() + 1; // one for this function, so that an empty list is answered too
    receipts->promise.start();
    auto future = receipts->promise.future();
    for (std::size_t i = 0; i < params.messages.size(); ++i) {
        auto message = fromJson<IntakeMessage>(params.messages[i], "$.messages[" + std::to_string(i) + "]");
        if (!message) {
            receipts->set(i, {std::nullopt, false, rpc::errorDataOf(message.error())});
            continue;
        }
        Submission submission;
        submission.what = parts.desk.prepare(std::move(*message), 0);
        submission.done = [receipts, i, &context](const Reply& reply) {
            rpc::IntakeReceipt receipt{reply.ticket, reply.refusal && reply.refusal->code == RefusalCode::DuplicateMessage,
                                       reply.error ? std::optional(rpc::errorDataOf(*reply.error)) : std::nullopt};
            QMetaObject::invokeMethod(&context, [receipts, i, receipt = std::move(receipt)] { receipts->set(i, receipt); });
        };
        parts.orchestrator.submit(std::move(submission));
    }
    if (--receipts->left == 0) {
        receipts->promise.addResult(rpc::IntakeSubmit::Result{std::move(receipts->list)});
        receipts->promise.finish();
    }
    return future;
}

} // namespace

void addCommandHandlers(RpcHandlers& handlers, const HandlerParts& parts, QObject& context)
{
    addHandler<rpc::CommandSubmit>(handlers, [parts, &context](const Caller& caller, const rpc::CommandSubmit::Params& params) {
        if (auto permitted = checkPermission(parts.roster, caller, rpc::operationOf(params.command)); !permitted) {
            return QtFuture::makeReadyFuture(SubmitResult(tl::make_unexpected(permitted.error())));
        }
        const CommandRef ref{params.id, sha256(canonicalJson(toJson(params.command)))};
        return std::visit(Submitting{parts, context, caller, ref}, params.command);
    });
    addHandler<rpc::IntakeSubmit>(handlers, [parts, &context](const Caller&, const rpc::IntakeSubmit::Params& params) {
        return takeIn(parts, context, params);
    });
}

} // namespace stillgate
