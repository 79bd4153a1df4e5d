// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/Loop.h"

namespace stillgate {

/// One step of a run by chance: what is done, and two numbers that say to whom and how.
struct Step {
    int what = 0;
    int who = 0;
    int how = 0;
};

/// Several customers, agents and tickets, driven by steps in any order: sensible ones, late ones, repeated ones and wrong ones.
class World {
public:
    static constexpr int kSteps = 32; ///< kinds of steps

    /// `words` goes into every personal value, so that two worlds can differ in nothing else.
    explicit World(std::string words = "sample");

    void take(const Step& step);
    /// Does what nextStep() asks for, at its time; false when nothing is asked for. Everything succeeds from here on.
    bool carryOn(const TicketId& ticket);
    /// Empty when the last carryOn() was let do its work.
    [[nodiscard]] const std::string& hindrance() const { return m_hindrance; }
    /// Sets or lifts a halt of some scope, as a supervisor.
    void moveHalts(const Step& step);
    void liftHalts();

    [[nodiscard]] const Loop& loop() const { return m_loop; }
    [[nodiscard]] const std::vector<TicketId>& tickets() const { return m_tickets; }

private:
    [[nodiscard]] std::optional<TicketId> pick(int who) const;
    [[nodiscard]] const Action* actionOf(int who) const;
    void receive(const Step& step);
    void decideAt(const TicketId& ticket, const Step& step);
    void review(const TicketId& ticket, const Step& step);
    void takeOn(const Action& action, const TicketId& ticket, const Step& step);
    void recordCall(const Action& action, const Step& step);
    void recordNotice(const TicketId& ticket, const Step& step);
    void disturb(const Step& step);
    void moveClock(const Step& step);
    [[nodiscard]] RecordGathering records(const TicketId& ticket, int how);
    [[nodiscard]] samples::Books& booksOf(const TicketId& ticket);
    [[nodiscard]] BeginNotice notice(const TicketId& ticket) const;
    Command commandFor(Work work, const TicketId& ticket);

    std::string m_words;
    Loop m_loop;
    std::vector<Agent> m_agents;
    std::vector<TicketId> m_tickets;
    std::map<TicketId, samples::Books> m_books;
    std::map<ActionId, std::string> m_effects; ///< what the system of record has, by action
    std::vector<DecideGate> m_sent; ///< decisions that somebody may send again
    std::string m_hindrance;
};

} // namespace stillgate
