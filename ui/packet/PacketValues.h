// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/domain/Ids.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/theme/Icon.h"

/// A packet as it is painted: every word, number and place of a highlight is settled here, so that it can be tested without pixels.
namespace stillgate {

/// Where a shown text comes from. Withheld: a word of ours that says why the text itself is not there.
enum class PacketVoice : std::uint8_t { Ours, Outside, Withheld };

/// A line of text with its voice; text from outside is safe to show and one line long.
struct PacketLine {
    QString text;
    PacketVoice voice = PacketVoice::Ours;

    friend bool operator==(const PacketLine&, const PacketLine&) = default;
};

enum class PacketStepKind : std::uint8_t {
    Intake,
    Triage,
    Routing, ///< how urgent it is, its clocks, its people
    Deadline, ///< at risk or breached
    Review, ///< what a person says of the label
    Identity,
    Policy,
    Gate,
    HoldBack,
    Execute,
    Verify,
    Confirm,
    Close,
    Escalated,
    Unknown,
};

/// Ahead: not reached yet. Now: what the ticket waits for.
enum class PacketStepState : std::uint8_t { Done, Now, Failed, Ahead };

/// A label and what stands behind it.
struct PacketFact {
    QString label;
    PacketLine value;
    Mood mood = Mood::Neutral;

    friend bool operator==(const PacketFact&, const PacketFact&) = default;
};

/// A rule of the policy and what it said.
struct PacketRule {
    QString rule; ///< "refund-over-100 v7"
    QString effect; ///< "allow", "approve", "deny", "no match"
    QString saw; ///< the facts that it asked for
    Icon icon = Icon::Circle;
    Mood mood = Mood::Neutral;
    bool isDecisive = false; ///< the one that settled it

    friend bool operator==(const PacketRule&, const PacketRule&) = default;
};

/// A record, a request or a response in full, or why it is not shown.
struct PacketBlock {
    QString title;
    UntrustedText text;
    QString withheld; ///< why there is no text

    friend bool operator==(const PacketBlock&, const PacketBlock&) = default;
};

/// An event of the ledger behind a step.
struct PacketEvent {
    Sequence sequence = 0;
    QString position; ///< "412"
    QString code;
    QString actor;
    QString time;
    QString timeTip;
    QString leaf; ///< whole, lower-case hexadecimal
    bool isKnown = true;

    friend bool operator==(const PacketEvent&, const PacketEvent&) = default;
};

struct PacketStep {
    PacketStepKind kind = PacketStepKind::Intake;
    PacketStepState state = PacketStepState::Done;
    QString title;
    QString summary;
    QString time; ///< "09:12:04"; "now" for what the ticket waits for; empty ahead
    QString shortTime; ///< "09:12"
    QString timeTip;
    std::vector<PacketRule> rules;
    std::vector<PacketFact> facts;
    std::vector<PacketBlock> blocks;
    std::vector<PacketEvent> events;

    friend bool operator==(const PacketStep&, const PacketStep&) = default;
};

enum class PacketSpeaker : std::uint8_t { Customer, Stillgate };

struct PacketUtterance {
    PacketSpeaker speaker = PacketSpeaker::Customer;
    PacketLine who;
    PacketLine address; ///< may be empty
    PersonMark mark;
    QString time;
    QString timeTip;
    PacketLine subject; ///< may be empty
    OutsideContent body;
    PacketLine withheld; ///< in place of the body; empty when there is one
    std::vector<PacketLine> attachments;
    QString note; ///< what became of it: "sent, M-1"
    Sequence event = 0;
};

struct PacketLabel {
    QString intent;
    ConfidenceMark confidence;
    bool isPrimary = false;

    friend bool operator==(const PacketLabel&, const PacketLabel&) = default;
};

/// A word that spoke for the label, or against it.
struct PacketWord {
    PacketLine word;
    QString weight; ///< "+2.1"
    double share = 0.0; ///< of the heaviest, -1 to 1

    friend bool operator==(const PacketWord&, const PacketWord&) = default;
};

/// What went into the action, and where it came from.
struct PacketParameter {
    QString name;
    PacketLine value;
    QString source;
    QString sourceTip; ///< the template of its value
    bool isOnlyTheirWord = false; ///< nothing but the customer's own words brought it in

    friend bool operator==(const PacketParameter&, const PacketParameter&) = default;
};

struct PacketReasons {
    std::vector<PacketLabel> labels;
    std::vector<PacketWord> words;
    std::vector<QString> redFlags;
    std::vector<PacketFact>
        reading; ///< what else was read from the words: why this band, further labels, language, mood, urgency
    QString model; ///< whole digest; empty when nothing was classified
    PacketLine withheld; ///< why there are no words; empty when there are

    friend bool operator==(const PacketReasons&, const PacketReasons&) = default;
};

/// How far the ledger proves what is shown.
struct PacketProof {
    Mood mood = Mood::Neutral;
    Icon icon = Icon::Link;
    QString words;
    QString detail;
    bool isProven = false;

    friend bool operator==(const PacketProof&, const PacketProof&) = default;
};

struct PacketHead {
    QString number; ///< "#48213"
    PacketLine subject;
    PacketLine customer;
    Icon channel = Icon::Mail;
    std::vector<QString> facts; ///< of ours: "email", "3 messages", "team billing", "assigned to you"
    QString stage;
    Mood stageMood = Mood::Neutral;
    Icon stageIcon = Icon::Circle;
    std::optional<DeadlineMark> deadline; ///< of the open gate, or of what is owed to the customer
    QString deadlineLabel; ///< which one: "Expires", "First response"
    QString deadlineState; ///< "at risk", "breached 2 h ago"; empty while all is calm
    QString deadlineTip;
    std::optional<PriorityMark> priority; ///< none before triage
    QString priorityTip;
    QString stakes; ///< empty without a gate
    QString read; ///< "read 4 s ago"; "from this computer's memory, read 12 min ago"
    QString readTip;
    Mood readMood = Mood::Verified;

    friend bool operator==(const PacketHead&, const PacketHead&) = default;
};

struct PacketValues {
    TicketId ticket;
    PacketHead head;
    std::vector<PacketStep> steps;
    std::vector<PacketUtterance> conversation;
    QString channels; ///< "email, 3 messages"
    OutsideFindings findings; ///< over the whole conversation
    QString findingsWords;
    PacketReasons reasons;
    std::vector<PacketParameter> parameters;
    PacketProof proof;
    QString eventCount; ///< "11 events"
    bool hasGate = false; ///< a decision is asked for, or was
    bool hasUnknownEvents = false;
};

} // namespace stillgate
