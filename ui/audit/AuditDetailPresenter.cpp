// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Payload.h"
#include "ui/audit/AuditActor.h"
#include "ui/audit/AuditPresenter.h"
#include "ui/audit/AuditText.h"
#include "ui/audit/EventWords.h"
#include "ui/audit/PayloadLines.h"
#include "ui/audit/VerdictWords.h"
#include "ui/kit/text/DecisionWords.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/text/TicketWords.h"

namespace stillgate {

namespace {

AuditFact monoFact(const QString& label, const std::string& whole)
{
    const QString text = outsideLine(whole);
    return {label, middleCut(text), AuditFact::Script::Mono, std::nullopt, Mood::Neutral, text};
}

AuditFact wordFact(const QString& label, const QString& value)
{
    return {label, value};
}

QString withheldWords(Withheld withheld)
{
    switch (withheld) {
    case Withheld::Erased: return AuditText::tr("Erased: this person was forgotten.");
    case Withheld::NotYours: return AuditText::tr("Not shown to your role.");
    case Withheld::TooLarge: return AuditText::tr("Too large to be shown here.");
    case Withheld::NotLoaded: return AuditText::tr("Not read yet.");
    }
    return {};
}

AuditFact proofFact(ProofState state)
{
    switch (state) {
    case ProofState::Proven:
        return {AuditText::tr("Inclusion"), AuditText::tr("shown to be in the ledger"), AuditFact::Script::Words,
                Icon::ShieldCheck, Mood::Verified};
    case ProofState::NotCovered:
        return {AuditText::tr("Inclusion"), AuditText::tr("newer than the checkpoint compared last"), AuditFact::Script::Words,
                Icon::Clock, Mood::Soon};
    case ProofState::Wrong: break;
    }
    return {AuditText::tr("Inclusion"), AuditText::tr("not in the ledger that the checkpoint signs"), AuditFact::Script::Words,
            Icon::Alert, Mood::Harm};
}

} // namespace

AuditShown AuditPresenter::shown(const AuditDetail& detail, const std::vector<StateChange>& changes) const
{
    const EventHeader& header = detail.event.header;
    AuditShown out;
    out.sequence = header.sequence;
    out.ticket = header.ticket;
    out.number = AuditText::tr("Event %1").arg(m_formatting.count(static_cast<std::int64_t>(header.sequence)));
    out.title = eventWords(header, actorWords(header.actor, m_link.status()), m_formatting).title;
    out.instant = m_formatting.absolute(header.time);
    const QString when = m_formatting.relative(header.time);
    out.meta = header.ticket ? AuditText::tr("%1 · ticket %2").arg(when, isolated(ticketNumber(*header.ticket))) : when;
    addFacts(out, detail);
    addChanges(out, header, changes.empty() ? eventChanges(header) : changes);
    out.payload = payloadLines(header.data);
    if (const auto bytes = encodeHeader(header)) {
        out.canonical = QString::fromStdString(*bytes);
        out.payloadNote = AuditText::tr("%n byte(s) hashed", nullptr, static_cast<int>(bytes->size()));
    }
    addPersonal(out, detail.event);
    out.hash = QString::fromStdString(toHex(detail.event.leaf.view()));
    addProof(out, detail);
    return out;
}

void AuditPresenter::addFacts(AuditShown& out, const AuditDetail& detail) const
{
    const EventHeader& header = detail.event.header;
    if (header.code == GateDecided::kCode) {
        addSignature(out, detail);
    } else {
        out.facts.push_back(wordFact(AuditText::tr("By"), actorWords(header.actor, m_link.status())));
    }
    out.facts.push_back({AuditText::tr("Code"),
                         AuditText::tr("%1 version %2").arg(outsideLine(header.code)).arg(header.version),
                         AuditFact::Script::Mono});
    if (!detail.event.isKnown) {
        out.facts.push_back(
            {AuditText::tr("Known"), AuditText::tr("not to this build"), AuditFact::Script::Words, Icon::Ask, Mood::Soon});
    }
    if (header.command) {
        out.facts.push_back(monoFact(AuditText::tr("Command"), header.command->id.text()));
    }
}

void AuditPresenter::addSignature(AuditShown& out, const AuditDetail& detail) const
{
    const auto payload = payloadOf(detail.event.header);
    const auto* decided = payload ? std::get_if<GateDecided>(&*payload) : nullptr;
    if (decided == nullptr) {
        return;
    }
    const Statement& statement = decided->statement;
    out.facts.push_back(
        wordFact(AuditText::tr("Signed by"),
                 AuditText::tr("%1, as %2").arg(actorWords(statement.approver, m_link.status()), roleWords(statement.slot))));
    out.facts.push_back(monoFact(AuditText::tr("Key"), "ed25519 " + statement.keyId));
    out.facts.back().value = out.facts.back().whole;
    AuditFact signature{AuditText::tr("Signature"), AuditText::tr("not checked: no key of the signer is known here"),
                        AuditFact::Script::Words, Icon::Ask, Mood::Soon};
    if (detail.isSignatureGood) {
        signature.value = *detail.isSignatureGood ? AuditText::tr("valid over these bytes")
                                                  : AuditText::tr("not valid: do not rely on this decision");
        signature.icon = *detail.isSignatureGood ? Icon::CheckCircle : Icon::Alert;
        signature.mood = *detail.isSignatureGood ? Mood::Verified : Mood::Harm;
    }
    out.facts.push_back(signature);
    out.facts.push_back(monoFact(AuditText::tr("Policy"), toHex(statement.policy.view())));
    if (!statement.reason.empty()) {
        out.facts.push_back(wordFact(AuditText::tr("Reason"), reasonWords(statement.reason)));
    }
    out.facts.push_back(wordFact(AuditText::tr("Had seen"),
                                 AuditText::tr("%n event(s)", nullptr, static_cast<int>(statement.checkpoint.size))));
}

void AuditPresenter::addChanges(AuditShown& out, const EventHeader& header, const std::vector<StateChange>& changes) const
{
    for (const StateChange& change : changes) {
        const bool changed = change.before != change.after;
        const QString after = changed ? valueWords(change.after, m_formatting) : AuditText::tr("unchanged");
        out.changes.push_back({factWords(change.fact), valueWords(change.before, m_formatting), after,
                               changed ? Change::Changed : Change::Unchanged});
    }
    out.changesTitle = AuditText::tr("What it would change");
    out.changesHeader = {AuditText::tr("Fact"), AuditText::tr("before"), AuditText::tr("after"), Change::Unchanged};
    if (header.code == GateDecided::kCode) {
        out.changesTitle = AuditText::tr("What was signed");
    } else if (header.code == GateVoided::kCode || header.code == CommandRefused::kCode) {
        out.changesTitle = AuditText::tr("What had moved");
        out.changesHeader = {AuditText::tr("Fact"), AuditText::tr("as shown"), AuditText::tr("as found"), Change::Unchanged};
    } else if (header.code == ActionVerified::kCode) {
        out.changesTitle = AuditText::tr("What differs");
        out.changesHeader = {AuditText::tr("Fact"), AuditText::tr("intended"), AuditText::tr("found"), Change::Unchanged};
    }
}

void AuditPresenter::addPersonal(AuditShown& out, const ShownEvent& event) const
{
    for (const auto& [field, reference] : event.header.personal) {
        const auto value = event.values.find(field);
        AuditPersonal personal{codeWords(field), std::nullopt, withheldWords(Withheld::NotLoaded)};
        if (value != event.values.end() && value->second) {
            personal.text = *value->second;
            personal.withheld.clear();
        } else if (value != event.values.end()) {
            personal.withheld = withheldWords(value->second.error());
        }
        out.personal.push_back(std::move(personal));
    }
}

void AuditPresenter::addProof(AuditShown& out, const AuditDetail& detail) const
{
    const AuditProof& proof = detail.proof;
    out.proof.push_back(proofFact(proof.state));
    out.proof.push_back(wordFact(AuditText::tr("Position"),
                                 AuditText::tr("%1 of %2")
                                     .arg(m_formatting.count(static_cast<std::int64_t>(detail.event.header.sequence)),
                                          m_formatting.count(static_cast<std::int64_t>(proof.size)))));
    if (proof.state != ProofState::NotCovered) {
        out.proof.push_back(
            wordFact(AuditText::tr("Path"), AuditText::tr("%n hash(es)", nullptr, static_cast<int>(proof.path.size()))));
        out.proof.push_back(monoFact(AuditText::tr("Root"), toHex(proof.root.view())));
    }
}

} // namespace stillgate
