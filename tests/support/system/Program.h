// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <thread>

#include <QProcess>
#include <QStringList>

#include "core/client/ReadyFile.h"

namespace stillgate {

/// One of the product's programs, the real binary from the folder that STILLGATE_BIN names, as a process of its own. It ends with
/// the thread that started it. Belongs to one thread.
class Program {
public:
    struct Start {
        QStringList arguments; ///< besides --ready
        std::map<std::string, std::string> environment; ///< besides ours
        std::optional<std::chrono::milliseconds> killAfter; ///< SIGKILL so long after the start
    };

    /// Ready file and log (what it writes to standard error) lie in `folder`.
    Program(std::string name, std::filesystem::path folder);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// Starts it and waits until it serves. False when it ended before that.
    [[nodiscard]] bool start(const Start& start);
    [[nodiscard]] bool isRunning();
    /// Waits for its end. Its exit code, or minus the number of the signal that killed it.
    [[nodiscard]] int waitForEnd();
    /// SIGTERM, and waits for the end.
    [[nodiscard]] int terminate();
    /// SIGKILL, and waits for the end.
    void kill();

    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] const ReadyFile& ready() const { return m_ready; }
    [[nodiscard]] std::filesystem::path readyFile() const { return m_folder / (m_name + ".ready.json"); }
    [[nodiscard]] std::filesystem::path logFile() const { return m_folder / (m_name + ".log"); }

private:
    [[nodiscard]] bool serves();
    void killIn(std::chrono::milliseconds delay);

    std::string m_name;
    std::filesystem::path m_folder;
    QProcess m_process;
    ReadyFile m_ready;
    std::jthread m_killer;
};

} // namespace stillgate
