// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/DaemonLauncher.h"

#include <cerrno>
#include <csignal>
#include <optional>

#include <QObject>
#include <QProcess>
#include <QPromise>
#include <QStringList>

#include "core/base/File.h"
#include "core/client/RpcConnection.h"
#include "core/client/link/Follow.h"

namespace stillgate {

namespace {

namespace fs = std::filesystem;

constexpr Duration kLook{50}; ///< between two looks at the ready file
constexpr std::size_t kLastWords = 400; ///< bytes

QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

/// One that ended and was not yet waited for by its new parent counts as gone.
bool isAlive(qint64 process)
{
    if (::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH) {
        return false;
    }
    const auto state = readFile("/proc/" + std::to_string(process) + "/stat");
    const std::size_t name = state ? state->rfind(')') : std::string::npos;
    return name == std::string::npos || name + 2 >= state->size() || (*state)[name + 2] != 'Z';
}

std::string lastWords(const fs::path& log)
{
    std::string text = readFile(log).value_or(std::string());
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    const std::size_t line = text.rfind('\n');
    return text.substr(std::max(line == std::string::npos ? 0 : line + 1, text.size() - std::min(text.size(), kLastWords)));
}

} // namespace

/// One task under way. Everything is asked again and again until it holds or time is over.
class DaemonLauncher::Work {
public:
    Work(fs::path folder, DaemonProgram program, Timers& timers, Duration limit)
        : m_folder(std::move(folder)), m_program(std::move(program)), m_timers(timers), m_limit(limit)
    {
    }

    QFuture<Result<ReadyFile>> ensure()
    {
        m_found = std::make_unique<QPromise<Result<ReadyFile>>>();
        m_found->start();
        auto future = m_found->future();
        m_left = m_limit;
        m_process.reset();
        probe([this](std::optional<ReadyFile> ready) { ready ? found(std::move(*ready)) : launch(); });
        return future;
    }

    QFuture<Result<void>> stop()
    {
        m_stopped = std::make_unique<QPromise<Result<void>>>();
        m_stopped->start();
        auto future = m_stopped->future();
        m_left = m_limit;
        const auto ready = readyFileInUse(m_folder);
        if (!ready) {
            endStop(tl::make_unexpected(ready.error()));
            return future;
        }
        connectTo(*ready, [this, ready = *ready](const Result<void>& outcome) {
            if (!outcome) {
                endStop(fail(ErrorCode::NotFound, ready.url, "no orchestrator answers there"));
                return;
            }
            follow(m_connection->call<rpc::DaemonStop>({}), &m_context, [this](const Result<rpc::Nothing>&) { awaitEnd(); });
        });
        return future;
    }

private:
    template <typename Done>
    void connectTo(const ReadyFile& ready, Done done)
    {
        m_connection = std::make_unique<RpcConnection>(accessBy(ready));
        follow(m_connection->open(), &m_context, std::move(done));
    }

    /// Gives the ready file when the one that wrote it answers.
    template <typename Done>
    void probe(Done done)
    {
        auto ready = readyFileInUse(m_folder);
        if (!ready) {
            done(std::nullopt);
            return;
        }
        connectTo(*ready,
                  [done, ready = *ready](const Result<void>& outcome) { done(outcome ? std::optional(ready) : std::nullopt); });
    }

    void launch()
    {
        const fs::path gate = m_folder / "launch";
        auto made = makePrivateFolder(m_folder).and_then([&] { return makePrivateFolder(gate); });
        if (!made) {
            endEnsure(tl::make_unexpected(made.error()));
            return;
        }
        auto lock = FolderLock::take(gate);
        if (lock) {
            m_lock = std::move(*lock);
            if (auto started = startProgram(); !started) {
                endEnsure(tl::make_unexpected(started.error()));
                return;
            }
        } else if (lock.error().code != ErrorCode::Conflict) {
            endEnsure(tl::make_unexpected(lock.error()));
            return;
        }
        lookLater(); // somebody else may be starting it: their orchestrator is ours
    }

