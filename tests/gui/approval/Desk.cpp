// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/approval/Desk.h"

#include <algorithm>

#include "core/domain/Display.h"

namespace stillgate {

namespace {

ShownEvent shownOf(const Event& event)
{
    ShownEvent out;
    out.header = event.header;
    out.isKnown = payloadOf(event.header).has_value();
    for (const PersonalValue& value : event.values) {
        out.values[value.field] = UntrustedText(value.opening.value);
    }
    return out;
}

std::vector<OpenedLine> openedLines(const ShownEvent& proposed, const ShownEvent& decided)
{
    std::vector<OpenedLine> out;
    const auto lines = displayLines(proposed.header, decided.header);
    for (const DisplayLine& line : *lines) {
        out.push_back({line.label, line.detail, line.commitment ? *proposed.values.at(line.label) : UntrustedText(line.value)});
    }
    return out;
}

bool isUnanswered(const OutboxEntry& entry)
{
    return entry.state == OutboxState::Queued || entry.state == OutboxState::Sent;
}

} // namespace

class ManualTimers::Handle final : public PendingCall {
public:
    explicit Handle(std::shared_ptr<Call> call) : m_call(std::move(call)) {}
    ~Handle() override { m_call->isOff = true; }

private:
    std::shared_ptr<Call> m_call;
};

std::unique_ptr<PendingCall> ManualTimers::after(Duration span, std::function<void()> what)
{
    const auto call = std::make_shared<Call>(Call{{m_clock.sinceBoot().ms + span.ms}, std::move(what)});
    m_calls.push_back(call);
    return std::make_unique<Handle>(call);
}

void ManualTimers::pass(Duration span)
{
    const std::int64_t end = m_clock.sinceBoot().ms + span.ms;
    while (true) {
        std::erase_if(m_calls, [](const auto& call) { return call->isOff; });
        const auto next = std::min_element(m_calls.begin(), m_calls.end(),
                                           [](const auto& one, const auto& other) { return one->due < other->due; });
        if (next == m_calls.end() || (*next)->due.ms > end) {
            break;
        }
        const std::shared_ptr<Call> call = std::move(*next);
        m_calls.erase(next);
        m_clock.advance({std::max<std::int64_t>(0, call->due.ms - m_clock.sinceBoot().ms)});
        call->what();
    }
    m_clock.advance({end - m_clock.sinceBoot().ms});
}

void DeskLink::set(const LinkStatus& status)
{
    m_status = status;
    emit statusChanged(m_status);
}

void DeskWatch::set(const LedgerVerdict& verdict)
{
    m_verdict = verdict;
    emit verdictChanged(m_verdict);
}

std::optional<OutboxEntry> DeskOutbox::entry(const CommandId& id) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const OutboxEntry& entry) { return entry.id == id; });
    return found == m_entries.end() ? std::nullopt : std::optional(*found);
}

std::optional<OutboxEntry> DeskOutbox::decisionOn(const GateId& gate) const
{
    const auto found =
        std::find_if(m_entries.rbegin(), m_entries.rend(), [&](const OutboxEntry& entry) { return entry.gate == gate; });
    return found == m_entries.rend() ? std::nullopt : std::optional(*found);
}

std::size_t DeskOutbox::unanswered() const
{
    return static_cast<std::size_t>(std::count_if(m_entries.begin(), m_entries.end(), isUnanswered));
}

void DeskOutbox::put(const OutboxEntry& entry)
{
    const auto known =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const OutboxEntry& other) { return other.id == entry.id; });
    if (known == m_entries.end()) {
        m_entries.push_back(entry);
    } else {
        *known = entry;
    }
    emit entryChanged(entry);
}

Desk::Desk()
    : me(loop.enrol(101))
    , colleague(loop.enrol(102))
    , supervisor(loop.enrol(103, {Role::Supervisor}))
    , timers(loop.clock())
    , formatting(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc(), loop.clock())
{
    setState(LinkState::Live);
    watch.set({LedgerStanding::Matching, loop.log().size(), loop.clock().now(), Divergence::None, {}});
}

Desk::~Desk() = default;

SampleRefund& Desk::refund(std::int64_t cents, RefundWords words)
{
    return m_refunds.emplace_back(loop, samples::euro(cents), std::move(words));
}

void Desk::setState(LinkState state)
{
    LinkStatus status;
    status.state = state;
    status.cause = state == LinkState::Live ? LinkCause::None : LinkCause::Lost;
    status.since = loop.clock().now();
    status.origin = loop.state().ledger.origin;
    status.person = me.id;
    status.roles = me.roles;
    status.name = "Sample Agent";
    link.set(status);
}

