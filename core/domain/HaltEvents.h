// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/domain/Ids.h"
#include "core/domain/Words.h"

/// Payloads of events about the kill switch, and its words. See IntakeEvents.h for the rules they follow.
namespace stillgate {

/// In the data folder: while it is there nothing leaves.
inline constexpr std::string_view kHaltFile = "halt";

/// How much is stopped.
enum class HaltScope { All, Connector, Intent, Ticket };
template <>
struct EnumNames<HaltScope> {
    static constexpr std::array<std::pair<HaltScope, std::string_view>, 4> kNames{{{HaltScope::All, "all"},
                                                                                   {HaltScope::Connector, "connector"},
                                                                                   {HaltScope::Intent, "intent"},
                                                                                   {HaltScope::Ticket, "ticket"}}};
};

/// Who stopped it: a person by a command, or whoever put the file into the data folder. Each is lifted by its own kind alone.
enum class HaltOrigin { Person, File };
template <>
struct EnumNames<HaltOrigin> {
    static constexpr std::array<std::pair<HaltOrigin, std::string_view>, 2> kNames{
        {{HaltOrigin::Person, "person"}, {HaltOrigin::File, "file"}}};
};

enum class HaltReason { SuspectedAttack, WrongEffects, SystemFault, Maintenance, Drill, Other };
template <>
struct EnumNames<HaltReason> {
    static constexpr std::array<std::pair<HaltReason, std::string_view>, 6> kNames{
        {{HaltReason::SuspectedAttack, "suspected_attack"},
         {HaltReason::WrongEffects, "wrong_effects"},
         {HaltReason::SystemFault, "system_fault"},
         {HaltReason::Maintenance, "maintenance"},
         {HaltReason::Drill, "drill"},
         {HaltReason::Other, "other"}}};
};

/// What is stopped. One halt of each can stand at a time.
struct HaltTarget {
    HaltScope scope = HaltScope::All;
    std::string name; ///< of the connector or the intent, or the ticket's id; empty for all
    HaltOrigin origin = HaltOrigin::Person;

    friend auto operator<=>(const HaltTarget&, const HaltTarget&) = default;
};

/// Nothing that is covered is sent to a system of record or a customer any more, until it is lifted.
struct HaltSet {
    static constexpr std::string_view kCode = "halt.set";
    static constexpr int kVersion = 1;
    HaltTarget target;
    HaltReason reason = HaltReason::Other;

    friend bool operator==(const HaltSet&, const HaltSet&) = default;
};

/// What was stopped goes on where it stood, unless another halt covers it too.
struct HaltLifted {
    static constexpr std::string_view kCode = "halt.lifted";
    static constexpr int kVersion = 1;
    HaltTarget target;
    Sequence set = 0; ///< its halt.set event

    friend bool operator==(const HaltLifted&, const HaltLifted&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, HaltTarget& target)
{
    visit("scope", target.scope);
    visit("name", target.name);
    visit("origin", target.origin);
}

template <typename Visitor>
void describe(Visitor& visit, HaltSet& event)
{
    visit("target", event.target);
    visit("reason", event.reason);
}

template <typename Visitor>
void describe(Visitor& visit, HaltLifted& event)
{
    visit("target", event.target);
    visit("set", event.set);
}

} // namespace stillgate
