// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/DecisionPresentation.h"

#include <algorithm>

#include "core/domain/Display.h"
#include "ui/approval/ActionWords.h"
#include "ui/approval/ApprovalText.h"
#include "ui/approval/HindranceWords.h"
#include "ui/kit/text/DecisionWords.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/text/TicketWords.h"

namespace stillgate {

namespace {

constexpr Duration kFresh = Duration::minutes(5);
constexpr double kSoon = 0.25; ///< of the whole time

template <typename P>
std::optional<P> payloadAs(const EventHeader& header)
{
    const auto payload = payloadOf(header);
    const P* typed = payload ? std::get_if<P>(&*payload) : nullptr;
    return typed == nullptr ? std::nullopt : std::optional(*typed);
}

QString ruleWords(const GateView& gate)
{
    QString rule = outsideLine(gate.row.rule);
    const auto decided = payloadAs<PolicyDecided>(gate.decided.header);
    if (!decided) {
        return rule;
    }
    const auto& trace = decided->trace;
    const auto found =
        std::find_if(trace.begin(), trace.end(), [&](const RuleTrace& entry) { return entry.rule == gate.row.rule; });
    return found == trace.end() ? rule : ApprovalText::tr("%1 v%2", "rule and version").arg(rule).arg(found->version);
}

QString subjectWords(const TicketEntry& entry)
{
    const QString number = ApprovalText::tr("#%1", "number of a ticket").arg(QString::number(entry.row.opened));
    return entry.subject ? ApprovalText::tr("%1 %2", "number and subject").arg(number, apart(outsideLine(*entry.subject)))
                         : number;
}

/// A later look that found the state as shown counts as well as the read before the proposal.
UtcTime readAt(const DecisionFacts& facts, const ShownEvent& observed)
{
    return std::max(observed.header.time, facts.heldAt.value_or(observed.header.time));
}

FactMark freshMark(const DecisionFacts& facts, const Formatting& formatting)
{
    const auto& observed = facts.packet.gate->observed;
    if (!observed) {
        return {.mood = Mood::Soon, .icon = Icon::Warning, .text = ApprovalText::tr("state never read")};
    }
    const UtcTime read = readAt(facts, *observed);
    const QString when = formatting.relative(read);
    if (facts.now - read <= kFresh) {
        return {.mood = Mood::Verified, .icon = Icon::CheckCircle, .text = ApprovalText::tr("state read %1").arg(when)};
    }
    return {.mood = Mood::Neutral, .icon = Icon::Clock, .text = ApprovalText::tr("state read %1").arg(when)};
}

/// The state is known to be another one than the one that is shown.
bool hasMovedOn(const DecisionFacts& facts, DecisionPhase phase)
{
    const bool refused = phase == DecisionPhase::Refused && facts.entry && facts.entry->refusal &&
                         facts.entry->refusal->code == nameOf(RefusalCode::StateMoved);
    return refused || phase == DecisionPhase::Voided;
}

/// From the signed lines alone: "before" and "after" of one fact stand behind each other.
std::vector<DiffRow> changeRows(const std::vector<OpenedLine>& lines, const Formatting& formatting)
{
    std::vector<DiffRow> changed;
    std::vector<DiffRow> unchanged;
    for (const OpenedLine& line : lines) {
        if (line.label != "before") {
            continue;
        }
        const auto after = std::find_if(lines.begin(), lines.end(), [&](const OpenedLine& other) {
            return other.label == "after" && other.detail == line.detail;
        });
        DiffRow row{factWords(line.detail), valueWords(line.value, formatting), ApprovalText::tr("unchanged"),
                    Change::Unchanged};
        if (after != lines.end() && after->value != line.value) {
            row.after = valueWords(after->value, formatting);
            row.change = Change::Changed;
        }
        (row.change == Change::Changed ? changed : unchanged).push_back(std::move(row));
    }
    changed.insert(changed.end(), unchanged.begin(), unchanged.end());
    return changed;
}

std::vector<SignedLine> signedLines(const std::vector<OpenedLine>& lines)
{
    std::vector<SignedLine> out;
    out.reserve(lines.size());
    for (const OpenedLine& line : lines) {
        out.push_back({labelWords(line.label), line.detail, line.value});
    }
    return out;
}

SignedBinding binding(const QString& label, const QString& whole)
{
    return {label, middleCut(whole), whole};
}

QString hexText(const Digest& digest)
{
    return QString::fromStdString(toHex(digest.view()));
}

std::vector<SignedBinding> bindingsOf(const DecisionFacts& facts, const Formatting& formatting)
{
    const GateView& gate = *facts.packet.gate;
    std::vector<SignedBinding> out;
    if (const auto proposed = payloadAs<ActionProposed>(gate.proposed.header)) {
        out.push_back(binding(ApprovalText::tr("Action"), hexText(proposed->proposal)));
    }
    if (const auto lines = displayLines(gate.proposed.header, gate.decided.header)) {
        out.push_back(binding(ApprovalText::tr("What is shown"), hexText(displayDigest(*lines))));
    }
    if (const auto decided = payloadAs<PolicyDecided>(gate.decided.header)) {
        out.push_back(binding(ApprovalText::tr("Policy"), hexText(decided->policy)));
    }
    out.push_back(facts.keyId.empty() ? SignedBinding{ApprovalText::tr("Your key"), ApprovalText::tr("none here"), {}}
                                      : binding(ApprovalText::tr("Your key"), outsideLine(facts.keyId)));
    if (facts.ledger.size > 0) {
        const QString size = formatting.count(static_cast<std::int64_t>(facts.ledger.size));
        out.push_back({ApprovalText::tr("Ledger compared"), ApprovalText::tr("%1 events").arg(size), {}});
    }
    return out;
}

VerdictOffer offerOf(const std::optional<DecisionHindrance>& hindrance, const GateRow& gate)
{
    return hindrance ? VerdictOffer{false, wordsOf(*hindrance, gate.quorum).beside} : VerdictOffer{true, {}};
}

void addOffers(const DecisionFacts& facts, DecisionValues& values)
{
    const Hindrances& against = facts.hindrances;
    values.approve = offerOf(against.approve, facts.gate);
    values.deny = offerOf(against.deny, facts.gate);
    values.escalate = offerOf(against.escalate, facts.gate);
    values.ask = offerOf(against.ask, facts.gate);
    if (values.phase == DecisionPhase::Open && against.approve) {
        const HindranceWords words = wordsOf(*against.approve, facts.gate.quorum);
        values.hindrance = words.sentence;
        values.hindranceStep = words.next;
        values.hindranceStepWords = words.nextWords;
    }
    if (facts.gate.stakes == Stakes::High && facts.gate.amount.minor != 0) {
        values.amount = AmountToType{facts.gate.amount, ApprovalText::tr("High stakes: type the amount to sign")};
    }
    const auto& permit = facts.packet.gate->permit;
    if (permit && permit->needsCode) {
        values.codeWords = ApprovalText::tr("The present code of your authenticator app");
    }
}

void addAction(const DecisionFacts& facts, const Formatting& formatting, DecisionValues& values)
{
    const GateView& gate = *facts.packet.gate;
    const ActionShown action = actionShown(gate);
    values.title = titleOf(gate.row, formatting);
    values.question = questionOf(action, formatting);
    values.undoable = undoableWords(action);
    values.changes = changeRows(gate.lines, formatting);
    values.lines = signedLines(gate.lines);
    if (!action.method.isEmpty()) {
        const auto payment = action.parameters.find("payment");
        values.linesNote =
            ApprovalText::tr("%1 is how %2 has payment %3. The signature names the payment.")
                .arg(apart(outsideLine(action.method)), apart(outsideLine(action.system)), apart(outsideLine(payment->second)));
    }
    values.bindings = bindingsOf(facts, formatting);
}

void addFrame(const DecisionFacts& facts, const Formatting& formatting, DecisionValues& values)
{
    const GateView& gate = *facts.packet.gate;
    const TicketRow& ticket = facts.ticket;
    values.subject = subjectWords(facts.packet.entry);
    values.rule = ruleWords(gate);
    values.asksFor = quorumWords(gate.row.quorum);
    values.stakes = stakesWords(gate.row.stakes);
    values.intent = ApprovalText::tr("%1 %2", "intent and confidence")
                        .arg(outsideLine(ticket.intent), formatting.confidence(ticket.confidence));
    const UtcTime from = facts.story.opened ? facts.story.opened->at : ticket.movedAt;
    values.deadline = deadlineMark(from, gate.row.expires, formatting);
    values.expires = facts.now < gate.row.expires
                         ? ApprovalText::tr("expires in %1").arg(formatting.span(gate.row.expires - facts.now))
                         : ApprovalText::tr("expired %1").arg(formatting.relative(gate.row.expires));
    values.expiresIn = formatting.relative(gate.row.expires);
    values.expiresAt = formatting.absolute(gate.row.expires);
    values.fresh = freshMark(facts, formatting);
    values.freshAt = gate.observed ? formatting.absolute(readAt(facts, *gate.observed)) : QString();
}

} // namespace

DeadlineMark deadlineMark(UtcTime from, UtcTime until, const Formatting& formatting)
{
    const auto whole = static_cast<double>(std::max<std::int64_t>(1, (until - from).ms));
    const auto left = static_cast<double>((until - formatting.now()).ms);
    const double share = std::clamp(left / whole, 0.0, 1.0);
    DeadlineState state = share <= kSoon ? DeadlineState::Soon : DeadlineState::InTime;
    if (left <= 0) {
        state = DeadlineState::Breached;
    }
    return {.state = state, .left = share, .text = formatting.countdown(until)};
}

DecisionValues presentDecision(const DecisionFacts& facts, const Formatting& formatting)
{
    DecisionValues values;
    values.phase = phaseOf(facts);
    values.ticket = facts.ticket.id;
    values.gate = facts.gate.id;
    addFrame(facts, formatting, values);
    addAction(facts, formatting, values);
    addOffers(facts, values);
    if (hasMovedOn(facts, values.phase)) {
        values.fresh = {.mood = Mood::Soon, .icon = Icon::Warning, .text = ApprovalText::tr("no longer holds")};
    }
    values.outcome = presentOutcome(facts, values.phase, formatting);
    values.progress = presentProgress(facts, values.phase, formatting);
    values.receipt = presentReceipt(facts, values.phase, formatting);
    values.quorum = presentQuorum(facts, values.phase, formatting);
    return values;
}

} // namespace stillgate
