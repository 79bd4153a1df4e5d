// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

#include "core/ledger/Checkpoint.h"
#include "core/server/EventViews.h"

namespace stillgate {

namespace {

template <typename T>
QFuture<Result<T>> now(Result<T> value)
{
    return QtFuture::makeReadyFuture(std::move(value));
}

template <typename Row>
Result<std::vector<Row>> decodeRows(const std::vector<ProjectionRow>& stored)
{
    std::vector<Row> rows;
    for (const ProjectionRow& row : stored) {
        auto decoded = parseJson(row.row).and_then([](const Json& json) { return fromJson<Row>(json); });
        if (!decoded) {
            return tl::make_unexpected(decoded.error());
        }
        rows.push_back(std::move(*decoded));
    }
    return rows;
}

/// One page of a projection; `next` is set when there may be more.
template <typename M, typename Row>
Result<typename M::Result> listRows(LedgerReader& reader, ProjectionKind kind, std::optional<std::string> group,
                                    const typename M::Params& params)
{
    ProjectionPage page;
    page.group = std::move(group);
    page.descending = params.order == rpc::SortOrder::NewestFirst;
    page.most = static_cast<std::size_t>(params.most.value);
    if (params.after) {
        page.after = static_cast<std::int64_t>(*params.after);
    }
    const auto stored = reader.rows(kind, page);
    if (!stored) {
        return tl::make_unexpected(stored.error());
    }
    return decodeRows<Row>(*stored).map([&](std::vector<Row>&& rows) {
        typename M::Result result{std::move(rows), std::nullopt};
        if (stored->size() == page.most) {
            result.next = static_cast<Sequence>(stored->back().order);
        }
        return result;
    });
}

Result<rpc::TicketsCounts::Result> countTickets(LedgerReader& reader)
{
    return reader.counts(ProjectionKind::Ticket).map([](const auto& counts) {
        rpc::TicketsCounts::Result result;
        for (const auto& [stage, count] : counts) {
            result.stages[stage] = count;
            result.total += count;
        }
        return result;
    });
}

Result<rpc::TicketGet::Result> getTicket(LedgerReader& reader, const rpc::TicketGet::Params& params)
{
    const auto stored = reader.row(ProjectionKind::Ticket, params.ticket.uuid);
    if (!stored || !*stored) {
        return stored ? fail(ErrorCode::NotFound, "$.ticket", "there is no such ticket") : tl::make_unexpected(stored.error());
    }
    const auto rows = decodeRows<TicketRow>({**stored});
    const auto events = reader.eventsOf(params.ticket);
    if (!rows || !events) {
        return tl::make_unexpected(rows ? events.error() : rows.error());
    }
    rpc::TicketGet::Result result{rows->front(), {}, std::nullopt};
    std::size_t room = kRoomForEvents;
    for (const StoredEvent& event : *events) {
        if (params.after && event.sequence <= *params.after) {
            continue;
        }
        auto view = viewOf(reader, event);
        if (!view) {
            return tl::make_unexpected(view.error());
        }
        const std::size_t size = sizeOf(*view);
        if (size > room && !result.events.empty()) {
            result.next = result.events.back().header.header().sequence;
            break;
        }
        room -= std::min(room, size);
        result.events.push_back(std::move(*view));
    }
    return result;
}

Result<rpc::EventsList::Result> listEvents(LedgerReader& reader, const rpc::EventsList::Params& params)
{
    const auto head = reader.head();
    if (!head) {
        return tl::make_unexpected(head.error());
    }
    rpc::EventsList::Result result;
    result.size = head->size;
    const auto most = static_cast<std::size_t>(params.most.value);
    std::size_t room = kRoomForEvents;
    std::optional<Error> wrong;
    const auto take = [&](const StoredEvent& event) {
        auto header = rpc::CarriedHeader::fromBytes(event.header);
        if (!header) {
            wrong = header.error();
            return false;
        }
        if (result.headers.size() >= most || event.header.size() > room) {
            result.next = event.sequence;
            return false;
        }
        room -= event.header.size();
        result.headers.push_back(std::move(*header));
        return true;
    };
    if (params.ticket) {
        const auto events = reader.eventsOf(*params.ticket);
        for (const StoredEvent& event : events ? *events : std::vector<StoredEvent>{}) {
            if (event.sequence >= params.from && !take(event)) {
                break;
            }
        }
    } else if (const auto read = reader.events(params.from, most + 1, take); !read) {
        return tl::make_unexpected(read.error());
    }
    return wrong ? Result<rpc::EventsList::Result>(tl::make_unexpected(*wrong)) : result;
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
    addQuery<rpc::SessionHello>(handlers, [parts](const Caller& caller, const rpc::SessionHello::Params&) {
        return parts.reader.head().map([&](const TreeHead& head) {
            return rpc::SessionHello::Result{"stillgated",         parts.version, {}, parts.founding.origin,
                                             parts.founding.environment, caller.person, head.size};
        });
    });
    addQuery<rpc::TicketsList>(handlers, [&reader](const Caller&, const rpc::TicketsList::Params& params) {
        auto group = params.stage ? std::optional(std::string(nameOf(*params.stage))) : std::nullopt;
        return listRows<rpc::TicketsList, TicketRow>(reader, ProjectionKind::Ticket, std::move(group), params);
    });
    addQuery<rpc::GatesList>(handlers, [&reader](const Caller&, const rpc::GatesList::Params& params) {
        auto group = params.status ? std::optional(std::string(nameOf(*params.status))) : std::nullopt;
        return listRows<rpc::GatesList, GateRow>(reader, ProjectionKind::Gate, std::move(group), params);
    });
    addQuery<rpc::TicketsCounts>(handlers, [&reader](const Caller&, const rpc::Nothing&) { return countTickets(reader); });
    addQuery<rpc::TicketGet>(handlers, [&reader](const Caller&, const rpc::TicketGet::Params& params) {
        return getTicket(reader, params);
    });
    addQuery<rpc::EventsList>(handlers, [&reader](const Caller&, const rpc::EventsList::Params& params) {
        return listEvents(reader, params);
    });
    addQuery<rpc::LedgerStatus>(handlers, [parts](const Caller&, const rpc::Nothing&) { return ledgerStatus(parts); });
    addQuery<rpc::AttachmentRead>(handlers, [&reader](const Caller&, const rpc::AttachmentRead::Params& params) {
        const auto length = static_cast<std::size_t>(params.length.value);
        return reader.blob(params.blob, params.offset, length).map([&](Bytes&& bytes) {
            const std::uint64_t end = params.offset + bytes.size();
            return rpc::AttachmentRead::Result{{std::move(bytes)}, end};
        });
    });
    addProofs(handlers, reader);
    addQuery<rpc::DaemonStop>(handlers, [parts, &context](const Caller&, const rpc::Nothing&) {
        // The answer is on its way before the end begins.
        QMetaObject::invokeMethod(&context, parts.stop, Qt::QueuedConnection);
        return Result<rpc::Nothing>(rpc::Nothing{});
    });
}

} // namespace stillgate
