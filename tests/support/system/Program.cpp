// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/Program.h"

#include <condition_variable>
#include <csignal>
#include <mutex>

#include <QDir>

#include <sys/prctl.h>
#include <unistd.h>

// The header of glibc 2.36 does not say that these are C.
extern "C" {
#include <sys/pidfd.h>
}

#include "tests/support/system/Waiting.h"

namespace stillgate {

namespace {

QString programPath(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace

Program::Program(std::string name, std::filesystem::path folder) : m_name(std::move(name)), m_folder(std::move(folder))
{
    std::filesystem::create_directories(m_folder);
    m_process.setStandardErrorFile(programPath(logFile()), QIODevice::Append);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

Program::~Program()
{
    kill();
}

bool Program::start(const Start& start)
{
    // What an earlier process left would be taken for the sign of this one.
    std::filesystem::remove(readyFile());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto& [name, value] : start.environment) {
        environment.insert(QString::fromStdString(name), QString::fromStdString(value));
    }
    m_process.setProcessEnvironment(environment);
    m_process.start(QDir(qEnvironmentVariable("STILLGATE_BIN")).filePath(QString::fromStdString(m_name)),
                    start.arguments + QStringList{QStringLiteral("--ready"), programPath(readyFile())});
    if (start.killAfter && m_process.waitForStarted(kPatience)) {
        killIn(*start.killAfter);
    }
    bool isServing = false;
    return becomes([&] { return (isServing = serves()) || !isRunning(); }) && isServing;
}

bool Program::serves()
{
    const auto file = readReadyFile(readyFile());
    m_ready = file.value_or(ReadyFile{});
    return file.has_value();
}

/// By a descriptor and not by number, which could be another process's by then.
void Program::killIn(std::chrono::milliseconds delay)
{
    const int process = ::pidfd_open(static_cast<pid_t>(m_process.processId()), 0);
    m_killer = std::jthread([process, delay](const std::stop_token& stop) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any().wait_for(lock, stop, delay, [] { return false; });
        if (!stop.stop_requested()) {
            ::pidfd_send_signal(process, SIGKILL, nullptr, 0);
        }
        ::close(process);
    });
}

bool Program::isRunning()
{
    return m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(0);
}

int Program::waitForEnd()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.waitForFinished(kPatience);
    }
    return m_process.exitStatus() == QProcess::CrashExit ? -m_process.exitCode() : m_process.exitCode();
}

int Program::terminate()
{
    m_killer = {};
    m_process.terminate();
    return waitForEnd();
}

void Program::kill()
{
    m_killer = {};
    if (isRunning()) {
        m_process.kill();
        m_process.waitForFinished(kPatience);
    }
}

} // namespace stillgate