void Desk::sync()
{
    StoreChange change;
    for (const auto& [id, ticket] : loop.state().tickets) {
        change.tickets.push_back(rowOf(loop.state(), ticket));
        TicketTexts texts;
        texts.ticket = id;
        const auto opened = loop.log().begin() + static_cast<std::ptrdiff_t>(ticket.opened);
        const auto message = std::find_if(opened, loop.log().end(),
                                          [](const Event& event) { return event.header.code == MessageReceived::kCode; });
        texts.subject = shownOf(*message).values.at("subject");
        change.texts.push_back(std::move(texts));
    }
    for (const auto& [id, gate] : loop.state().gates) {
        change.gates.push_back(rowOf(loop.state(), gate));
    }
    tickets.apply(std::move(change));
}

void Desk::pass(Duration span)
{
    timers.pass(span);
}

CardParts Desk::parts()
{
    return {link,  watch, tickets, outbox,     *this,
            *this, *this, timers,  formatting, hasKey ? keyIdOf(me.key.publicKey()) : std::string()};
}

QFuture<Result<FreshState>> Desk::reread(const GateId&)
{
    ++looks;
    return QtFuture::makeReadyFuture(lookFails ? Result<FreshState>(tl::make_unexpected(*lookFails))
                                               : Result<FreshState>(FreshState{loop.clock().now(), {}}));
}

GateView Desk::viewOf(const Gate& gate, const std::vector<ShownEvent>& events) const
{
    const Action& action = loop.state().actions.at(gate.action);
    const auto at = [&](Sequence sequence) {
        return *std::find_if(events.begin(), events.end(),
                             [&](const ShownEvent& event) { return event.header.sequence == sequence; });
    };
    GateView view;
    view.row = rowOf(loop.state(), gate);
    view.proposed = at(action.proposed);
    view.decided = at(action.decided);
    view.observed = at(action.observed);
    view.lines = openedLines(view.proposed, view.decided);
    for (const CountedDecision& decision : gate.approvals) {
        view.approvals.push_back({decision.approver, decision.slot, decision.event});
    }
    if (hasKey) {
        view.termsExpire =
            olderReading ? UtcTime{formatting.now().ms - olderReading->ms} : formatting.now() + Duration::minutes(5);
    }
    view.permit = permit;
    view.hasUnknownEvents = std::any_of(events.begin(), events.end(), [](const ShownEvent& event) { return !event.isKnown; });
    return view;
}

Packet Desk::packetOf(const TicketId& ticket)
{
    Packet packet;
    packet.entry.row = rowOf(loop.state(), loop.ticket(ticket));
    for (const Event& event : loop.log()) {
        if (event.header.ticket == ticket) {
            packet.events.push_back(shownOf(event));
            const auto subject = packet.events.back().values.find("subject");
            if (subject != packet.events.back().values.end()) {
                packet.entry.subject = subject->second;
            }
        }
    }
    packet.isProven = true;
    packet.readAt = loop.clock().now();
    if (loop.ticket(ticket).action && loop.action(ticket).gate) {
        const Gate& gate = loop.gate(ticket);
        packet.gate = viewOf(gate, packet.events);
        m_shown[gate.id] = loop.statement(gate.id, me, Verdict::Approve);
    }
    return packet;
}

QFuture<Result<Packet>> Desk::read(const TicketId& ticket)
{
    ++reads;
    if (!isReadable) {
        return QtFuture::makeReadyFuture(Result<Packet>(fail(ErrorCode::Unavailable, "packet", "no connection")));
    }
    return QtFuture::makeReadyFuture(Result<Packet>(packetOf(ticket)));
}

std::optional<DecisionHindrance> Desk::dutyAgainst(const GateView& gate, Verdict verdict) const
{
    const bool mine = std::any_of(gate.approvals.begin(), gate.approvals.end(),
                                  [&](const GateApproval& approval) { return approval.approver == me.id; });
    if (verdict == Verdict::Withdraw) {
        const ActionStatus status = loop.state().actions.at(gate.row.action).status;
        const bool early = status == ActionStatus::Proposed || status == ActionStatus::Held;
        return !mine   ? std::optional(DecisionHindrance::NothingToWithdraw)
               : early ? std::nullopt
                       : std::optional(DecisionHindrance::TooLate);
    }
    const bool asked = std::any_of(gate.row.quorum.begin(), gate.row.quorum.end(), [&](const QuorumPart& part) {
        const auto& roles = link.status().roles;
        return std::find(roles.begin(), roles.end(), part.role) != roles.end();
    });
    if (!asked) {
        return DecisionHindrance::NoRole;
    }
    if (tickets.ticket(gate.row.ticket)->row.customer == link.status().person) {
        return DecisionHindrance::Beneficiary;
    }
    return mine && verdict == Verdict::Approve ? std::optional(DecisionHindrance::AlreadyDecided) : std::nullopt;
}

