// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/JsonCodec.h"
#include "core/base/Secret.h"
#include "core/ledger/RawLedger.h"

/// Checks a ledger offline, all of it, trusting no row of it. docs/evidence.md says what has to hold.
namespace stillgate {

/// What is checked, as findings name it.
enum class VerifyCheck {
    Storage,    ///< pages, indexes and schema of the file
    Secret,     ///< the ledger's own keys open, and the checkpoint key is the one that event 0 names
    Numbering,  ///< events from 0 without a gap, event 0 is ledger.opened
    Header,     ///< header bytes are canonical and complete
    Time,       ///< time never goes back
    Column,     ///< columns kept beside the header say what it says
    Tree,       ///< leaves and tree nodes
    Checkpoint, ///< the checkpoints in the file: there, signed, and of this tree
    Held,       ///< the checkpoint that somebody kept elsewhere
    Person,     ///< keys of people: there, open, used, destroyed where and only where a person was erased
    Value,      ///< every commitment opens
    Attachment, ///< every attachment is whole
    Contact,    ///< every address leads to the person who sent from it
    Projection, ///< stored folds equal the fold of the events
};

enum class VerifyVerdict {
    Yes,
    No,
    NotShown, ///< nothing speaks against it, and what could show it was not given
};

/// What a finding speaks against.
enum class Against {
    Authentic, ///< something is there that is not what was recorded
    Complete,  ///< something that was recorded is not there
};

struct Finding {
    VerifyCheck check = VerifyCheck::Storage;
    Against against = Against::Authentic;
    std::optional<Sequence> event; ///< the event concerned, or the first of a range
    std::string row; ///< the row concerned, where it is not an event's
    std::string text;

    friend bool operator==(const Finding&, const Finding&) = default;
};

struct VerifyReport {
    VerifyVerdict authentic = VerifyVerdict::Yes;
    VerifyVerdict complete = VerifyVerdict::NotShown; ///< shown against a checkpoint that was kept elsewhere
    std::string origin;
    TreeHead head; ///< of the events that are there
    std::uint64_t values = 0; ///< opened
    std::uint64_t erasedValues = 0; ///< of people who were erased
    std::uint64_t attachments = 0;
    std::uint64_t contacts = 0;
    std::uint64_t checkpoints = 0;
    std::uint64_t projectionRows = 0;
    std::vector<Finding> findings; ///< by event, those without one first; of each check the first kMostFindings
    std::uint64_t findingCount = 0;
    std::vector<std::string> notes; ///< what was not checked, and why

    friend bool operator==(const VerifyReport&, const VerifyReport&) = default;
};
inline constexpr std::size_t kMostFindings = 20;

enum class VerifyDepth {
    Structure, ///< leaves, tree and checkpoints
    Full,
};

/// What projections are checked against: a fold of the events.
struct ExpectedProjection {
    std::function<Result<void>(const EventHeader&)> apply; ///< called for each event in order
    std::function<std::vector<ProjectionRow>()> rows; ///< every row there should be, in any order
};

/// The fold that the writer of this build keeps (ProjectionFold.h).
[[nodiscard]] ExpectedProjection projectionOfThisBuild();

struct VerifyOptions {
    VerifyDepth depth = VerifyDepth::Full;
    std::optional<Secret32> masterKey; ///< without it values, attachments and contacts stay closed
    std::optional<std::string> heldCheckpoint; ///< a note that was kept elsewhere
    std::optional<ExpectedProjection> projections;
    std::function<void(std::uint64_t done, std::uint64_t all)> progress; ///< events, now and then
    std::set<VerifyCheck> off; ///< for tests: findings of these checks are dropped
};

/// An error when the ledger cannot be read at all; whatever is wrong with what was read is a finding.
[[nodiscard]] Result<VerifyReport> verifyLedger(RawLedger& ledger, const VerifyOptions& options);

template <>
struct EnumNames<VerifyCheck> {
    static constexpr std::array<std::pair<VerifyCheck, std::string_view>, 14> kNames{{
        {VerifyCheck::Storage, "storage"},
        {VerifyCheck::Secret, "secret"},
        {VerifyCheck::Numbering, "numbering"},
        {VerifyCheck::Header, "header"},
        {VerifyCheck::Time, "time"},
        {VerifyCheck::Column, "column"},
        {VerifyCheck::Tree, "tree"},
        {VerifyCheck::Checkpoint, "checkpoint"},
        {VerifyCheck::Held, "held_checkpoint"},
        {VerifyCheck::Person, "person"},
        {VerifyCheck::Value, "value"},
        {VerifyCheck::Attachment, "attachment"},
        {VerifyCheck::Contact, "contact"},
        {VerifyCheck::Projection, "projection"},
    }};
};

template <>
struct EnumNames<VerifyVerdict> {
    static constexpr std::array<std::pair<VerifyVerdict, std::string_view>, 3> kNames{{
        {VerifyVerdict::Yes, "yes"},
        {VerifyVerdict::No, "no"},
        {VerifyVerdict::NotShown, "not_shown"},
    }};
};

template <>
struct EnumNames<Against> {
    static constexpr std::array<std::pair<Against, std::string_view>, 2> kNames{{
        {Against::Authentic, "authentic"},
        {Against::Complete, "complete"},
    }};
};

template <typename Visitor>
void describe(Visitor& visit, Finding& finding)
{
    visit("check", finding.check);
    visit("against", finding.against);
    visit("event", finding.event);
    visit("row", finding.row);
    visit("text", finding.text);
}

template <typename Visitor>
void describe(Visitor& visit, VerifyReport& report)
{
    visit("authentic", report.authentic);
    visit("complete", report.complete);
    visit("origin", report.origin);
    visit("head", report.head);
    visit("values", report.values);
    visit("erased_values", report.erasedValues);
    visit("attachments", report.attachments);
    visit("contacts", report.contacts);
    visit("checkpoints", report.checkpoints);
    visit("projection_rows", report.projectionRows);
    visit("findings", report.findings);
    visit("finding_count", report.findingCount);
    visit("notes", report.notes);
}

} // namespace stillgate
