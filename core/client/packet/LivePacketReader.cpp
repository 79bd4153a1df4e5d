// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/packet/LivePacketReader.h"

#include <algorithm>

#include <QPromise>

#include "core/client/link/Follow.h"
#include "core/client/packet/PacketAssembly.h"

namespace stillgate {

/// One packet under way; ends itself.
class LivePacketReader::Reading : public QObject {
public:
    Reading(PacketParts& parts, const TicketId& ticket, QObject* parent) : QObject(parent), m_parts(parts), m_ticket(ticket)
    {
        m_promise.start();
    }

    [[nodiscard]] QFuture<Result<Packet>> start()
    {
        auto future = m_promise.future();
        readEvents(std::nullopt);
        return future;
    }

private:
    void readEvents(std::optional<Sequence> after)
    {
        follow(m_parts.calls.call<rpc::TicketGet>({m_ticket, after}), this, [this](const Result<rpc::TicketGet::Result>& page) {
            if (!page) {
                giveUp(page.error());
                return;
            }
            m_answers.row = page->row;
            m_answers.events.insert(m_answers.events.end(), page->events.begin(), page->events.end());
            if (page->next) {
                readEvents(page->next);
            } else {
                readGate();
            }
        });
    }

    void readGate()
    {
        const auto gate = gateToShow(m_answers.row, m_answers.events);
        if (!gate) {
            check();
            return;
        }
        const auto keyId = m_parts.signer ? std::optional(keyIdOf(m_parts.signer->publicKey())) : std::nullopt;
        follow(m_parts.calls.call<rpc::GateGet>({*gate, keyId}), this,
               [this, gate, keyId](const Result<rpc::GateGet::Result>& answer) {
                   if (answer) {
                       m_answers.gate = *answer;
                       askPermit(*gate, keyId);
                   } else {
                       giveUp(answer.error());
                   }
               });
    }

    /// Told beforehand and judged again at commit: without an answer the packet is shown all the same.
    void askPermit(const GateId& gate, const std::optional<std::string>& keyId)
    {
        follow(m_parts.calls.call<rpc::GateMay>({gate, keyId}), this, [this](const Result<rpc::GateMay::Result>& may) {
            if (may) {
                m_permit = GatePermit{{}, may->stepUp};
                for (const rpc::VerdictMay& verdict : may->verdicts) {
                    if (verdict.refusal) {
                        m_permit->refusals.emplace(verdict.verdict, *verdict.refusal);
                    }
                }
            }
            check();
        });
    }

    /// Before anything more is asked: what does not open is not shown, proven or not.
    void check()
    {
        auto packet = packetFrom(m_answers);
        if (!packet) {
            end(tl::make_unexpected(std::move(packet.error())));
            return;
        }
        m_packet = std::move(*packet);
        m_left = m_packet.events.size();
        if (m_left == 0) {
            finish();
            return;
        }
        for (const ShownEvent& event : m_packet.events) {
            follow(m_parts.prover.prove(event.header.sequence, event.leaf), this,
                   [this](const Result<AuditProof>& proof) { take(proof); });
        }
    }

    void take(const Result<AuditProof>& proof)
    {
        if (m_left == 0) {
            return;
        }
        if (proof && proof->state == ProofState::Wrong) {
            m_left = 0;
            end(fail(ErrorCode::Corrupt, "ledger", "an event of the ticket is not in the ledger"));
            return;
        }
        const bool isShown = proof && proof->state == ProofState::Proven;
        m_isProven = m_isProven && isShown;
        m_provenSize = isShown ? (m_provenSize == 0 ? proof->size : std::min(m_provenSize, proof->size)) : m_provenSize;
        if (--m_left == 0) {
            finish();
        }
    }

    void finish()
    {
        m_packet.isProven = m_isProven && m_provenSize > 0;
        m_packet.provenSize = m_answers.provenSize = m_packet.isProven ? m_provenSize : 0;
        m_packet.readAt = m_parts.clock.now();
        if (m_packet.gate) {
            m_packet.gate->permit = m_permit;
        }
        m_parts.cache.putPacket({m_ticket, m_packet.readAt, peopleIn(m_answers), canonicalJson(toJson(m_answers))});
        end(withTexts(std::move(m_packet)));
    }

    void giveUp(const Error& why)
    {
        if (why.code != ErrorCode::Unavailable) {
            end(tl::make_unexpected(why));
            return;
        }
        follow(m_parts.cache.packet(m_ticket), this, [this, why](const Result<std::optional<CachedPacket>>& kept) {
            if (kept && *kept) {
                end(fromCache(**kept));
            } else {
                end(tl::make_unexpected(why));
            }
        });
    }

    [[nodiscard]] Result<Packet> fromCache(const CachedPacket& kept) const
    {
        return parseJson(kept.content)
            .and_then([](const Json& json) { return fromJson<PacketAnswers>(json); })
            .and_then(packetFrom)
            .map([&](Packet&& packet) {
                packet.source = PacketSource::Cache;
                packet.readAt = kept.readAt;
                return withTexts(std::move(packet));
            });
    }

    [[nodiscard]] Packet withTexts(Packet packet) const
    {
        if (auto entry = m_parts.tickets.ticket(m_ticket)) {
            packet.entry.subject = std::move(entry->subject);
            packet.entry.customer = std::move(entry->customer);
        }
        return packet;
    }

    void end(Result<Packet> outcome)
    {
        m_promise.addResult(std::move(outcome));
        m_promise.finish();
        deleteLater();
    }

    PacketParts& m_parts;
    TicketId m_ticket;
    QPromise<Result<Packet>> m_promise;
    PacketAnswers m_answers;
    Packet m_packet;
    std::optional<GatePermit> m_permit;
    std::size_t m_left = 0;
    bool m_isProven = true;
    std::uint64_t m_provenSize = 0;
};

QFuture<Result<Packet>> LivePacketReader::read(const TicketId& ticket)
{
    return (new Reading(m_parts, ticket, &m_context))->start();
}

} // namespace stillgate
