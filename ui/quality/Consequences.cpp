// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/Consequences.h"

#include <algorithm>

#include "core/domain/Permissions.h"
#include "ui/kit/text/TicketWords.h"
#include "ui/quality/QualityText.h"

namespace stillgate {

namespace {

const ShownIntent* knownIntent(const ShownTaxonomy& taxonomy, const std::string& id)
{
    const auto found = std::ranges::find(taxonomy.intents, id, &ShownIntent::id);
    return found != taxonomy.intents.end() ? &*found : nullptr;
}

const ShownCategory* homeOf(const ShownTaxonomy& taxonomy, const ShownIntent* intent)
{
    const auto found = intent != nullptr ? std::ranges::find(taxonomy.categories, intent->category, &ShownCategory::id)
                                         : taxonomy.categories.end();
    return found != taxonomy.categories.end() ? &*found : nullptr;
}

const std::string& modelsLabel(const ReviewTicket& ticket)
{
    return ticket.labels.front().intent;
}

DiffRow rowOf(const QString& field, const QString& before, const QString& after)
{
    const bool changed = before != after;
    return {field, before, changed ? after : QualityText::tr("unchanged"), changed ? Change::Changed : Change::Unchanged};
}

/// Where a label leads: the model's to what it was routed to, a person's to its category, assisted at best.
struct Route {
    QString team;
    QString band;
    bool isManual = false; ///< a person decides whatever is proposed
};

Route routeOf(const ReviewTicket& ticket, const ShownTaxonomy& taxonomy, const std::string& label)
{
    const ShownCategory* home = homeOf(taxonomy, knownIntent(taxonomy, label));
    const bool isModels = label == modelsLabel(ticket);
    const Band band = isModels ? ticket.band : Band::Assisted;
    Route out{ticket.teamInForce, bandWords(band), band == Band::Manual};
    if (isModels) {
        out.team = ticket.modelTeam;
    } else if (home != nullptr) {
        out.team = outsideLine(home->team);
    }
    if (!ticket.redFlags.isEmpty()) {
        out.band = QualityText::tr("red flag, never alone");
        out.isManual = true;
    } else if (home != nullptr && home->isAlwaysManual) {
        out.band = QualityText::tr("never alone");
        out.isManual = true;
    }
    return out;
}

std::vector<DiffRow> movedRows(const ReviewTicket& ticket, const ShownTaxonomy& taxonomy, const std::string& label)
{
    const Route route = routeOf(ticket, taxonomy, label);
    const QString none = QualityText::tr("none");
    std::vector<DiffRow> out{
        rowOf(QualityText::tr("Label"), outsideLine(ticket.intentInForce), outsideLine(label)),
        rowOf(QualityText::tr("Team"), ticket.teamInForce.isEmpty() ? none : ticket.teamInForce, route.team),
        rowOf(QualityText::tr("Band"), bandWords(ticket.bandInForce), route.band),
        rowOf(QualityText::tr("Runbook"), ticket.runbook.isEmpty() ? none : ticket.runbook,
              route.isManual ? QualityText::tr("none, a person decides") : QualityText::tr("chosen anew, if there is one"))};
    if (!ticket.proposal.isEmpty()) {
        out.push_back(rowOf(QualityText::tr("Proposed"), ticket.proposal, QualityText::tr("given up, not done")));
    }
    return out;
}

} // namespace

Consequences consequencesOf(const ReviewTicket& ticket, const ShownTaxonomy& taxonomy, const std::string& label)
{
    const bool accepts = label == modelsLabel(ticket);
    Consequences out;
    out.title = accepts ? QualityText::tr("If you accept it") : QualityText::tr("If you correct it");
    if (label == ticket.intentInForce) {
        out.note =
            QualityText::tr("Nothing moves: the ticket has this label already. The next training learns that it is right.");
        return out;
    }
    switch (ticket.effect) {
    case RelabelEffect::Reroutes:
        out.rows = movedRows(ticket, taxonomy, label);
        out.note = QualityText::tr("The ticket goes through triage again. The next training learns from your label.");
        break;
    case RelabelEffect::LabelOnly:
        out.note = QualityText::tr("Nothing moves: what was done stays done. The next training learns from your label.");
        break;
    case RelabelEffect::UnderWay:
        out.note =
            QualityText::tr("An action of the old label is being carried out, so another label has to wait until it ended.");
        break;
    }
    return out;
}

QString hindranceOf(const ReviewTicket& ticket, const ShownTaxonomy& taxonomy, const LinkStatus& link, const std::string& label)
{
    if (!isPermitted(Operation::RecordReview, link.roles)) {
        return QualityText::tr(
                   "View only. Labels are reviewed by people with one of these roles, and none is yours: %1, %2, %3.")
            .arg(roleWords(Role::Qa), roleWords(Role::Supervisor), roleWords(Role::L2Agent));
    }
    if (link.state == LinkState::Diverged) {
        return QualityText::tr(
            "The ledger is not the one that this console saw before. Nothing is reviewed on it. Tell the person "
            "who runs it.");
    }
    if (ticket.hasUnknownEvents) {
        return QualityText::tr(
            "This ticket has events that this version of the console does not know. Update the console to review "
            "it.");
    }
    if (ticket.reviewed == label) {
        return QualityText::tr("This is what it was reviewed as. Choose another label to replace that, or go on.");
    }
    if (label != modelsLabel(ticket) && !taxonomy.intents.empty() && knownIntent(taxonomy, label) == nullptr) {
        return QualityText::tr("This label is not in the taxonomy any more. Choose one that is.");
    }
    if (label != ticket.intentInForce && ticket.effect == RelabelEffect::UnderWay) {
        return QualityText::tr("An action of the label in force is being carried out. Correct it when that has ended.");
    }
    return {};
}

QString bandReason(const ReviewTicket& ticket, const ShownTaxonomy& taxonomy, const Formatting& formatting)
{
    QString band = bandWords(ticket.band);
    const ShownIntent* intent = knownIntent(taxonomy, modelsLabel(ticket));
    const auto because = [&](const QString& why) { return QualityText::tr("%1, %2", "band, why").arg(band, why); };
    const ShownCategory* home = homeOf(taxonomy, intent);
    const bool isAll = home != nullptr && home->isAlwaysManual;
    const QString asAll =
        isAll ? QualityText::tr("%1, as all of %2", "band, category").arg(band, outsideLine(home->title)) : QString();
    switch (ticket.bandReason) {
    case BandReason::AlwaysManual: return isAll ? asAll : because(bandReasonWords(ticket.bandReason));
    case BandReason::OutOfScope:
    case BandReason::UnknownIntent:
    case BandReason::RedFlag: return because(bandReasonWords(ticket.bandReason));
    case BandReason::Unrecorded:
    case BandReason::Confidence:
    case BandReason::ThinData: break;
    }
    if (intent == nullptr) {
        return band;
    }
    if (ticket.band == Band::Manual && ticket.labels.front().confidence >= intent->assistedFrom) {
        return isAll ? asAll : band; // an early event, which does not say why
    }
    const bool isUnder = ticket.band == Band::Manual;
    const QString threshold = formatting.confidence(ticket.band == Band::Auto ? intent->autoFrom : intent->assistedFrom);
    band = isUnder ? QualityText::tr("%1, under %2", "band, threshold").arg(band, threshold)
                   : QualityText::tr("%1, from %2", "band, threshold").arg(band, threshold);
    return ticket.bandReason == BandReason::ThinData ? because(QualityText::tr("few examples")) : band;
}

} // namespace stillgate
