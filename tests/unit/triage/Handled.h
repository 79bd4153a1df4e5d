// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Projection.h"
#include "core/triage/HandlingRules.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"
#include "tests/support/Walk.h"

namespace stillgate::triage {

using namespace stillgate::samples;

inline std::string codeOf(RefusalCode code)
{
    return std::string(nameOf(code));
}

inline HandlingRules starterRules()
{
    const auto file = [](const char* name) {
        return sourceFile((std::string("resources/packs/starter/") + name).c_str()).toStdString();
    };
    HandlingRules out{*loadPriorityBook(file("priority.toml")),
                      *loadSlaBook(file("sla.toml")),
                      *loadRoutingBook(file("routing.toml"), file("people.toml")),
                      {{"charged_twice", "billing"}, {"account_takeover", "security"}, {"password_reset", "accounts"}}};
    // Two people of sample capacity in billing, so that a test can fill them.
    for (RosterPerson& person : out.routing.roster.people) {
        person.capacity = 2;
    }
    return out;
}

inline Rulebook rulesFor(const HandlingRules& handling)
{
    Rulebook out = rulebook();
    out.tiers = handling.tiers();
    return out;
}

/// The loop with what the orchestrator does after each command.
class Handled {
public:
    Handled() : m_handling(starterRules()), m_loop(rulesFor(m_handling)) {}

    [[nodiscard]] Loop& loop() { return m_loop; }
    [[nodiscard]] const HandlingRules& rules() const { return m_handling; }

    /// Asks until nothing is asked for; how often.
    int attend(const TicketId& id)
    {
        int count = 0;
        while (count < 20) {
            const auto command = nextHandling(m_handling, m_loop.state(), m_loop.ticket(id), m_loop.clock().now());
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
        const TicketId id = *m_loop.submit(ReceiveMessage{message(number, person(number)), std::move(classified)}).ticket;
        attend(id);
        return id;
    }
    /// A ticket that a person has to handle.
    TicketId receiveManual(int number)
    {
        Classified manual = classified();
        manual.band = Band::Manual;
        return receive(number, manual);
    }
    [[nodiscard]] const Handling& of(const TicketId& id) const { return m_loop.ticket(id).handling; }
    [[nodiscard]] std::string priority(const TicketId& id) const { return std::string(nameOf(of(id).priority->priority)); }

private:
    HandlingRules m_handling;
    Loop m_loop;
};

inline const SlaClock& clockOf(const Handling& handling, SlaMetric metric)
{
    return *std::ranges::find(handling.sla->clocks, metric, &SlaClock::metric);
}

} // namespace stillgate::triage
