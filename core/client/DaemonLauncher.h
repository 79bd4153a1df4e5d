// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <QFuture>

#include "core/base/Time.h"
#include "core/client/ReadyFile.h"
#include "core/client/Timers.h"

namespace stillgate {

/// How an orchestrator is started on a data folder.
struct DaemonProgram {
    std::filesystem::path program;
    std::vector<std::string> arguments; ///< all of them, --data too
};

/// Finds the orchestrator of a data folder, or starts one, which goes on when this process ends. Consoles that start at the same time
/// get one and the same. Lives in the thread of its event loop.
class DaemonLauncher {
public:
    static constexpr Duration kStartTime = Duration::seconds(30);

    /// `timers` outlive the launcher.
    DaemonLauncher(std::filesystem::path dataFolder, DaemonProgram program, Timers& timers, Duration limit = kStartTime);
    ~DaemonLauncher();
    DaemonLauncher(const DaemonLauncher&) = delete;
    DaemonLauncher& operator=(const DaemonLauncher&) = delete;

    /// The ready file of one that answers. Otherwise, with the place and what to do next in the detail: NotFound when the program is
    /// not there, Io when it cannot be started, Refused when it ended instead of serving (with its last words), Unavailable when it
    /// does not serve in time, Conflict when another process holds the data folder and does not answer.
    [[nodiscard]] QFuture<Result<ReadyFile>> ensure();
    /// Asks the running one to stop and waits until it does not answer any more. NotFound when none runs.
    [[nodiscard]] QFuture<Result<void>> stop();

    /// What the started orchestrator writes to its standard error.
    [[nodiscard]] static std::filesystem::path logFileOf(const std::filesystem::path& dataFolder);

private:
    class Work;
    std::unique_ptr<Work> m_work;
};

} // namespace stillgate
