// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QAbstractButton>

#include "core/client/LocalCore.h"
#include "tests/support/system/Stand.h"
#include "ui/shell/Console.h"

namespace stillgate {

/// A person at a console of their own: the real window on the real local core, on an orchestrator that runs as a process.
class Desk {
public:
    /// `folder` is what this console remembers; the same again is the same console, started again.
    Desk(Daemon& daemon, int agent, const std::filesystem::path& folder);
    ~Desk();

    [[nodiscard]] bool open();
    [[nodiscard]] MainWindow& window() { return m_console->window(); }
    [[nodiscard]] LocalCore& core() { return *m_core; }
    [[nodiscard]] const PersonId& person() const { return m_person.person; }

    /// Keeps the window alive until it holds; false when patience ends.
    [[nodiscard]] static bool sees(const std::function<bool()>& holds);
    [[nodiscard]] bool isLive() const { return m_core->link().status().state == LinkState::Live; }
    /// Goes to the approvals and waits until this ticket's question can be answered.
    [[nodiscard]] bool faces(const TicketId& ticket);
    /// Presses the button and keeps it down until it signs.
    void hold();
    /// The same at two desks at once.
    static void holdBoth(Desk& first, Desk& second);
    [[nodiscard]] Stage stageOf(const TicketId& ticket) const;
    /// The words of a widget, as a screen reader says them.
    [[nodiscard]] QString words(const QString& objectName) const;
    [[nodiscard]] QAbstractButton* button(const QString& objectName) const;

private:
    Daemon& m_daemon;
    KeyFile m_person;
    SystemClock m_clock;
    QtTimers m_timers;
    FileCacheKey m_cacheKey;
    Formatting m_formatting;
    DaemonLauncher m_launcher;
    std::filesystem::path m_folder;
    std::unique_ptr<LocalCore> m_core;
    std::unique_ptr<Console> m_console;
};

} // namespace stillgate
