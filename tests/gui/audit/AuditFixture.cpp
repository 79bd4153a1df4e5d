// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/audit/AuditFixture.h"

#include <algorithm>

#include "core/domain/Display.h"
#include "core/domain/Payload.h"

namespace stillgate {

namespace {

Digest sampleDigest(std::string_view text)
{
    return sha256(text);
}

bool fits(const EventHeader& header, const AuditFilter& filter)
{
    return (!filter.ticket || header.ticket == filter.ticket) && (!filter.actor || header.actor == *filter.actor) &&
           header.code.starts_with(filter.code) && (!filter.since || header.time >= *filter.since) &&
           (!filter.until || header.time < *filter.until);
}

template <typename Value>
QFuture<Result<Value>> given(std::deque<std::function<void()>>& waiting, LedgerInMemory::Answers answers,
                             std::function<Result<Value>()> make)
{
    auto promise = std::make_shared<QPromise<Result<Value>>>();
    promise->start();
    QFuture<Result<Value>> future = promise->future();
    const auto answer = [promise, make = std::move(make)] {
        promise->addResult(make());
        promise->finish();
    };
    if (answers == LedgerInMemory::Answers::AtOnce) {
        answer();
    } else {
        waiting.push_back(answer);
    }
    return future;
}

GateDecided sampleDecision(const GateId& gate, const ActionId& action, const Digest& proposal)
{
    GateDecided decided;
    decided.gate = gate;
    decided.statement.origin = "stillgate.local/sample";
    decided.statement.gate = gate;
    decided.statement.action = action;
    decided.statement.proposal = proposal;
    decided.statement.verdict = Verdict::Approve;
    decided.statement.approver = kAgent;
    decided.statement.keyId = "7d1990c2aa10c3f4";
    decided.statement.slot = Role::L2Agent;
    decided.statement.issued = kAuditNow;
    decided.statement.expires = kAuditNow;
    decided.statement.checkpoint.size = 9;
    decided.statement.policy = sampleDigest("policy");
    return decided;
}

ActionProposed sampleProposal(const ActionId& action)
{
    ActionProposed proposed;
    proposed.action = action;
    proposed.runbook = "refund_double_charge";
    proposed.runbookVersion = 7;
    proposed.system = "payments";
    proposed.operation = "refund_order";
    proposed.amount = Money{12'900, *Currency::fromText("EUR")};
    proposed.reversibility = Reversibility::Compensable;
    proposed.compensation = "charge_order";
    proposed.idempotencyKey = sampleDigest("key");
    proposed.observed = 7;
    proposed.changes = {{"paid", "258.00 EUR", "129.00 EUR"}, {"refunded", "none", "129.00 EUR"}, {"status", "paid", "paid"}};
    proposed.evidence = sampleDigest("evidence");
    proposed.proposal = proposalDigest(proposed, sampleDigest("target"), sampleDigest("parameters"));
    return proposed;
}

template <typename AnyId>
AnyId sampleId(int number)
{
    return {uuidV7({kAuditNow.ms - 86'400'000}, sampleDigest("sample id " + std::to_string(number)))};
}

template <typename Payload>
EventHeader made(const Payload& payload, UtcTime time, std::optional<TicketId> ticket, PersonId actor = kOrchestrator)
{
    EventHeader header;
    setPayload(header, payload);
    header.time = time;
    header.ticket = ticket;
    header.actor = actor;
    return header;
}

} // namespace

Result<AuditPage> LedgerInMemory::pageNow(const AuditFilter& filter, AuditOrder order, std::optional<Sequence> from,
                                          int most) const
{
    if (failure) {
        return tl::make_unexpected(*failure);
    }
    const bool down = order == AuditOrder::NewestFirst;
    const auto last = static_cast<std::int64_t>(events.size()) - 1;
    AuditPage out;
    out.size = events.size();
    auto at = from ? std::min(static_cast<std::int64_t>(*from), last + (down ? 0 : 1)) : (down ? last : 0);
    for (; at >= 0 && at <= last; at += down ? -1 : 1) {
        const ShownEvent& event = events[static_cast<std::size_t>(at)].event;
        if (!fits(event.header, filter)) {
            continue;
        }
        if (static_cast<int>(out.events.size()) == most) {
            out.next = static_cast<Sequence>(at);
            break;
        }
        out.events.push_back(event);
        out.events.back().values.clear();
    }
    return out;
}

QFuture<Result<AuditPage>> LedgerInMemory::page(const AuditFilter& filter, AuditOrder order, std::optional<Sequence> from,
                                                int most)
{
    ++pages;
    return given<AuditPage>(m_waiting, answers,
                            [this, filter, order, from, most] { return pageNow(filter, order, from, most); });
}

QFuture<Result<AuditDetail>> LedgerInMemory::detail(Sequence sequence)
{
    return given<AuditDetail>(m_waiting, answers, [this, sequence]() -> Result<AuditDetail> {
        if (failure) {
            return tl::make_unexpected(*failure);
        }
        if (sequence >= events.size()) {
            return fail(ErrorCode::NotFound, "sequence", "no such event");
        }
        return events[static_cast<std::size_t>(sequence)];
    });
}

void LedgerInMemory::answer()
{
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto& each : waiting) {
        each();
    }
}

namespace {

class HeldCall final : public PendingCall {
public:
    explicit HeldCall(std::shared_ptr<std::function<void()>> what) : m_what(std::move(what)) {}

private:
    std::shared_ptr<std::function<void()>> m_what;
};

} // namespace

std::unique_ptr<PendingCall> HandTimers::after(Duration, std::function<void()> what)
{
    auto shared = std::make_shared<std::function<void()>>(std::move(what));
    m_calls.push_back(shared);
    return std::make_unique<HeldCall>(shared);
}

void HandTimers::fire()
{
    const auto calls = std::exchange(m_calls, {});
    for (const auto& call : calls) {
        if (const auto what = call.lock()) {
            (*what)();
        }
    }
}

AuditStand::AuditStand()
{
    link.now.state = LinkState::Live;
    link.now.person = kAgent;
    link.now.name = "Sample Agent 01";
}

TicketId AuditStand::ticket(int number) const
{
    return sampleId<TicketId>(number);
}

Sequence AuditStand::add(EventHeader header)
{
    const Sequence sequence = ledger.events.size();
    header.sequence = sequence;
    AuditDetail detail;
    detail.event.leaf = sampleDigest("leaf " + std::to_string(sequence));
    detail.event.isKnown = payloadOf(header).has_value();
    detail.event.header = std::move(header);
    detail.proof = {ProofState::Proven, sequence + 1, sampleDigest("root"), std::vector<Digest>(11)};
    ledger.events.push_back(std::move(detail));
    return sequence;
}

void AuditStand::addMany(int count)
{
    for (int i = 0; i < count; ++i) {
        StateObserved read;
        read.system = "orders";
        read.operation = "read_order";
        add(made(read, {kAuditNow.ms - 1'000 * (count - i)}, ticket(1)));
    }
}

void AuditStand::addSampleDay()
{
    const TicketId first = ticket(1);
    const auto gate = sampleId<GateId>(2);
    const auto action = sampleId<ActionId>(3);
    const auto at = [](int minutesAgo) { return UtcTime{kAuditNow.ms - 60'000LL * minutesAgo}; };
    LedgerOpened opened;
    opened.origin = "stillgate.local/sample";
    add(made(opened, at(60 * 40), std::nullopt));
    KeyEnrolled key;
    key.person = kAgent;
    key.keyId = "7d1990c2aa10c3f4";
    add(made(key, at(60 * 39), std::nullopt));
    add(made(TicketOpened{sampleId<PersonId>(9), Channel::Email}, at(55), first));
    TicketRow row;
    row.id = first;
    row.opened = 2;
    row.latest = 20;
    tickets.apply({{row}, {}, {}});
    MessageReceived message;
    message.channel = Channel::Email;
    message.attachments.resize(1);
    EventHeader received = made(message, at(55), first);
    for (const char* field : {"text", "name", "sender"}) {
        received.personal[field] = {sampleId<PersonId>(9), sampleDigest(field), std::nullopt};
    }
    const Sequence messageAt = add(received);
    ledger.events[messageAt].event.values = {
        {"text",
         UntrustedText("Hello, I was charged twice for order 7719.\nPlease send \xE2\x80\xAEthe money back <b>today</b>.")},
        {"name", UntrustedText("Sample Customer 07")},
        {"sender", tl::make_unexpected(Withheld::NotYours)}};
    TicketClassified classified;
    classified.labels = {{"refund_double_charge", 9'120}, {"billing_question", 500}};
    classified.band = Band::Auto;
    add(made(classified, at(54), first));
    add(made(RunbookChosen{"refund_double_charge", 7, sampleDigest("runbook")}, at(54), first));
    add(made(IdentityChecked{"crm_match", "email_and_order", 3, 2, IdentityResult::Proven}, at(53), first));
    StateObserved read;
    read.system = "orders";
    add(made(read, at(53), first));
    const ActionProposed proposal = sampleProposal(action);
    EventHeader proposed = made(proposal, at(52), first);
    for (const char* field : {"target", "parameters"}) {
        proposed.personal[field] = {sampleId<PersonId>(9), sampleDigest(field), std::nullopt};
    }
    add(proposed);
    PolicyDecided policy;
    policy.effect = PolicyEffect::RequireApproval;
    policy.rule = "refund-over-100";
    add(made(policy, at(52), first));
    GateOpened gateOpened;
    gateOpened.gate = gate;
    gateOpened.rule = "refund-over-100";
    add(made(gateOpened, at(52), first));
    CommandRefused refused;
    refused.kind = "submit_decision";
    refused.refusal = RefusalCode::StateMoved;
    add(made(refused, at(31), first, sampleId<PersonId>(12)));
    const Sequence decided = add(made(sampleDecision(gate, action, proposal.proposal), at(30), first, kAgent));
    ledger.events[decided].isSignatureGood = true;
    add(made(ActionHeld{action, at(29)}, at(30), first));
    add(made(ActionIntended{action, 1}, at(29), first));
    add(made(ActionFailed{action, 1, CallFailure::InDoubt, "timeout", at(28)}, at(29), first));
    add(made(ActionExecuted{action, 2, "RF-90288", Learned::FromRead}, at(28), first));
    add(made(ActionVerified{action, 17, true, {}}, at(28), first));
    add(made(NoticeSent{sampleId<NoticeId>(4), "M-771", at(0)}, at(27), first));
    add(made(TicketClosed{"refund_issued", "silence", Attribution::Assisted, {}}, at(12), first));
    EventHeader later;
    later.code = "vigilance.checked";
    later.time = at(4);
    later.actor = kOrchestrator;
    add(later);
    add(made(PersonRedacted{sampleId<PersonId>(9), "customer_request"}, at(3), std::nullopt, kAgent));
    watch.now = {LedgerStanding::Matching, ledger.events.size(), at(1), Divergence::None, {}};
}

AuditParts AuditStand::parts()
{
    return {ledger, watch, verifier, link, tickets, timers, formatting, QTimeZone::utc()};
}

} // namespace stillgate
