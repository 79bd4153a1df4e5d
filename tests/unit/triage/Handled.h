// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Projection.h"
#include "core/triage/HandlingRules.h"
#include "tests/support/SourceFile.h"
#include "tests/support/Walk.h"

namespace stillgate {

inline triage::HandlingRules starterRules()
{
    const auto file = [](const char* name) {
        return sourceFile((std::string("resources/packs/starter/") + name).c_str()).toStdString();
    };
    triage::HandlingRules out{*triage::loadPriorityBook(file("priority.toml")),
                              *triage::loadSlaBook(file("sla.toml")),
                              *triage::loadRoutingBook(file("routing.toml"), file("people.toml")),
                              {{"charged_twice", "billing"}, {"account_takeover", "security"}, {"password_reset", "accounts"}}};
    // Two people of sample capacity in billing, so that a test can fill them.
    for (triage::RosterPerson& person : out.routing.roster.people) {
        person.capacity = 2;
    }
    return out;
}

inline Rulebook rulesFor(const triage::HandlingRules& handling)
{
    Rulebook out = samples::rulebook();
    out.tiers = handling.tiers();
    return out;
}

/// The loop with what the orchestrator does after each command.
class Handled {
public:
    Handled() : m_handling(starterRules()), m_loop(rulesFor(m_handling)) {}

    [[nodiscard]] Loop& loop() { return m_loop; }
    [[nodiscard]] const triage::HandlingRules& rules() const { return m_handling; }

    /// Asks until nothing is asked for; how often.
    int attend(const TicketId& id)
    {
        int count = 0;
        while (count < 20) {
            const auto command = triage::nextHandling(m_handling, m_loop.state(), m_loop.ticket(id), m_loop.clock().now());
            if (!command) {
                break;
            }
            m_loop.submit(*command);
            ++count;
        }
        return count;
    }
    void pass(const TicketId& id)
    {
        m_loop.submit(PassMoment{id});
        attend(id);
    }
    TicketId receive(int number, Classified classified)
    {
        const TicketId id =
            *m_loop.submit(ReceiveMessage{samples::message(number, samples::person(number)), std::move(classified)}).ticket;
        attend(id);
        return id;
    }
    /// A ticket that a person has to handle.
    TicketId receiveManual(int number)
    {
        Classified manual = samples::classified();
        manual.band = Band::Manual;
        return receive(number, manual);
    }
    [[nodiscard]] const Handling& of(const TicketId& id) const { return m_loop.ticket(id).handling; }
    [[nodiscard]] std::string priority(const TicketId& id) const { return std::string(nameOf(of(id).priority->priority)); }

private:
    triage::HandlingRules m_handling;
    Loop m_loop;
};

} // namespace stillgate
