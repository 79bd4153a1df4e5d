// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/ActionWords.h"

#include <algorithm>
#include <array>

#include "core/domain/Facts.h"
#include "ui/approval/ApprovalText.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/text/OutsideJson.h"
#include "ui/kit/text/TicketWords.h"

namespace stillgate {

namespace {

/// A name from outside in a sentence of ours: whole in the lines that are signed, short here when it is very long.
QString named(std::string_view text)
{
    constexpr int kStart = 24;
    constexpr int kEnd = 12;
    return apart(middleCut(outsideLine(text), kStart, kEnd));
}

QString named(const UntrustedText& text)
{
    return named(std::string_view(text.unescaped()));
}

std::map<std::string, UntrustedText> textsOf(const UntrustedText& json)
{
    const auto members = jsonMembers(json);
    return {members.begin(), members.end()};
}

/// The record that the signed payment names, among the facts that the proposal was made from.
UntrustedText methodOf(const GateView& gate, const std::map<std::string, UntrustedText>& parameters)
{
    const auto payment = parameters.find("payment");
    const auto value = gate.proposed.values.find("facts");
    if (payment == parameters.end() || value == gate.proposed.values.end() || !value->second) {
        return {};
    }
    const auto facts = textsOf(*value->second);
    constexpr std::string_view kId = ".id";
    for (const auto& [name, text] : facts) {
        if (text != payment->second || !name.ends_with(kId)) {
            continue;
        }
        const auto method = facts.find(name.substr(0, name.size() - kId.size()) + ".method");
        if (method != facts.end()) {
            return method->second;
        }
    }
    return {};
}

QString refundQuestion(const ActionShown& action, const QString& amount)
{
    const QString target = named(action.target);
    if (action.method.isEmpty()) {
        return ApprovalText::tr("Refund %1 for order %2?").arg(amount, target);
    }
    return ApprovalText::tr("Refund %1 to %2 for order %3?").arg(amount, named(action.method), target);
}

QString plainQuestion(const ActionShown& action, const QString& amount)
{
    const QString operation = named(action.operation);
    const QString system = named(action.system);
    const QString target = named(action.target);
    if (action.amount && action.amount->minor != 0) {
        return ApprovalText::tr("Run %1 on %2 with %3 for %4?").arg(operation, system, amount, target);
    }
    return ApprovalText::tr("Run %1 on %2 for %3?").arg(operation, system, target);
}

constexpr std::array kLabels = {
    std::pair{"operation", QT_TRANSLATE_NOOP("ApprovalText", "Operation")},
    std::pair{"amount", QT_TRANSLATE_NOOP("ApprovalText", "Amount")},
    std::pair{"target", QT_TRANSLATE_NOOP("ApprovalText", "Target")},
    std::pair{"parameters", QT_TRANSLATE_NOOP("ApprovalText", "Parameters")},
    std::pair{"before", QT_TRANSLATE_NOOP("ApprovalText", "State now")},
    std::pair{"after", QT_TRANSLATE_NOOP("ApprovalText", "State after")},
    std::pair{"reversibility", QT_TRANSLATE_NOOP("ApprovalText", "Can be undone")},
    std::pair{"runbook", QT_TRANSLATE_NOOP("ApprovalText", "Runbook, version")},
    std::pair{"rule", QT_TRANSLATE_NOOP("ApprovalText", "Rule that asks")},
    std::pair{"stakes", QT_TRANSLATE_NOOP("ApprovalText", "Stakes")},
    std::pair{"needs", QT_TRANSLATE_NOOP("ApprovalText", "Needs")},
};

QString shortRole(Role role)
{
    return role == Role::L2Agent ? ApprovalText::tr("L2", "tier of agents") : roleWords(role);
}

} // namespace

ActionShown actionShown(const GateView& gate)
{
    ActionShown out;
    out.amount = gate.row.amount;
    for (const OpenedLine& line : gate.lines) {
        if (line.label == "operation") {
            out.system = line.detail;
            out.operation = line.value.unescaped();
        } else if (line.label == "amount") {
            out.amount = moneyFromText(line.value.unescaped())
                             .map([](const Money& money) { return std::optional(money); })
                             .value_or(std::nullopt);
        } else if (line.label == "target") {
            out.target = line.value;
        } else if (line.label == "parameters") {
            out.parameters = textsOf(line.value);
        } else if (line.label == "reversibility") {
            out.compensation = line.detail;
            out.reversibility = line.value.unescaped();
        }
    }
    out.method = methodOf(gate, out.parameters);
    return out;
}

QString questionOf(const ActionShown& action, const Formatting& formatting)
{
    const QString amount = action.amount ? apart(formatting.money(*action.amount)) : QString();
    if (action.operation == "refund.create" && action.amount) {
        return refundQuestion(action, amount);
    }
    if (action.operation == "refund.recharge") {
        return ApprovalText::tr("Charge %1 again and take refund %2 back?").arg(amount, named(action.target));
    }
    if (action.operation == "message.send") {
        return ApprovalText::tr("Send the message to %1?").arg(named(action.target));
    }
    return plainQuestion(action, amount);
}

QString titleOf(const GateRow& gate, const Formatting& formatting)
{
    const QString amount = apart(formatting.money(gate.amount));
    if (gate.operation == "refund.create") {
        return ApprovalText::tr("Refund %1").arg(amount);
    }
    if (gate.operation == "refund.recharge") {
        return ApprovalText::tr("Charge %1 again").arg(amount);
    }
    if (gate.operation == "message.send") {
        return ApprovalText::tr("Send a message");
    }
    return ApprovalText::tr("Run %1 on %2").arg(named(gate.operation), named(gate.system));
}

QString undoableWords(const ActionShown& action)
{
    const auto reversibility = enumNamed<Reversibility>(action.reversibility);
    if (!reversibility) {
        return {};
    }
    const QString by = named(action.compensation);
    switch (*reversibility) {
    case Reversibility::ReadOnly: return ApprovalText::tr("Nothing is changed.");
    case Reversibility::Reversible:
        return action.compensation.empty() ? ApprovalText::tr("Can be reversed.")
                                           : ApprovalText::tr("Can be reversed with %1.").arg(by);
    case Reversibility::Compensable:
        return action.compensation.empty() ? ApprovalText::tr("Can be compensated, not reversed.")
                                           : ApprovalText::tr("Can be compensated with %1, not reversed.").arg(by);
    case Reversibility::Irreversible: return ApprovalText::tr("Cannot be reversed.");
    }
    return {};
}

QString labelWords(std::string_view label)
{
    const auto known = std::find_if(kLabels.begin(), kLabels.end(), [&](const auto& entry) { return label == entry.first; });
    return known == kLabels.end() ? outsideLine(label) : ApprovalText::tr(known->second);
}

QString quorumWords(const std::vector<QuorumPart>& quorum)
{
    QString words;
    for (const QuorumPart& part : quorum) {
        const QString next =
            ApprovalText::tr("%1 of %2", "so many signatures of a role").arg(part.count).arg(shortRole(part.role));
        words = words.isEmpty() ? next : ApprovalText::tr("%1 and %2").arg(words, next);
    }
    return words;
}

QString apart(const QString& text)
{
    constexpr QChar kFirstStrongIsolate(0x2068);
    constexpr QChar kPopIsolate(0x2069);
    return kFirstStrongIsolate + text + kPopIsolate;
}

} // namespace stillgate
