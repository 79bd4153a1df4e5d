// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/domain/Deciding.h"
#include "core/domain/Permissions.h"
#include "core/domain/ReviewTable.h"

namespace stillgate {

namespace {

constexpr int kPersonsConfidence = 10'000;

bool mayDo(const State& state, const PersonId& person, Operation operation)
{
    return isPermitted(operation, rolesOf(state, person));
}

/// One review, or the withdrawal of one, being judged. Each check refuses on record and returns false.
class Reviewing {
public:
    Reviewing(Deciding& deciding, const Ticket& ticket) : m_deciding(deciding), m_ticket(ticket) {}

    bool refuse(RefusalCode code, std::string detail = {})
    {
        m_deciding.refuseOnRecord({code, std::move(detail), {}, {}});
        return false;
    }

    bool checkPerson(const PersonId& actor, Operation operation)
    {
        if (m_deciding.hasUnknownEvents(m_ticket)) {
            return refuse(RefusalCode::UnknownEvent, "the ticket has events this build does not know");
        }
        if (m_deciding.state.erased.contains(actor)) {
            return refuse(RefusalCode::UnknownPerson, "erased");
        }
        return mayDo(m_deciding.state, actor, operation) || refuse(RefusalCode::RoleMissing, "qa, supervisor or l2_agent");
    }

    bool checkReview(const RecordReview& command)
    {
        if (!m_ticket.reading || m_ticket.reading->event != command.classified) {
            return refuse(RefusalCode::UnknownClassification, m_ticket.reading ? "older" : "none");
        }
        const bool same = command.intent == m_ticket.reading->intent;
        if (same != (command.verdict == ReviewVerdict::Accept)) {
            return refuse(RefusalCode::VerdictMismatch, "accept names the model's intent, correct another one");
        }
        if (command.verdict == ReviewVerdict::Correct && m_deciding.rules.route(command.intent) == nullptr) {
            return refuse(RefusalCode::UnknownIntent);
        }
        const auto& reviews = m_ticket.reviews;
        if (!reviews.empty() && reviews.back().verdict == command.verdict && reviews.back().intent == command.intent) {
            return refuse(RefusalCode::AlreadyReviewed);
        }
        return true;
    }

    /// Whether the label may change to that of `standing`, or to the model's where no review stands.
    bool checkReach(const std::optional<Review>& standing)
    {
        m_effect = intentOf(standing) == m_ticket.intent ? RelabelEffect::LabelOnly : relabelEffect(m_deciding.state, m_ticket);
        const bool underWay = m_effect == RelabelEffect::UnderWay && STILLGATE_PROTECTION_ON("review_under_way");
        return !underWay || refuse(RefusalCode::ActionUnderWay, "an effect of the old label may be about to happen");
    }

    /// Gives up what was proposed for the old label and goes through triage with the new one.
    void relabel(const std::optional<Review>& standing)
    {
        if (m_effect == RelabelEffect::LabelOnly) {
            return;
        }
        const TicketRerouted event = rerouted(standing);
        m_deciding.withdrawProposal(m_ticket, "corrected", Afterwards::Nothing);
        m_deciding.draft.add(m_ticket.id, event);
        const IntentRoute* route = m_deciding.rules.route(event.intent);
        const bool manual = route == nullptr || route->alwaysManual;
        RoutedLabel label{
            event.intent,  event.category, event.team, event.band, manual ? BandReason::AlwaysManual : BandReason::Confidence,
            event.redFlags};
        label.redFlags.insert(label.redFlags.begin(), m_ticket.redFlags.begin(), m_ticket.redFlags.end());
        routeTicket(m_deciding, m_ticket, label);
    }

private:
    [[nodiscard]] std::string intentOf(const std::optional<Review>& standing) const
    {
        return standing ? standing->intent : m_ticket.reading->intent;
    }

    /// A label that a person gave is as sure as one gets, and still no licence to run alone: the band is assisted.
    [[nodiscard]] TicketRerouted rerouted(const std::optional<Review>& standing) const
    {
        const Reading& said = *m_ticket.reading;
        if (!standing || standing->verdict == ReviewVerdict::Accept) {
            return {std::nullopt, said.intent, said.confidence, said.category, said.team, said.band, {}};
        }
        TicketRerouted out{standing->event, standing->intent, kPersonsConfidence, {}, m_ticket.team, Band::Assisted, {}};
        if (const IntentRoute* route = m_deciding.rules.route(standing->intent)) {
            out.category = route->category;
            out.team = route->team;
            out.redFlags = route->redFlags;
        }
        return out;
    }

    Deciding& m_deciding;
    const Ticket& m_ticket;
    RelabelEffect m_effect = RelabelEffect::UnderWay;
};

const Ticket* reviewed(Deciding& deciding, const TicketId& id)
{
    const Ticket* ticket = deciding.findTicket(id);
    if (ticket == nullptr) {
        deciding.refuseOnRecord({RefusalCode::UnknownTicket, {}, {}, {}});
        return nullptr;
    }
    deciding.ticket = id;
    return ticket;
}

} // namespace

void decideOn(Deciding& deciding, const RecordReview& command)
{
    const Ticket* ticket = reviewed(deciding, command.ticket);
    if (ticket == nullptr) {
        return;
    }
    Reviewing reviewing(deciding, *ticket);
    const Review review{deciding.draft.next(), command.actor, command.verdict, command.intent};
    if (!reviewing.checkPerson(command.actor, Operation::RecordReview) || !reviewing.checkReview(command) ||
        !reviewing.checkReach(review)) {
        return;
    }
    deciding.draft.add(ticket->id, ClassificationReviewed{command.classified, command.verdict, command.intent, command.tag});
    if (command.note) {
        deciding.draft.value(command.actor, "note", *command.note);
    }
    reviewing.relabel(review);
}

void decideOn(Deciding& deciding, const WithdrawReview& command)
{
    const Ticket* ticket = reviewed(deciding, command.ticket);
    if (ticket == nullptr) {
        return;
    }
    Reviewing reviewing(deciding, *ticket);
    if (!reviewing.checkPerson(command.actor, Operation::WithdrawReview)) {
        return;
    }
    std::vector<Review> left = ticket->reviews;
    const auto taken =
        std::find_if(left.begin(), left.end(), [&](const Review& review) { return review.event == command.review; });
    if (taken == left.end()) {
        reviewing.refuse(RefusalCode::UnknownReview);
        return;
    }
    if (taken->person != command.actor && !mayDo(deciding.state, command.actor, Operation::WithdrawOthersReview)) {
        reviewing.refuse(RefusalCode::RoleMissing, "supervisor");
        return;
    }
    left.erase(taken);
    const auto standing = left.empty() ? std::nullopt : std::optional(left.back());
    if (reviewing.checkReach(standing)) {
        deciding.draft.add(ticket->id, ReviewWithdrawn{command.review});
        reviewing.relabel(standing);
    }
}

} // namespace stillgate
