// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

#include "core/protocol/OpenRpc.h"
#include "core/server/Queries.h"

namespace stillgate {

namespace {

template <typename T>
QFuture<Result<T>> now(Result<T> value)
{
    return QtFuture::makeReadyFuture(std::move(value));
}

Result<rpc::LedgerStatus::Result> ledgerStatus(const HandlerParts& parts)
{
    const auto head = parts.reader.head();
    const auto checkpoint = parts.reader.checkpoint();
    if (!head || !checkpoint) {
        return tl::make_unexpected(head ? checkpoint.error() : head.error());
    }
    return rpc::LedgerStatus::Result{head->size,
                                     head->root,
                                     *checkpoint,
                                     parts.clock.isHeld() ? rpc::ClockState::Held : rpc::ClockState::Good,
                                     parts.founding.environment,
                                     parts.founding.origin,
                                     parts.founding.tenant};
}

template <typename M>
void addQuery(RpcHandlers& handlers, std::function<Result<typename M::Result>(const Caller&, const typename M::Params&)> query)
{
    addHandler<M>(handlers, [query = std::move(query)](const Caller& caller, const typename M::Params& params) {
        return now(query(caller, params));
    });
}

void addProofs(RpcHandlers& handlers, LedgerReader& reader)
{
    addQuery<rpc::LedgerInclusion>(handlers, [&reader](const Caller&, const rpc::LedgerInclusion::Params& params) {
        return reader.head().and_then([&](const TreeHead& head) {
            const std::uint64_t size = params.size.value_or(head.size);
            return reader.inclusion(params.sequence, size).map([&](const InclusionProof& proof) {
                return rpc::LedgerInclusion::Result{params.sequence, size, proof.path};
            });
        });
    });
    addQuery<rpc::LedgerConsistency>(handlers, [&reader](const Caller&, const rpc::LedgerConsistency::Params& params) {
        return reader.head().and_then([&](const TreeHead& head) {
            const std::uint64_t to = params.to.value_or(head.size);
            return reader.consistency(params.from, to).map([&](const ConsistencyProof& proof) {
                return rpc::LedgerConsistency::Result{params.from, to, proof.path};
            });
        });
    });
}

} // namespace

void addQueryHandlers(RpcHandlers& handlers, const HandlerParts& parts, QObject& context)
{
    LedgerReader& reader = parts.reader;
    addQuery<rpc::TicketsList>(
        handlers, [&reader](const Caller&, const rpc::TicketsList::Params& params) { return listTickets(reader, params); });
    addQuery<rpc::GatesList>(
        handlers, [&reader](const Caller&, const rpc::GatesList::Params& params) { return listGates(reader, params); });
    addQuery<rpc::TicketsCounts>(handlers, [&reader](const Caller&, const rpc::Nothing&) { return countTickets(reader); });
    addQuery<rpc::TicketGet>(
        handlers, [&reader](const Caller&, const rpc::TicketGet::Params& params) { return getTicket(reader, params); });
    addHandler<rpc::EventsList>(handlers, [&reading = parts.reading](const Caller&, const rpc::EventsList::Params& params) {
        return reading.read<rpc::EventsList::Result>([params](LedgerReader& other) { return listEvents(other, params); });
    });
    addQuery<rpc::LedgerStatus>(handlers, [parts](const Caller&, const rpc::Nothing&) { return ledgerStatus(parts); });
    addQuery<rpc::AttachmentRead>(handlers, [&reader](const Caller&, const rpc::AttachmentRead::Params& params) {
        const auto length = static_cast<std::size_t>(params.length.value);
        return reader.blob(params.blob, params.offset, length).map([&](Bytes&& bytes) {
            return rpc::AttachmentRead::Result{{std::move(bytes)}};
        });
    });
    addProofs(handlers, reader);
    addQuery<rpc::Discover>(handlers, [parts](const Caller&, const rpc::Nothing&) {
        return Result<rpc::Discover::Result>(rpc::openRpcDocument(parts.version));
    });
    addQuery<rpc::DaemonStop>(handlers, [parts, &context](const Caller&, const rpc::Nothing&) {
        // The answer is on its way before the end begins.
        QMetaObject::invokeMethod(&context, parts.stop, Qt::QueuedConnection);
        return Result<rpc::Nothing>(rpc::Nothing{});
    });
}

} // namespace stillgate
