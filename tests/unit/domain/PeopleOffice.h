// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/Walk.h"

namespace stillgate::samples {

/// An organisation with an admin who has a key, made as the first set-up makes it.
struct Office {
    Loop loop;
    Outcome joined; ///< of who joined last
    Agent admin = join(201, {Role::Admin});

    Office() { (void)enrolKey(admin, std::nullopt); }

    Agent join(int number, std::vector<Role> roles)
    {
        if (number == 201) {
            loop.submit(EnrolPerson{kOrchestrator, kOperator, {Role::Service}, "ready_file", {}, {}});
        }
        Agent who{person(number), SigningKey::fromSeed(*Secret32::from(digest("key " + std::to_string(number)).view())),
                  std::move(roles)};
        const PersonId by = number == 201 ? kOperator : admin.id;
        joined = loop.submit(EnrolPerson{by, who.id, who.roles, "admin", "Sample Person", "sample"}, by);
        return who;
    }
    /// A colleague with a key that the admin countersigned.
    Agent colleague(int number, std::vector<Role> roles)
    {
        Agent who = join(number, std::move(roles));
        (void)enrolKey(who, admin);
        return who;
    }
    [[nodiscard]] std::string statementOf(const Agent& who) const
    {
        return signedBytes(KeyStatement{loop.state().ledger.origin, loop.state().ledger.environment, who.id,
                                        Digest{who.key.publicKey().bytes}});
    }
    [[nodiscard]] SignedBy signedBy(const Agent& by, const std::string& bytes) const
    {
        return {by.id, keyIdOf(by.key.publicKey()), by.key.sign(asBytes(bytes))};
    }
    Outcome enrolKey(const Agent& who, const std::optional<Agent>& by)
    {
        const std::string bytes = statementOf(who);
        CountersignKey command{who.id, who.id, who.key.publicKey(), who.key.sign(asBytes(bytes)), std::nullopt};
        if (by) {
            command.countersigned = signedBy(*by, bytes);
        }
        return loop.submit(command, who.id);
    }
    Outcome revoke(const Agent& by, const Agent& whose)
    {
        return loop.submit(RevokeKey{by.id, whose.id, keyIdOf(whose.key.publicKey()), "lost"}, by.id);
    }
};

inline std::string codeOf(const Outcome& outcome)
{
    return outcome.refusal ? std::string(nameOf(outcome.refusal->code)) : "carried out";
}

} // namespace stillgate::samples
