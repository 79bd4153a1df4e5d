// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include <QApplication>
#include <QDBusConnection>
#include <QFutureWatcher>
#include <QTimeZone>

#include "app/console/Options.h"
#include "app/console/PictureTour.h"
#include "core/base/File.h"
#include "core/base/Log.h"
#include "core/base/Process.h"
#include "core/client/DaemonLauncher.h"
#include "core/client/LocalCore.h"
#include "core/client/PersonKey.h"
#include "core/domain/Statement.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/text/Translations.h"
#include "ui/kit/theme/PortalScheme.h"
#include "ui/shell/Console.h"

namespace stillgate::console {

namespace {

namespace fs = std::filesystem;

constexpr int kFoundWrong = 1;
constexpr int kCannotReach = 3;

int endWith(const Error& error)
{
    std::cerr << "stillgate: " << error.text() << '\n';
    const bool wrong =
        error.code == ErrorCode::Malformed || error.code == ErrorCode::Corrupt || error.code == ErrorCode::Refused;
    return wrong ? kFoundWrong : kCannotReach;
}

/// The ready file of the one that serves the folder says where; the person's own token, where there is one, lets in.
AccessSource accessFrom(const Options& options, const std::optional<PersonKey>& person)
{
    const std::string own = person ? person->token : std::string();
    if (!options.url.empty()) {
        return [access = ServerAccess{options.url, own, {}, options.trust}] { return Result<ServerAccess>(access); };
    }
    return [data = options.data, own]() -> Result<ServerAccess> {
        return readyFileInUse(data).map(
            [&](const ReadyFile& ready) { return own.empty() ? accessBy(ready) : accessBy(ready, own); });
    };
}

DaemonProgram orchestratorOf(const Options& options)
{
    const fs::path beside = fs::path(QCoreApplication::applicationDirPath().toStdString()) / "stillgated";
    return {options.orchestrator.empty() ? beside : options.orchestrator, {"--data", fs::absolute(options.data).string()}};
}

Result<std::unique_ptr<LocalCore>> openCore(const Options& options, const std::optional<PersonKey>& person,
                                            CacheKeySource& cacheKey, const Clock& clock, Timers& timers)
{
    LocalCoreParts parts{options.memory,
                         accessFrom(options, person),
                         "stillgate",
                         STILLGATE_VERSION,
                         person ? person->signer : nullptr,
                         cacheKey,
                         clock,
                         timers,
                         [] {
                             const auto bytes = randomFixed<Digest>();
                             std::uint64_t number = 0;
                             for (std::size_t i = 0; i < sizeof(number); ++i) {
                                 number = number << 8U | bytes.bytes[i];
                             }
                             return number;
                         },
                         options.environment};
    return LocalCore::open(std::move(parts));
}

Result<int> run(QApplication& application, const Options& options)
{
    std::optional<PersonKey> person;
    if (!options.key.empty()) {
        auto read = readPersonKey(options.key);
        if (!read) {
            return tl::make_unexpected(read.error());
        }
        person = std::move(*read);
    }
    if (auto made = makePrivateFolder(options.memory); !made) {
        return tl::make_unexpected(made.error());
    }
    const SystemClock clock;
    QtTimers timers;
    FileCacheKey cacheKey(options.memory / "cache.key");
    auto core = openCore(options, person, cacheKey, clock, timers);
    if (!core) {
        return tl::make_unexpected(core.error());
    }
    Appearance appearance(application, std::make_unique<PortalScheme>(QDBusConnection::sessionBus(), application.palette()),
                          options.scheme, options.motion);
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const Formatting formatting(QLocale(), zone, clock);
    std::optional<DaemonLauncher> launcher;
    if (options.url.empty()) {
        launcher.emplace(options.data, orchestratorOf(options), timers);
    }
    const std::string keyId = person ? keyIdOf(person->signer->publicKey()) : std::string();
    Console console({**core, launcher ? &*launcher : nullptr, appearance, formatting, clock, timers, zone, keyId});
    console.window().resize(options.width, options.height);
    console.window().show();
    console.start();

    PictureTour tour(console.window(), options.pictures);
    QObject::connect(&tour, &PictureTour::ended, &application, &QApplication::quit);
    if (!options.pictures.empty()) {
        tour.start([&] { return (*core)->link().status().state == LinkState::Live && (*core)->tickets().size() > 0; });
    }
    const int code = QApplication::exec();
    (*core)->stop();
    if (!tour.result()) {
        return tl::make_unexpected(tour.result().error());
    }
    return code;
}

} // namespace

} // namespace stillgate::console

int main(int argc, char** argv)
{
    using namespace stillgate;
    using namespace stillgate::console;
    hardenProcess();
    QCoreApplication::setApplicationName(QStringLiteral("stillgate"));
    const auto options = optionsFrom(argc, argv);
    if (!options) {
        return options.error();
    }
    QApplication application(argc, argv);
    installTranslations(application, QLocale());
    startLog(LogLevel::Warning);
    const auto ended = run(application, *options);
    return ended ? *ended : endWith(ended.error());
}
