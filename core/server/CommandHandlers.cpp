// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

#include <QPromise>

#include "core/intake/MessageJson.h"

namespace stillgate {

namespace {

using SubmitResult = Result<rpc::CommandSubmit::Result>;

/// What of a gate is needed to judge a decision on it.
struct Judged {
    TicketId ticket;
    ActionId action;
    Sequence opened = 0;
    std::shared_ptr<const Runbook> runbook;
};

template <typename T>
std::shared_ptr<QPromise<T>> startedPromise()
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    return promise;
}

QFuture<std::optional<Judged>> judgedOf(Orchestrator& orchestrator, const GateId& id)
{
    const auto promise = startedPromise<std::optional<Judged>>();
    orchestrator.inspect([promise, id, &orchestrator](const State& state) {
        std::optional<Judged> found;
        if (const auto gate = state.gates.find(id); gate != state.gates.end()) {
            const Action& action = state.actions.at(gate->second.action);
            found = Judged{gate->second.ticket, action.id, gate->second.opened,
                           orchestrator.runbook(action.runbook, action.runbookVersion)};
        }
        promise->addResult(std::move(found));
        promise->finish();
    });
    return promise->future();
}

/// Reads the observed record in the thread of the connectors.
QFuture<std::optional<Json>> readFresh(Effects& effects, const Judged& judged)
{
    const auto promise = startedPromise<std::optional<Json>>();
    if (!judged.runbook) {
        promise->addResult(std::nullopt);
        promise->finish();
        return promise->future();
    }
    effects.post([promise, judged](Dispatcher& dispatcher) {
        dispatcher.resolver()
            .readFresh(judged.ticket, judged.action, judged.runbook)
            .then([promise](const std::optional<Json>& record) {
                promise->addResult(record);
                promise->finish();
            });
    });
    return promise->future();
}

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
        const CommandRef ref{params.id, sha256(canonicalJson(toJson(params.command)))};
        return std::visit(Submitting{parts, context, caller, ref}, params.command);
    });
    addHandler<rpc::IntakeSubmit>(handlers, [parts, &context](const Caller&, const rpc::IntakeSubmit::Params& params) {
        return takeIn(parts, context, params);
    });
}

} // namespace stillgate
