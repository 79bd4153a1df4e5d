// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/domain/Ids.h"
#include "core/domain/Words.h"

/// Payloads of events from the opening of the ledger to the classification of a ticket. kCode and kVersion are permanent: a
/// changed meaning is a new version with an upcaster. Personal values are listed with each payload; they never stand in it.
namespace stillgate {

/// First event of every ledger.
struct LedgerOpened {
    static constexpr std::string_view kCode = "ledger.opened";
    static constexpr int kVersion = 1;
    std::string origin; ///< name of the ledger in checkpoints
    std::string tenant;
    Environment environment = Environment::Dev;
    int format = 1;
    Digest checkpointKey; ///< Ed25519 public key
    std::map<std::string, Digest> packs; ///< name to digest of the loaded values

    friend bool operator==(const LedgerOpened&, const LedgerOpened&) = default;
};

/// The orchestrator runs with other packs than before.
struct PacksChanged {
    static constexpr std::string_view kCode = "packs.changed";
    static constexpr int kVersion = 1;
    std::map<std::string, Digest> packs;

    friend bool operator==(const PacksChanged&, const PacksChanged&) = default;
};

struct TicketOpened {
    static constexpr std::string_view kCode = "ticket.opened";
    static constexpr int kVersion = 1;
    PersonId customer;
    Channel channel = Channel::Email;

    friend bool operator==(const TicketOpened&, const TicketOpened&) = default;
};

struct AttachmentFacts {
    BlobId blob;
    std::int64_t size = 0;
    std::string type; ///< media type as the sender named it

    friend bool operator==(const AttachmentFacts&, const AttachmentFacts&) = default;
};

/// Personal: text, redacted; where known subject, sender, name, device, country, attachment.<i>.name, attachment.<i>.sha256.
struct MessageReceived {
    static constexpr std::string_view kCode = "message.received";
    static constexpr int kVersion = 1;
    MessageId message;
    PersonId customer;
    Channel channel = Channel::Email;
    Digest identity; ///< keyed hash that makes a redelivery known
    std::optional<Digest> thread; ///< keyed hash of customer and thread reference
    std::optional<UtcTime> sentAt; ///< as the channel says
    std::string language; ///< as the channel says; empty when unknown
    int redactionVersion = 0;
    std::vector<AttachmentFacts> attachments;

    friend bool operator==(const MessageReceived&, const MessageReceived&) = default;
};

struct ScoredLabel {
    std::string intent;
    int confidence = 0; ///< of 10000

    friend bool operator==(const ScoredLabel&, const ScoredLabel&) = default;
};

/// A word of the redacted text, by byte offsets; its letters are the personal value "words".
struct ReasonSpan {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t weight = 0; ///< thousandths; positive speaks for the primary label

    friend bool operator==(const ReasonSpan&, const ReasonSpan&) = default;
};

/// One for each message of the ticket; the newest says what the ticket is. Personal: words (a JSON array, in the order of the reasons).
struct TicketClassified {
    static constexpr std::string_view kCode = "ticket.classified";
    static constexpr int kVersion = 2;
    MessageId message; ///< the one that was new
    Digest model;
    int redactionVersion = 0;
    std::vector<ScoredLabel> labels; ///< candidates for the primary one, best first; the first is the primary one
    std::vector<ScoredLabel> further; ///< labels besides the primary one that passed their own thresholds, best first
    std::string category;
    std::optional<TicketType> type; ///< of the primary intent
    std::string team;
    Band band = Band::Manual;
    BandReason bandReason = BandReason::Unrecorded;
    std::optional<std::string> language; ///< BCP 47, as found in the text
    std::optional<int> sentiment; ///< -100 to 100
    std::optional<int> urgency; ///< 0 to 100
    std::vector<ReasonSpan> reasons; ///< of the new message: words for the primary label first, then those against it
    std::vector<std::string> redFlags;

    friend bool operator==(const TicketClassified&, const TicketClassified&) = default;
};

/// Whether what was said of a message can change what the ticket is taken for. A message of which little is known ("any news?") cannot:
/// what was said of an earlier one stays in force.
[[nodiscard]] bool speaksForTicket(Band band, BandReason reason);

template <typename Visitor>
void describe(Visitor& visit, LedgerOpened& event)
{
    visit("origin", event.origin);
    visit("tenant", event.tenant);
    visit("environment", event.environment);
    visit("format", event.format);
    visit("checkpoint_key", event.checkpointKey);
    visit("packs", event.packs);
}

template <typename Visitor>
void describe(Visitor& visit, PacksChanged& event)
{
    visit("packs", event.packs);
}

template <typename Visitor>
void describe(Visitor& visit, TicketOpened& event)
{
    visit("customer", event.customer);
    visit("channel", event.channel);
}

template <typename Visitor>
void describe(Visitor& visit, AttachmentFacts& attachment)
{
    visit("blob", attachment.blob);
    visit("size", attachment.size);
    visit("type", attachment.type);
}

template <typename Visitor>
void describe(Visitor& visit, MessageReceived& event)
{
    visit("message", event.message);
    visit("customer", event.customer);
    visit("channel", event.channel);
    visit("identity", event.identity);
    visit("thread", event.thread);
    visit("sent_at", event.sentAt);
    visit("language", event.language);
    visit("redaction_version", event.redactionVersion);
    visit("attachments", event.attachments);
}

template <typename Visitor>
void describe(Visitor& visit, ScoredLabel& label)
{
    visit("intent", label.intent);
    visit("confidence", label.confidence);
}

template <typename Visitor>
void describe(Visitor& visit, ReasonSpan& span)
{
    visit("begin", span.begin);
    visit("end", span.end);
    visit("weight", span.weight);
}

template <typename Visitor>
void describe(Visitor& visit, TicketClassified& event)
{
    visit("message", event.message);
    visit("model", event.model);
    visit("redaction_version", event.redactionVersion);
    visit("labels", event.labels);
    visit("further", event.further);
    visit("category", event.category);
    visit("type", event.type);
    visit("team", event.team);
    visit("band", event.band);
    visit("band_reason", event.bandReason);
    visit("language", event.language);
    visit("sentiment", event.sentiment);
    visit("urgency", event.urgency);
    visit("reasons", event.reasons);
    visit("red_flags", event.redFlags);
}

} // namespace stillgate
