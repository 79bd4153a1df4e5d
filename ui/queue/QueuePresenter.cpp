// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueuePresenter.h"

#include <numeric>

#include "ui/kit/text/HandlingWords.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/text/TicketWords.h"
#include "ui/queue/QueueText.h"

namespace stillgate {

namespace {

constexpr double kConfidenceScale = 10'000.0;

int needed(const GateRow& gate)
{
    return std::accumulate(gate.quorum.begin(), gate.quorum.end(), 0,
                           [](int sum, const QuorumPart& part) { return sum + part.count; });
}

struct StageSign {
    std::optional<Icon> icon;
    Mood mood = Mood::Neutral;
};

StageSign signOf(Stage stage)
{
    switch (stage) {
    case Stage::Gate: return {Icon::PauseCircle, Mood::Yours};
    case Stage::WaitingCustomer: return {Icon::Ask, Mood::Neutral};
    case Stage::HoldBack: return {Icon::Clock, Mood::Neutral};
    case Stage::Execute: return {Icon::Play, Mood::Neutral};
    case Stage::Verify: return {Icon::Eye, Mood::Neutral};
    case Stage::Confirm: return {Icon::Send, Mood::Neutral};
    case Stage::Closed: return {Icon::CheckCircle, Mood::Verified};
    case Stage::Escalated: return {Icon::Person, Mood::Soon};
    case Stage::Triage:
    case Stage::Identity:
    case Stage::Policy: break;
    }
    return {Icon::Circle, Mood::Neutral};
}

QString actionWords(const TicketRow& ticket)
{
    switch (enumNamed<ActionStatus>(ticket.actionStatus).value_or(ActionStatus::Proposed)) {
    case ActionStatus::InDoubt: return QueueText::tr("answer lost, being looked up");
    case ActionStatus::Waiting: return QueueText::tr("waits for the next try");
    case ActionStatus::Intended: return QueueText::tr("call under way");
    case ActionStatus::Proposed:
    case ActionStatus::Held:
    case ActionStatus::Executed:
    case ActionStatus::Verified:
    case ActionStatus::Mismatched:
    case ActionStatus::Abandoned: break;
    }
    return QueueText::tr("system of record");
}

} // namespace

QString queueRequestWords(const GateRow& gate, const Formatting& formatting)
{
    const QString amount = formatting.money(gate.amount);
    if (gate.operation == "refund.create") {
        return QueueText::tr("Refund %1").arg(amount);
    }
    if (gate.operation == "refund.recharge") {
        return QueueText::tr("Charge %1 again").arg(amount);
    }
    const QString operation = isolated(outsideLine(std::string_view(gate.operation)));
    return gate.amount.minor == 0 ? operation : QueueText::tr("%1, %2", "operation and amount").arg(operation, amount);
}

QString queueWithheldWords(Withheld withheld)
{
    switch (withheld) {
    case Withheld::Erased: return QueueText::tr("erased");
    case Withheld::NotYours: return QueueText::tr("not for your role");
    case Withheld::TooLarge: return QueueText::tr("too large to show");
    case Withheld::NotLoaded: return QueueText::tr("not loaded");
    }
    return {};
}

void QueuePresenter::setTaxonomy(const ShownTaxonomy& taxonomy)
{
    m_thresholds.clear();
    for (const ShownIntent& intent : taxonomy.intents) {
        m_thresholds[intent.id] = {intent.assistedFrom / kConfidenceScale, intent.autoFrom / kConfidenceScale};
    }
}

QueueRow QueuePresenter::present(const TicketEntry& entry, const GateRow* gate) const
{
    const TicketRow& ticket = entry.row;
    QueueRow row;
    row.ticket = ticket.id;
    row.number = QStringLiteral("#%1").arg(ticket.opened);
    addTexts(row, entry);
    addHandling(row, ticket, gate);
    addRequest(row, ticket, gate);
    addIntent(row, ticket);
    const StageSign sign = signOf(ticket.stage);
    row.stage = stageWords(ticket.stage);
    row.stageIcon = sign.icon;
    row.stageMood = sign.mood;
    row.team = outsideLine(std::string_view(ticket.team));
    row.age = m_formatting.age(ticket.openedAt);
    row.ageTip = QueueText::tr("Came in %1").arg(m_formatting.absolute(ticket.openedAt));
    return row;
}

void QueuePresenter::addHandling(QueueRow& row, const TicketRow& ticket, const GateRow* gate) const
{
    if (const auto deadline = shownDeadline(ticket, gate, m_formatting)) {
        row.deadline = deadline->mark;
        row.deadlineState = deadline->state;
        row.deadlineTip = deadline->tip;
    }
    row.priority = priorityMark(ticket);
    row.priorityTip = priorityWords(ticket, m_formatting);
    row.assignee = assigneeName(ticket, m_self);
    row.assigneeIcon = ticket.assignee ? Icon::Person : Icon::Clock;
    if (ticket.assignee) {
        const QString id = QString::fromStdString(ticket.assignee->text());
        row.assigneeBadge = personMark(*ticket.assignee == m_self ? m_selfName : QString(), id);
        if (row.assigneeBadge->initials.isEmpty()) {
            row.assigneeBadge->initials = id.right(2).toUpper(); // its start is a time
        }
    }
    row.assigneeTip = assigneeWords(ticket, m_self, m_formatting);
}

void QueuePresenter::addTexts(QueueRow& row, const TicketEntry& entry) const
{
    if (entry.subject) {
        row.subject = outsideLine(*entry.subject);
    } else {
        row.subject = QueueText::tr("Subject %1").arg(queueWithheldWords(entry.subject.error()));
        row.subjectAs = ShownAs::Withheld;
    }
    if (entry.subject && row.subject.isEmpty()) {
        row.subject = QueueText::tr("No subject");
        row.subjectAs = ShownAs::Withheld;
    }
    if (entry.customer && !entry.customer->isEmpty()) {
        row.customer = outsideLine(*entry.customer);
    } else {
        row.customer = entry.customer ? QueueText::tr("no name given")
                                      : QueueText::tr("name %1").arg(queueWithheldWords(entry.customer.error()));
        row.customerAs = ShownAs::Withheld;
    }
    row.channel = channelIcon(entry.row.channel);
    row.channelWord = channelWords(entry.row.channel);
}

void QueuePresenter::addRequest(QueueRow& row, const TicketRow& ticket, const GateRow* gate) const
{
    if (gate == nullptr) {
        addStageWords(row, ticket);
        return;
    }
    const int all = needed(*gate);
    row.asks = queueRequestWords(*gate, m_formatting);
    row.support = QueueText::tr("%1 of %n signed", "signatures", all).arg(gate->approvals);
    row.quorum = QueueText::tr("%1/%2", "signatures given and asked for").arg(gate->approvals).arg(all);
    row.supportMood = gate->approvals > 0 ? Mood::Yours : Mood::Neutral;
    row.supportIcon = Icon::PauseCircle;
    row.stakes = stakesWords(gate->stakes);
    row.stakesBars = static_cast<int>(gate->stakes) + 1;
}

void QueuePresenter::addStageWords(QueueRow& row, const TicketRow& ticket) const
{
    const QString amount = ticket.amount ? m_formatting.money(*ticket.amount) : QString();
    switch (ticket.stage) {
    case Stage::Triage: row.asks = QueueText::tr("Being classified"); break;
    case Stage::Identity: row.asks = QueueText::tr("Identity check"); break;
    case Stage::Policy: row.asks = QueueText::tr("Policy check"); break;
    case Stage::Gate: row.asks = QueueText::tr("Gate being opened"); break;
    case Stage::WaitingCustomer: row.asks = QueueText::tr("Customer was asked"); break;
    case Stage::HoldBack:
        row.asks = QueueText::tr("Held back");
        row.support = amount;
        break;
    case Stage::Execute:
        row.asks = amount.isEmpty() ? QueueText::tr("Being executed") : QueueText::tr("Executes %1").arg(amount);
        row.support = actionWords(ticket);
        break;
    case Stage::Verify:
        row.asks = QueueText::tr("Being re-read");
        row.support = outsideLine(std::string_view(ticket.artifact));
        break;
    case Stage::Confirm:
        row.asks = QueueText::tr("Customer is told");
        row.support = outsideLine(std::string_view(ticket.artifact));
        break;
    case Stage::Closed:
        row.asks = ticket.resolution.empty() ? QueueText::tr("Closed") : codeWords(ticket.resolution);
        row.support = amount;
        break;
    case Stage::Escalated: {
        const auto reason = enumNamed<EscalationReason>(ticket.reason);
        row.asks = QueueText::tr("Needs a person");
        row.support = reason ? escalationWords(*reason) : codeWords(ticket.reason);
        row.supportMood = reason == EscalationReason::RedFlag ? Mood::Harm : Mood::Neutral;
        row.supportIcon = reason == EscalationReason::RedFlag ? std::optional(Icon::Flag) : std::nullopt;
        break;
    }
    }
}

void QueuePresenter::addIntent(QueueRow& row, const TicketRow& ticket) const
{
    row.intent = ticket.intent.empty() ? QueueText::tr("not classified") : outsideLine(std::string_view(ticket.intent));
    row.confidence.value = ticket.confidence / kConfidenceScale;
    row.confidence.number = ticket.intent.empty() ? QString() : m_formatting.confidence(ticket.confidence);
    row.confidence.band = ticket.band;
    row.confidence.bandWord = ticket.intent.empty() ? QString() : bandWords(ticket.band);
    row.confidence.quiet = true;
    const auto own = m_thresholds.find(ticket.intent);
    row.confidence.assistedFrom = own == m_thresholds.end() ? 0.0 : own->second.assistedFrom;
    row.confidence.autoFrom = own == m_thresholds.end() ? 0.0 : own->second.autoFrom;
}

} // namespace stillgate
