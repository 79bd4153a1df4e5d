// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/Digest.h"
#include "core/domain/Facts.h"
#include "core/domain/Words.h"

namespace stillgate {

enum class Letters { AsWritten, Upper };
template <>
struct EnumNames<Letters> {
    static constexpr std::array<std::pair<Letters, std::string_view>, 2> kNames{
        {{Letters::AsWritten, "as_written"}, {Letters::Upper, "upper"}}};
};

/// A value read from what the customer wrote: the first match of `pattern` in any of the ticket's messages.
struct RunbookInput {
    std::string name;
    std::string pattern; ///< Perl-compatible; matched without regard to case
    Letters letters = Letters::AsWritten; ///< how the system of record writes it

    friend bool operator==(const RunbookInput&, const RunbookInput&) = default;
};

/// A read of a system of record. `name` is how later parts speak of the record; parameters are templates.
struct RunbookRead {
    std::string name;
    std::string system;
    std::string operation;
    std::map<std::string, std::string> parameters;
    std::string pick; ///< a list in the answer that must hold exactly one record; empty: the answer is the record
    std::vector<std::string> money; ///< members that are amounts in the record's currency

    friend bool operator==(const RunbookRead&, const RunbookRead&) = default;
};

/// Identity by matching records: the strongest rule whose every condition holds counts.
struct IdentityRule {
    std::string id;
    int strength = 0; ///< 0 nothing .. 3 strong
    std::vector<Condition> all;

    friend bool operator==(const IdentityRule&, const IdentityRule&) = default;
};

/// Finds one element of a list in a record by a rule that this build knows ("repeated_payment").
struct RunbookSelect {
    std::string name;
    std::string rule;
    std::string record;
    Duration within;

    friend bool operator==(const RunbookSelect&, const RunbookSelect&) = default;
};

/// One line of what will change: the value of `fact` now, and after the action.
struct ExpectedChange {
    std::string fact;
    std::string after; ///< a template, or "+@other" / "-@other" for money

    friend bool operator==(const ExpectedChange&, const ExpectedChange&) = default;
};

/// The one operation that changes something, and how to see that it did.
struct RunbookAction {
    std::string system;
    std::string operation;
    std::map<std::string, std::string> parameters; ///< templates
    std::string amount; ///< name of the money fact that the action moves
    std::string target; ///< template: what it acts on, as a person would name it
    Reversibility reversibility = Reversibility::Irreversible;
    std::string lookup; ///< operation that finds the effect by its idempotency key; empty when there is none
    std::string compensation; ///< operation that undoes it
    std::string expectVersion; ///< fact with the version for compare-and-set; empty when the system has none
    int attempts = 5; ///< calls at the most
    Duration backOff; ///< before the second call; doubles with each further one

    friend bool operator==(const RunbookAction&, const RunbookAction&) = default;
};

struct CustomerText {
    std::string language;
    std::string subject;
    std::string body;

    friend bool operator==(const CustomerText&, const CustomerText&) = default;
};

/// How the customer is told, and asked. Questions have the fact "question": what a person asks.
struct RunbookNotice {
    std::string system;
    std::string operation;
    std::string lookup;
    std::string recipient; ///< template
    std::vector<CustomerText> texts; ///< the first is used where the customer's language has none
    std::vector<CustomerText> questions; ///< likewise

    friend bool operator==(const RunbookNotice&, const RunbookNotice&) = default;
};

/// Versioned, executable steps from an intent to its closure. Templates name facts in braces: "{order.id}".
struct Runbook {
    std::string id;
    int version = 1;
    std::string intent;
    std::string resolution; ///< resolution code
    std::vector<RunbookInput> inputs;
    std::vector<RunbookRead> reads;
    int requiredStrength = 0;
    std::vector<IdentityRule> identity;
    std::vector<RunbookSelect> selects;
    std::vector<Condition> preconditions;
    RunbookAction action;
    std::string observe; ///< name of the read that shows the state before and after
    std::vector<std::string> shown; ///< facts of that record that stand in the ledger and on the card
    std::vector<ExpectedChange> changes;
    RunbookNotice notice;

    friend bool operator==(const Runbook&, const Runbook&) = default;
};

[[nodiscard]] Digest digestOf(const Runbook& runbook);

template <typename Visitor>
void describe(Visitor& visit, RunbookInput& input)
{
    visit("name", input.name);
    visit("pattern", input.pattern);
    visit("letters", input.letters);
}

template <typename Visitor>
void describe(Visitor& visit, RunbookRead& read)
{
    visit("name", read.name);
    visit("system", read.system);
    visit("operation", read.operation);
    visit("parameters", read.parameters);
    visit("pick", read.pick);
    visit("money", read.money);
}

template <typename Visitor>
void describe(Visitor& visit, IdentityRule& rule)
{
    visit("id", rule.id);
    visit("strength", rule.strength);
    visit("all", rule.all);
}

template <typename Visitor>
void describe(Visitor& visit, RunbookSelect& select)
{
    visit("name", select.name);
    visit("rule", select.rule);
    visit("record", select.record);
    visit("within", select.within);
}

template <typename Visitor>
void describe(Visitor& visit, ExpectedChange& change)
{
    visit("fact", change.fact);
    visit("after", change.after);
}

template <typename Visitor>
void describe(Visitor& visit, RunbookAction& action)
{
    visit("system", action.system);
    visit("operation", action.operation);
    visit("parameters", action.parameters);
    visit("amount", action.amount);
    visit("target", action.target);
    visit("reversibility", action.reversibility);
    visit("lookup", action.lookup);
    visit("compensation", action.compensation);
    visit("expect_version", action.expectVersion);
    visit("attempts", action.attempts);
    visit("back_off", action.backOff);
}

template <typename Visitor>
void describe(Visitor& visit, CustomerText& text)
{
    visit("language", text.language);
    visit("subject", text.subject);
    visit("body", text.body);
}

template <typename Visitor>
void describe(Visitor& visit, RunbookNotice& notice)
{
    visit("system", notice.system);
    visit("operation", notice.operation);
    visit("lookup", notice.lookup);
    visit("recipient", notice.recipient);
    visit("texts", notice.texts);
    visit("questions", notice.questions);
}

template <typename Visitor>
void describe(Visitor& visit, Runbook& runbook)
{
    visit("id", runbook.id);
    visit("version", runbook.version);
    visit("intent", runbook.intent);
    visit("resolution", runbook.resolution);
    visit("inputs", runbook.inputs);
    visit("reads", runbook.reads);
    visit("required_strength", runbook.requiredStrength);
    visit("identity", runbook.identity);
    visit("selects", runbook.selects);
    visit("preconditions", runbook.preconditions);
    visit("action", runbook.action);
    visit("observe", runbook.observe);
    visit("shown", runbook.shown);
    visit("changes", runbook.changes);
    visit("notice", runbook.notice);
}

} // namespace stillgate
