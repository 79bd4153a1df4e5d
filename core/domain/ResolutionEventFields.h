// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ResolutionEvents.h"

/// The wire names of the fields of ResolutionEvents.h.
namespace stillgate {

template <typename Visitor>
void describe(Visitor& visit, RunbookChosen& event)
{
    visit("runbook", event.runbook);
    visit("runbook_version", event.runbookVersion);
    visit("digest", event.digest);
}

template <typename Visitor>
void describe(Visitor& visit, IdentityChecked& event)
{
    visit("method", event.method);
    visit("rule", event.rule);
    visit("strength", event.strength);
    visit("required", event.required);
    visit("result", event.result);
}

template <typename Visitor>
void describe(Visitor& visit, StateObserved& event)
{
    visit("when", event.when);
    visit("system", event.system);
    visit("operation", event.operation);
    visit("facts", event.facts);
}

template <typename Visitor>
void describe(Visitor& visit, StateChange& change)
{
    visit("fact", change.fact);
    visit("before", change.before);
    visit("after", change.after);
}

template <typename Visitor>
void describe(Visitor& visit, ActionProposed& event)
{
    visit("action", event.action);
    visit("runbook", event.runbook);
    visit("runbook_version", event.runbookVersion);
    visit("system", event.system);
    visit("operation", event.operation);
    visit("amount", event.amount);
    visit("reversibility", event.reversibility);
    visit("compensation", event.compensation);
    visit("idempotency_key", event.idempotencyKey);
    visit("expected_version", event.expectedVersion);
    visit("observed", event.observed);
    visit("changes", event.changes);
    visit("sources", event.sources);
    visit("evidence", event.evidence);
    visit("proposal", event.proposal);
}

template <typename Visitor>
void describe(Visitor& visit, PolicyDecided& event)
{
    visit("action", event.action);
    visit("policy", event.policy);
    visit("effect", event.effect);
    visit("rule", event.rule);
    visit("stakes", event.stakes);
    visit("quorum", event.quorum);
    visit("trace", event.trace);
}

template <typename Visitor>
void describe(Visitor& visit, ActionHeld& event)
{
    visit("action", event.action);
    visit("until", event.until);
}

template <typename Visitor>
void describe(Visitor& visit, ActionIntended& event)
{
    visit("action", event.action);
    visit("attempt", event.attempt);
}

template <typename Visitor>
void describe(Visitor& visit, ActionFailed& event)
{
    visit("action", event.action);
    visit("attempt", event.attempt);
    visit("failure", event.failure);
    visit("detail", event.detail);
    visit("retry_at", event.retryAt);
}

template <typename Visitor>
void describe(Visitor& visit, ActionReconciled& event)
{
    visit("action", event.action);
    visit("attempt", event.attempt);
    visit("retry_at", event.retryAt);
}

template <typename Visitor>
void describe(Visitor& visit, ActionExecuted& event)
{
    visit("action", event.action);
    visit("attempt", event.attempt);
    visit("artifact", event.artifact);
    visit("learned", event.learned);
}

template <typename Visitor>
void describe(Visitor& visit, ActionVerified& event)
{
    visit("action", event.action);
    visit("observed", event.observed);
    visit("matches", event.matches);
    visit("differences", event.differences);
}

template <typename Visitor>
void describe(Visitor& visit, ActionAbandoned& event)
{
    visit("action", event.action);
    visit("why", event.why);
    visit("afterwards", event.afterwards);
}

template <typename Visitor>
void describe(Visitor& visit, NoticeIntended& event)
{
    visit("notice", event.notice);
    visit("purpose", event.purpose);
    visit("action", event.action);
    visit("attempt", event.attempt);
    visit("language", event.language);
    visit("idempotency_key", event.idempotencyKey);
}

template <typename Visitor>
void describe(Visitor& visit, NoticeFailed& event)
{
    visit("notice", event.notice);
    visit("attempt", event.attempt);
    visit("failure", event.failure);
    visit("detail", event.detail);
    visit("retry_at", event.retryAt);
}

template <typename Visitor>
void describe(Visitor& visit, NoticeSent& event)
{
    visit("notice", event.notice);
    visit("artifact", event.artifact);
    visit("silence_at", event.silenceAt);
}

template <typename Visitor>
void describe(Visitor& visit, TicketEscalated& event)
{
    visit("reason", event.reason);
    visit("detail", event.detail);
    visit("tier", event.tier);
    visit("team", event.team);
    visit("from", event.from);
}

template <typename Visitor>
void describe(Visitor& visit, TicketClosed& event)
{
    visit("resolution", event.resolution);
    visit("by", event.by);
    visit("attribution", event.attribution);
    visit("automated", event.automated);
}

} // namespace stillgate
