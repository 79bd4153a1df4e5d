// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/Display.h"
#include "core/domain/Permissions.h"
#include "core/domain/Projection.h"
#include "core/domain/Statement.h"
#include "core/protocol/EventView.h"
#include "core/protocol/WireTypes.h"

namespace stillgate::rpc {

/// Gates in the order they were opened.
struct GatesList {
    static constexpr std::string_view kName = "gates.list";
    static constexpr Operation kOperation = Operation::ReadGates;

    struct Params {
        std::optional<GateStatus> status; ///< all when absent
        std::optional<Sequence> after; ///< only what lies behind this, in the order asked for
        SortOrder order = SortOrder::OldestFirst;
        PageSize most;

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        std::vector<GateRow> rows;
        std::optional<Sequence> next; ///< `after` of the next page; absent on the last one

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// A decision that counts so far.
struct CountedApproval {
    PersonId approver;
    Role slot = Role::L2Agent;
    Digest statement; ///< of its signed bytes: what a withdrawal names
    Sequence event = 0;

    friend bool operator==(const CountedApproval&, const CountedApproval&) = default;
};

/// What the caller's next decision on the gate is made under: one use, one key, until `expires`.
struct DecisionTerms {
    std::string keyId;
    Nonce nonce;
    UtcTime issued;
    UtcTime expires;

    friend bool operator==(const DecisionTerms&, const DecisionTerms&) = default;
};

/// Everything that a decision is about and binds.
struct GateGet {
    static constexpr std::string_view kName = "gate.get";
    static constexpr Operation kOperation = Operation::ReadGates;

    struct Params {
        GateId gate;
        std::optional<std::string> keyId; ///< the caller's key to decide with; without one no terms are given

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        GateRow row;
        EventView proposed; ///< action.proposed
        CarriedHeader decided; ///< policy.decided
        std::optional<EventView> observed; ///< the state.observed event it was proposed from
        std::vector<DisplayLine> displayLines; ///< as displayLines() derives them; the caller derives its own
        Digest display;
        Digest proposal;
        Digest policy;
        std::optional<DecisionTerms> terms;
        CheckpointSeen checkpoint;
        std::string origin;
        std::vector<CountedApproval> approvals;

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// One verdict that the caller may give or not.
struct VerdictMay {
    Verdict verdict = Verdict::Approve;
    std::vector<Role> roles; ///< of the caller's roles, those the gate asks for
    std::optional<RefusalCode> refusal; ///< why not, as things stand

    friend bool operator==(const VerdictMay&, const VerdictMay&) = default;
};

/// What the caller may decide on a gate, and why not, told before anything is signed by the rules that will judge it.
struct GateMay {
    static constexpr std::string_view kName = "gate.may";
    static constexpr Operation kOperation = Operation::ReadGates;

    struct Params {
        GateId gate;
        std::optional<std::string> keyId; ///< that would sign; judged too when it is named

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        std::vector<VerdictMay> verdicts; ///< every verdict
        bool stepUp = false; ///< an approval needs a one-time code beside it

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// What a gate was opened on, compared with its system of record as that says now. An open gate whose state moved is voided, and its
/// ticket's records are gathered anew. That it still holds now decides nothing: an approval reads once more. Unavailable when the system
/// does not answer.
struct GateReread {
    static constexpr std::string_view kName = "gate.reread";
    static constexpr Operation kOperation = Operation::RereadGate;

    struct Params {
        GateId gate;

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        UtcTime at; ///< when it was read
        std::vector<StateChange> moved; ///< from as it was shown to as it is; empty when all of it still holds

        friend bool operator==(const Result&, const Result&) = default;
    };
};

template <typename Visitor>
void describe(Visitor& visit, GatesList::Params& params)
{
    visit("status", params.status);
    visit("after", params.after);
    visit("order", params.order);
    visit("most", params.most);
}

template <typename Visitor>
void describe(Visitor& visit, GatesList::Result& result)
{
    visit("rows", result.rows);
    visit("next", result.next);
}

template <typename Visitor>
void describe(Visitor& visit, CountedApproval& approval)
{
    visit("approver", approval.approver);
    visit("slot", approval.slot);
    visit("statement", approval.statement);
    visit("event", approval.event);
}

template <typename Visitor>
void describe(Visitor& visit, DecisionTerms& terms)
{
    visit("key_id", terms.keyId);
    visit("nonce", terms.nonce);
    visit("issued", terms.issued);
    visit("expires", terms.expires);
}

template <typename Visitor>
void describe(Visitor& visit, GateGet::Params& params)
{
    visit("gate", params.gate);
    visit("key_id", params.keyId);
}

template <typename Visitor>
void describe(Visitor& visit, GateGet::Result& result)
{
    visit("row", result.row);
    visit("proposed", result.proposed);
    visit("decided", result.decided);
    visit("observed", result.observed);
    visit("display_lines", result.displayLines);
    visit("display", result.display);
    visit("proposal", result.proposal);
    visit("policy", result.policy);
    visit("terms", result.terms);
    visit("checkpoint", result.checkpoint);
    visit("origin", result.origin);
    visit("approvals", result.approvals);
}

template <typename Visitor>
void describe(Visitor& visit, VerdictMay& may)
{
    visit("verdict", may.verdict);
    visit("roles", may.roles);
    visit("refusal", may.refusal);
}

template <typename Visitor>
void describe(Visitor& visit, GateMay::Params& params)
{
    visit("gate", params.gate);
    visit("key_id", params.keyId);
}

template <typename Visitor>
void describe(Visitor& visit, GateMay::Result& result)
{
    visit("verdicts", result.verdicts);
    visit("step_up", result.stepUp);
}

template <typename Visitor>
void describe(Visitor& visit, GateReread::Params& params)
{
    visit("gate", params.gate);
}

template <typename Visitor>
void describe(Visitor& visit, GateReread::Result& result)
{
    visit("at", result.at);
    visit("moved", result.moved);
}

} // namespace stillgate::rpc
