// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/audit/LiveAuditReader.h"

#include <algorithm>

#include <QPromise>

#include "core/client/EventOpening.h"
#include "core/client/link/Follow.h"
#include "core/domain/Payload.h"

namespace stillgate {

/// One page under way; ends itself. A filter may need several looks at the ledger before it finds anything.
class LiveAuditReader::Paging : public QObject {
public:
    Paging(RpcCaller& calls, rpc::EventsList::Params params, QObject* parent)
        : QObject(parent), m_calls(calls), m_params(std::move(params))
    {
        m_promise.start();
    }

    [[nodiscard]] QFuture<Result<AuditPage>> start()
    {
        auto future = m_promise.future();
        ask();
        return future;
    }

private:
    void ask()
    {
        follow(m_calls.call<rpc::EventsList>(m_params), this, [this](const Result<rpc::EventsList::Result>& found) {
            if (!found) {
                end(tl::make_unexpected(found.error()));
            } else if (found->headers.empty() && found->next) {
                m_params.from = found->next;
                ask();
            } else {
                AuditPage page{{}, found->next, found->size};
                page.events.reserve(found->headers.size());
                for (const rpc::CarriedHeader& header : found->headers) {
                    page.events.push_back(shownEvent(header));
                }
                end(std::move(page));
            }
        });
    }

    void end(Result<AuditPage> outcome)
    {
        m_promise.addResult(std::move(outcome));
        m_promise.finish();
        deleteLater();
    }

    RpcCaller& m_calls;
    rpc::EventsList::Params m_params;
    QPromise<Result<AuditPage>> m_promise;
};

/// One event under way; ends itself.
class LiveAuditReader::Detailing : public QObject {
public:
    Detailing(LiveAuditReader& reader, Sequence sequence)
        : QObject(&reader.m_context), m_calls(reader.m_calls), m_prover(reader.m_prover), m_sequence(sequence)
    {
        m_promise.start();
    }

    [[nodiscard]] QFuture<Result<AuditDetail>> start()
    {
        auto future = m_promise.future();
        rpc::EventsList::Params one;
        one.from = m_sequence;
        one.most = {1};
        then(m_calls.call<rpc::EventsList>(one), [this](const rpc::EventsList::Result& page) {
            if (page.headers.empty() || page.headers.front().header().sequence != m_sequence) {
                end(fail(ErrorCode::NotFound, std::to_string(m_sequence), "there is no such event"));
                return;
            }
            m_detail.event = shownEvent(page.headers.front());
            readValues();
        });
        return future;
    }

private:
    template <typename T, typename Next>
    void then(const QFuture<Result<T>>& answer, Next next)
    {
        follow(answer, this, [this, next](const Result<T>& result) {
            if (result) {
                next(*result);
            } else {
                end(tl::make_unexpected(result.error()));
            }
        });
    }

    void readValues()
    {
        const EventHeader& header = m_detail.event.header;
        if (!header.ticket || header.personal.empty()) {
            prove();
            return;
        }
        const auto after = m_sequence > 0 ? std::optional(m_sequence - 1) : std::nullopt;
        then(m_calls.call<rpc::TicketGet>({*header.ticket, after}), [this](const rpc::TicketGet::Result& page) {
            const auto event = std::find_if(page.events.begin(), page.events.end(), [&](const rpc::EventView& each) {
                return each.header.header().sequence == m_sequence;
            });
            auto shown = event == page.events.end() ? fail(ErrorCode::Corrupt, "ticket", "its ticket does not have the event")
                                                    : shownEvent(*event);
            if (shown && shown->leaf != m_detail.event.leaf) {
                shown = fail(ErrorCode::Corrupt, "ticket", "its ticket has another event in its place");
            }
            if (!shown) {
                end(tl::make_unexpected(shown.error()));
                return;
            }
            m_detail.event = std::move(*shown);
            prove();
        });
    }

    void prove()
    {
        then(m_prover.prove(m_sequence, m_detail.event.leaf), [this](const AuditProof& proof) {
            m_detail.proof = proof;
            checkSignature();
        });
    }

    void checkSignature()
    {
        const auto payload = payloadOf(m_detail.event.header);
        if (!payload || !std::holds_alternative<GateDecided>(*payload)) {
            end(std::move(m_detail));
            return;
        }
        rpc::EventsList::Params keys;
        keys.code = std::string(KeyEnrolled::kCode);
        keys.most = {rpc::PageSize::kMost};
        findKey(keys, std::get<GateDecided>(*payload));
    }

    void findKey(const rpc::EventsList::Params& keys, const GateDecided& decided)
    {
        then(m_calls.call<rpc::EventsList>(keys), [this, keys, decided](const rpc::EventsList::Result& page) {
            for (const rpc::CarriedHeader& header : page.headers) {
                const auto payload = payloadOf(header.header());
                const auto* enrolled = payload ? std::get_if<KeyEnrolled>(&*payload) : nullptr;
                if (enrolled != nullptr && enrolled->keyId == decided.statement.keyId &&
                    enrolled->person == decided.statement.approver) {
                    PublicKey key;
                    key.bytes = enrolled->key.bytes;
                    const std::string text = signedBytes(decided.statement);
                    m_detail.isSignatureGood = verifySignature(key, asBytes(text), decided.signature);
                }
            }
            if (m_detail.isSignatureGood || !page.next) {
                m_detail.isSignatureGood = m_detail.isSignatureGood.value_or(false);
                end(std::move(m_detail));
                return;
            }
            rpc::EventsList::Params rest = keys;
            rest.from = page.next;
            findKey(rest, decided);
        });
    }

    void end(Result<AuditDetail> outcome)
    {
        m_promise.addResult(std::move(outcome));
        m_promise.finish();
        deleteLater();
    }

    RpcCaller& m_calls;
    InclusionProver& m_prover;
    Sequence m_sequence;
    AuditDetail m_detail;
    QPromise<Result<AuditDetail>> m_promise;
};

QFuture<Result<AuditPage>> LiveAuditReader::page(const AuditFilter& filter, AuditOrder order, std::optional<Sequence> from,
                                                 int most)
{
    rpc::EventsList::Params params;
    params.from = from;
    params.most = {std::clamp<std::int64_t>(most, 1, rpc::PageSize::kMost)};
    params.order = order == AuditOrder::NewestFirst ? rpc::SortOrder::NewestFirst : rpc::SortOrder::OldestFirst;
    params.ticket = filter.ticket;
    params.actor = filter.actor;
    params.code = filter.code.empty() ? std::nullopt : std::optional(filter.code);
    params.since = filter.since;
    params.until = filter.until;
    return (new Paging(m_calls, std::move(params), &m_context))->start();
}

QFuture<Result<AuditDetail>> LiveAuditReader::detail(Sequence sequence)
{
    return (new Detailing(*this, sequence))->start();
}

} // namespace stillgate