std::optional<DecisionHindrance> Desk::hindrance(const GateView& gate, Verdict verdict) const
{
    const UtcTime now = formatting.now();
    const auto waiting = outbox.decisionOn(gate.row.id);
    const auto known = tickets.gate(gate.row.id);
    if (watch.verdict().standing == LedgerStanding::Diverged) {
        return DecisionHindrance::Diverged;
    }
    if (gate.hasUnknownEvents) {
        return DecisionHindrance::UnknownEvent;
    }
    if (!gate.termsExpire) {
        return DecisionHindrance::NoKey;
    }
    if (waiting && isUnanswered(*waiting)) {
        return DecisionHindrance::Waiting;
    }
    if (verdict != Verdict::Withdraw && known && known->status != GateStatus::Open) {
        return DecisionHindrance::NotOpen;
    }
    if (const auto duty = dutyAgainst(gate, verdict)) {
        return duty;
    }
    if (verdict != Verdict::Withdraw && now >= gate.row.expires) {
        return DecisionHindrance::Expired;
    }
    if (now >= *gate.termsExpire) {
        return DecisionHindrance::TermsExpired;
    }
    const bool live = link.status().state == LinkState::Live;
    return !live && verdict == Verdict::Approve && gate.row.stakes == Stakes::High
               ? std::optional(DecisionHindrance::OfflineHighStakes)
               : std::nullopt;
}

Result<CommandId> Desk::decide(const GateView& gate, const DecisionWish& wish)
{
    ++decisions;
    code = wish.code;
    if (signingFails) {
        return tl::make_unexpected(*signingFails);
    }
    if (hindrance(gate, wish.verdict)) {
        return fail(ErrorCode::Refused, "hindrance", "it stands against it");
    }
    Statement statement = m_shown.at(gate.row.id);
    statement.verdict = wish.verdict;
    statement.reason = wish.reason;
    if (wish.verdict == Verdict::Withdraw) {
        statement.withdraws = loop.statement(gate.row.id, me, Verdict::Withdraw).withdraws;
    }
    std::optional<Opening> note;
    if (!wish.note.empty()) {
        note = Opening{randomFixed<Salt>(), wish.note};
        statement.note = commitment(note->salt, noteContext(statement.nonce), "note", wish.note);
    }
    const CommandId id{uuidV7(loop.clock().now(), samples::digest("decision " + std::to_string(decisions)))};
    DecideGate command{me.id, gate.row.id,  statement,   me.key.sign(asBytes(signedBytes(statement))),
                       note,  std::nullopt, std::nullopt};
    m_unsent.push_back({command, id});
    OutboxEntry entry;
    entry.id = id;
    entry.ticket = gate.row.ticket;
    entry.gate = gate.row.id;
    entry.verdict = wish.verdict;
    entry.stored = loop.clock().now();
    outbox.put(entry);
    return id;
}

void Desk::deliver()
{
    while (!m_unsent.empty()) {
        Signed next = std::move(m_unsent.front());
        m_unsent.pop_front();
        const auto refund = std::find_if(m_refunds.begin(), m_refunds.end(), [&](const SampleRefund& known) {
            return known.ticket() == loop.state().gates.at(next.command.gate).ticket;
        });
        DecideGate command = loop.decision(next.command.statement, me, refund->books());
        command.note = next.command.note;
        const Sequence first = loop.log().size();
        const Outcome outcome = loop.submit(command, me.id);
        OutboxEntry entry = *outbox.entry(next.id);
        entry.state = outcome.refusal ? OutboxState::Refused : OutboxState::Confirmed;
        entry.ended = loop.clock().now();
        if (outcome.refusal) {
            entry.refusal =
                OutboxRefusal{std::string(nameOf(outcome.refusal->code)), outcome.refusal->detail, outcome.refusal->moved};
        }
        if (loop.log().size() > first) {
            entry.first = first;
            entry.last = loop.log().size() - 1;
        }
        outbox.put(entry);
    }
    sync();
}

QFuture<Result<AuditPage>> Desk::page(const AuditFilter& filter, AuditOrder, std::optional<Sequence>, int)
{
    AuditPage page;
    for (const Event& event : loop.log()) {
        if (event.header.code.starts_with(filter.code)) {
            page.events.push_back(shownOf(event));
        }
    }
    page.size = loop.log().size();
    return QtFuture::makeReadyFuture(Result<AuditPage>(std::move(page)));
}

QFuture<Result<AuditDetail>> Desk::detail(Sequence)
{
    return QtFuture::makeReadyFuture(Result<AuditDetail>(fail(ErrorCode::NotFound, "detail", "not part of this desk")));
}

} // namespace stillgate
