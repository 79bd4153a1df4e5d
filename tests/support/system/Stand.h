// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include "tests/support/system/Approver.h"
#include "tests/support/system/SampleShop.h"
#include "tests/support/system/Sandbox.h"
#include "tests/support/system/TestPack.h"

namespace stillgate {

/// A sandbox and an orchestrator in a temporary folder.
class Stand {
public:
    /// The shop's books as they are now.
    explicit Stand(const SampleShop& shop, const Pauses& pauses = {}, const QStringList& sandboxOptions = {});

    /// Starts both.
    [[nodiscard]] bool start(const Faults& faults = {}) { return m_sandbox.start() && m_daemon.start(faults); }

    [[nodiscard]] Sandbox& sandbox() { return m_sandbox; }
    [[nodiscard]] Daemon& daemon() { return m_daemon; }
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    [[nodiscard]] Approver agent(int number) { return {m_daemon, m_daemon.agent(number)}; }
    /// Whoever has the ready file: an admin here, who has no enrolled key.
    [[nodiscard]] Approver admin()
    {
        return {m_daemon, KeyFile{kOperator, {}, SigningKey::generate(), m_daemon.program().ready().token}};
    }

    /// Another orchestrator beside the first, on data of its own.
    [[nodiscard]] Daemon::Place placeFor(const std::string& name, const Pauses& pauses = {}) const;

private:
    QTemporaryDir m_folder;
    Sandbox m_sandbox;
    Daemon m_daemon;
};

} // namespace stillgate