    Result<void> startProgram()
    {
        std::error_code ignored;
        if (!fs::exists(m_program.program, ignored)) {
            return fail(ErrorCode::NotFound, m_program.program.string(),
                        "the orchestrator's program is not there: install it, or name it with --daemon");
        }
        QStringList arguments;
        for (const std::string& argument : m_program.arguments) {
            arguments.push_back(qt(argument));
        }
        const fs::path log = logFileOf(m_folder);
        std::error_code none;
        if (auto made = fs::exists(log, none) ? Result<void>() : writeFile(log, {}); !made) {
            return made;
        }
        QProcess process;
        process.setProgram(qt(m_program.program.string()));
        process.setArguments(arguments);
        process.setStandardInputFile(QProcess::nullDevice());
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(qt(log.string()), QIODevice::Append);
        qint64 number = 0;
        if (!process.startDetached(&number)) {
            return fail(ErrorCode::Io, m_program.program.string(), process.errorString().toStdString());
        }
        m_process = number;
        return {};
    }

    void lookLater()
    {
        m_look = m_timers.after(kLook, [this] { look(); });
    }

    void look()
    {
        m_left = m_left - kLook;
        probe([this](std::optional<ReadyFile> ready) {
            if (ready) {
                found(std::move(*ready));
            } else if (m_process && !isAlive(*m_process) && !isServed(m_folder)) {
                endEnsure(fail(ErrorCode::Refused, logFileOf(m_folder).string(),
                               "the orchestrator ended at once: " + lastWords(logFileOf(m_folder))));
            } else if (m_left <= Duration{}) {
                endEnsure(tl::make_unexpected(whyNotInTime()));
            } else if (!m_process && !m_lock) {
                launch(); // whoever was starting it may have failed
            } else {
                lookLater();
            }
        });
    }

    [[nodiscard]] Error whyNotInTime() const
    {
        if (m_process && isAlive(*m_process)) {
            return {ErrorCode::Unavailable, logFileOf(m_folder).string(),
                    "the orchestrator was started and does not serve yet: see its log, or try again"};
        }
        return {ErrorCode::Conflict, m_folder.string(),
                "another process holds the data folder and does not answer: end it, or choose another folder"};
    }

    void found(ReadyFile ready) { endEnsure(std::move(ready)); }

    void endEnsure(Result<ReadyFile> outcome)
    {
        m_lock.reset();
        m_connection.reset();
        if (const auto promise = std::exchange(m_found, nullptr)) {
            promise->addResult(std::move(outcome));
            promise->finish();
        }
    }

    void awaitEnd()
    {
        probe([this](const std::optional<ReadyFile>& ready) {
            m_left = m_left - kLook;
            if (!ready) {
                endStop({});
            } else if (m_left <= Duration{}) {
                endStop(fail(ErrorCode::Unavailable, ready->url, "the orchestrator did not stop in time"));
            } else {
                m_look = m_timers.after(kLook, [this] { awaitEnd(); });
            }
        });
    }

    void endStop(Result<void> outcome)
    {
        m_connection.reset();
        if (const auto promise = std::exchange(m_stopped, nullptr)) {
            promise->addResult(std::move(outcome));
            promise->finish();
        }
    }

    fs::path m_folder;
    DaemonProgram m_program;
    Timers& m_timers;
    Duration m_limit;
    Duration m_left;
    std::optional<FolderLock> m_lock; ///< held while starting: of several consoles one starts it
    std::optional<qint64> m_process;
    std::unique_ptr<RpcConnection> m_connection;
    std::unique_ptr<PendingCall> m_look;
    std::unique_ptr<QPromise<Result<ReadyFile>>> m_found;
    std::unique_ptr<QPromise<Result<void>>> m_stopped;
    QObject m_context;
};

DaemonLauncher::DaemonLauncher(fs::path dataFolder, DaemonProgram program, Timers& timers, Duration limit)
    : m_work(std::make_unique<Work>(std::move(dataFolder), std::move(program), timers, limit))
{
}

DaemonLauncher::~DaemonLauncher() = default;

QFuture<Result<ReadyFile>> DaemonLauncher::ensure()
{
    return m_work->ensure();
}

QFuture<Result<void>> DaemonLauncher::stop()
{
    return m_work->stop();
}

fs::path DaemonLauncher::logFileOf(const fs::path& dataFolder)
{
    return dataFolder / "stillgated.log";
}

} // namespace stillgate
