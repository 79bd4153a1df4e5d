// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/Digest.h"
#include "core/base/Result.h"
#include "core/base/UntrustedText.h"
#include "core/domain/Event.h"
#include "core/domain/Projection.h"
#include "core/domain/Words.h"

/// What screens are made from. Nothing here knows the wire.
namespace stillgate {

/// Why a personal value is not shown.
enum class Withheld { Erased, NotYours, TooLarge, NotLoaded };

/// A personal text that opened its commitment, or why there is none.
using ShownText = tl::expected<UntrustedText, Withheld>;

/// A ticket as lists show it.
struct TicketEntry {
    TicketRow row;
    ShownText subject = tl::make_unexpected(Withheld::NotLoaded); ///< redacted, one line
    ShownText customer = tl::make_unexpected(Withheld::NotLoaded); ///< the name that was given, may be empty

    friend bool operator==(const TicketEntry&, const TicketEntry&) = default;
};

/// An event of the ledger, and what stands behind its commitments as far as the reader may see it.
struct ShownEvent {
    EventHeader header;
    Digest leaf;
    std::map<std::string, ShownText> values;
    bool isKnown = true; ///< this build knows the code and version; otherwise no decision is offered on its ticket

    friend bool operator==(const ShownEvent&, const ShownEvent&) = default;
};

/// A line as a person reads it: the label code, and the value opened.
struct OpenedLine {
    std::string label;
    std::string detail;
    UntrustedText value;

    friend bool operator==(const OpenedLine&, const OpenedLine&) = default;
};

/// A decision that counts on a gate so far.
struct GateApproval {
    PersonId approver;
    Role slot = Role::L2Agent;
    Sequence event = 0;

    friend bool operator==(const GateApproval&, const GateApproval&) = default;
};

struct SignedGate; // what a signature is made over; known to the client alone

/// What the orchestrator would say of this person and each verdict on a gate, as it was when the packet was read.
struct GatePermit {
    std::map<Verdict, RefusalCode> refusals; ///< of the verdicts that may not be given, why not
    bool needsCode = false; ///< an approval takes a one-time code beside its signature
};

/// A gate as it is shown before signing: the lines were derived here and their digest is the one the gate binds.
struct GateView {
    GateRow row;
    std::vector<OpenedLine> lines;
    std::optional<ShownEvent> observed; ///< the state it was proposed from
    ShownEvent proposed;
    ShownEvent decided; ///< the policy's decision, with its trace
    std::vector<GateApproval> approvals;
    std::optional<UtcTime>
        termsExpire; ///< until when a decision made from this view is taken; absent: this person cannot decide here
    bool hasUnknownEvents = false; ///< the ticket has events that this build does not know: no decision is offered
    std::shared_ptr<const SignedGate> basis;
    std::optional<GatePermit> permit; ///< absent when the orchestrator did not say, as of a packet from the cache
};

enum class PacketSource { Orchestrator, Cache };

/// One ticket with everything that its workspace shows.
struct Packet {
    TicketEntry entry;
    std::vector<ShownEvent> events; ///< oldest first
    bool isProven = false; ///< each event's inclusion was shown against a checkpoint that this client holds
    std::uint64_t provenSize = 0; ///< of the tree of that checkpoint
    std::optional<GateView> gate; ///< the one that is open, or the newest one
    PacketSource source = PacketSource::Orchestrator;
    UtcTime readAt; ///< from the orchestrator
};

} // namespace stillgate
