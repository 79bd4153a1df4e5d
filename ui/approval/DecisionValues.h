// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "core/base/Money.h"
#include "core/base/UntrustedText.h"
#include "core/domain/Ids.h"
#include "core/domain/Words.h"
#include "ui/kit/paint/Diff.h"
#include "ui/kit/paint/Marks.h"

namespace stillgate {

/// Where a decision stands, as the person at this console sees it.
enum class DecisionPhase {
    Nothing, ///< no ticket was asked for
    Reading, ///< the packet is being read
    Unreadable, ///< it could not be read, or nothing of it may be shown
    NoGate, ///< the ticket asks for no decision
    Open, ///< waits for people
    Sending, ///< signed here, not answered yet
    Refused, ///< signed here and not carried out
    Counted, ///< approved by this person; more people are asked for
    Held, ///< approved by everyone; the hold-back runs
    Executing,
    Executed, ///< not read again yet
    Verified,
    Closed,
    Denied,
    Escalated,
    Asked, ///< the customer was asked
    Voided, ///< the state moved on
    Expired,
    Stopped, ///< approved, and it went wrong afterwards: a person is needed
};

/// What a step leads to when it is taken.
enum class CardStep { None, ReadAgain, ShowNewQuestion, TryConnection, OpenTicket, OpenKeys };

/// Whether a verdict may be given here and now, and in words why not.
struct VerdictOffer {
    bool isOffered = false;
    QString why; ///< two to five words, to stand beside the button

    friend bool operator==(const VerdictOffer&, const VerdictOffer&) = default;
};

/// A line of what is signed. Label in our words; detail and value exactly as they stand in the signed lines: text from outside.
struct SignedLine {
    QString label;
    std::string detail;
    UntrustedText value;

    friend bool operator==(const SignedLine&, const SignedLine&) = default;
};

/// A digest or key that the signature binds; shown cut in the middle, copied whole. Without a whole there is nothing to copy.
struct SignedBinding {
    QString label;
    QString shown;
    QString whole;

    friend bool operator==(const SignedBinding&, const SignedBinding&) = default;
};

/// What happened, what did not, and the next step.
struct CardOutcome {
    Mood mood = Mood::Neutral;
    Icon icon = Icon::Circle;
    QString headline;
    QString detail;
    std::vector<DiffRow> moved; ///< what differs
    DiffRow movedHead; ///< the words above it
    CardStep next = CardStep::None;
    QString nextWords;

    friend bool operator==(const CardOutcome&, const CardOutcome&) = default;
};

enum class ProgressState { ToCome, Now, Done, Failed };

/// A step from the signature to the closed ticket.
struct ProgressStep {
    QString word;
    QString when; ///< time of day, or what is left
    ProgressState state = ProgressState::ToCome;

    friend bool operator==(const ProgressStep&, const ProgressStep&) = default;
};

enum class SignerStanding { Signed, Yours, May, MayNot };

/// A person and what the gate means to them.
struct Signatory {
    PersonMark mark;
    QString name;
    QString support; ///< role and what they did, or why they may not
    SignerStanding standing = SignerStanding::May;

    friend bool operator==(const Signatory&, const Signatory&) = default;
};

/// Signatures given and asked for.
struct QuorumValues {
    int given = 0;
    int needed = 0;
    std::vector<Signatory> have; ///< signed, and this person when it is their turn
    std::vector<Signatory> may;
    std::vector<Signatory> mayNot;

    friend bool operator==(const QuorumValues&, const QuorumValues&) = default;
};

/// What was signed here, told at once and kept in view.
struct DecisionReceipt {
    QString title; ///< "Approved: refund 129.00 EUR"
    QString who; ///< name, role, time of day, which signature it was
    std::optional<SignedBinding> digest; ///< of the signed statement; absent until its event was read
    std::optional<Sequence> event;
    bool canUndo = false;
    QString undoWords; ///< "not executed yet, 22 s to undo"

    friend bool operator==(const DecisionReceipt&, const DecisionReceipt&) = default;
};

/// An amount that must be typed before this is approved.
struct AmountToType {
    Money amount;
    QString words; ///< "High stakes: type the amount to sign"

    friend bool operator==(const AmountToType&, const AmountToType&) = default;
};

/// Everything that a decision card paints, ready to be painted.
struct DecisionValues {
    DecisionPhase phase = DecisionPhase::Nothing;
    int revision = 0; ///< of what is shown: a decision names the one that it was made from
    TicketId ticket;
    GateId gate;

    QString title; ///< "Refund 129.00 EUR"
    QString question;
    QString subject; ///< "#412 Charged twice"; text from outside, made safe
    QString rule; ///< "refund-over-100 v7"
    QString asksFor; ///< "1 of L2"
    QString stakes; ///< "high"
    QString intent; ///< as classified, with its confidence
    DeadlineMark deadline;
    QString expires; ///< "expires in 38 min"
    QString expiresIn; ///< "in 38 min", under a label that says what
    QString expiresAt; ///< the same in full, for whoever hovers
    FactMark fresh; ///< when the state was read
    QString freshAt;
    std::vector<DiffRow> changes; ///< what changes first
    std::vector<SignedLine> lines; ///< all that is signed
    QString linesNote; ///< what the question names and the signature does not
    std::vector<SignedBinding> bindings;
    QString undoable; ///< what can be made of it afterwards

    VerdictOffer approve;
    VerdictOffer deny;
    VerdictOffer escalate;
    VerdictOffer ask;
    QString hindrance; ///< the sentence behind the words beside the buttons; empty when something is offered
    CardStep hindranceStep = CardStep::None;
    QString hindranceStepWords;
    std::optional<AmountToType> amount;
    QString codeWords; ///< asks for the one-time code that an approval takes; empty where it takes none
    QString trouble; ///< a decision that could not be signed or stored; nothing was sent

    std::optional<CardOutcome> outcome; ///< absent while it is open
    std::vector<ProgressStep> progress; ///< after an approval
    std::optional<DecisionReceipt> receipt; ///< of this person's own decision
    QuorumValues quorum;

    friend bool operator==(const DecisionValues&, const DecisionValues&) = default;
};

} // namespace stillgate
