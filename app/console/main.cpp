// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include <QApplication>
#include <QDBusConnection>
#include <QTimeZone>

#include "app/console/Options.h"
#include "app/console/PictureTour.h"
#include "core/base/File.h"
#include "core/base/Log.h"
#include "core/base/Process.h"
#include "core/client/DaemonLauncher.h"
#include "core/client/LocalCore.h"
#include "core/client/PersonKey.h"
#include "core/client/account/DesktopKeyring.h"
#include "core/client/account/DeviceFile.h"
#include "core/client/account/LiveReception.h"
#include "core/domain/Statement.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/text/Translations.h"
#include "ui/kit/theme/PortalScheme.h"
#include "ui/shell/Console.h"
#include "ui/shell/Entrance.h"

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

/// Where the orchestrator is, and a person's own token. On this machine the ready file of the one that serves the folder says where, and
/// its token lets in whoever has the folder.
AccessSource accessFrom(const Options& options, const std::string& own = {})
{
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

std::uint64_t randomNumber()
{
    const auto bytes = randomFixed<Digest>();
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof(number); ++i) {
        number = number << 8U | bytes.bytes[i];
    }
    return number;
}

/// What every window of the program works with.
struct Ground {
    Ground(QApplication& application, const Options& given)
        : options(given)
        , appearance(application, std::make_unique<PortalScheme>(QDBusConnection::sessionBus(), application.palette()),
                     given.scheme, given.motion)
        , formatting(QLocale(), zone, clock)
        , tour(given.pictures)
    {
        // One elsewhere is not ours to start and to end.
        if (given.url.empty()) {
            launcher.emplace(given.data, orchestratorOf(given), timers);
        }
        QObject::connect(&tour, &PictureTour::ended, &application, &QApplication::quit);
    }

    [[nodiscard]] Result<std::unique_ptr<LocalCore>> openCore(const fs::path& memory, AccessSource access,
                                                              std::shared_ptr<Signer> key)
    {
        if (auto made = makePrivateFolder(memory); !made) {
            return tl::make_unexpected(made.error());
        }
        cacheKeys.push_back(std::make_unique<FileCacheKey>(memory / "cache.key"));
        return LocalCore::open({memory, std::move(access), "stillgate", STILLGATE_VERSION, std::move(key), *cacheKeys.back(),
                                clock, timers, randomNumber, options.environment});
    }

    [[nodiscard]] DaemonLauncher* starter() { return launcher ? &*launcher : nullptr; }

    /// Shows the window, and itself to the tour where pictures are asked for; until the program ends.
    [[nodiscard]] Result<int> show(QWidget& window, const std::function<LocalCore*()>& core)
    {
        window.resize(options.width, options.height);
        window.show();
        if (!options.pictures.empty()) {
            tour.start(window, [core] {
                return core() != nullptr && core()->link().status().state == LinkState::Live && core()->tickets().size() > 0;
            });
        }
        const int code = QApplication::exec();
        return tour.result().map([&] { return code; });
    }

    const Options& options;
    SystemClock clock;
    QtTimers timers;
    QTimeZone zone = QTimeZone::systemTimeZone();
    Appearance appearance;
    Formatting formatting;
    std::optional<DaemonLauncher> launcher; ///< none of an orchestrator elsewhere
    PictureTour tour;
    std::vector<std::unique_ptr<FileCacheKey>> cacheKeys;
};

/// Somebody of a demonstration, by the key file that it made for them.
Result<int> runAs(Ground& ground, const PersonKey& person)
{
    auto core = ground.openCore(ground.options.memory, accessFrom(ground.options, person.token), person.signer);
    if (!core) {
        return tl::make_unexpected(core.error());
    }
    Console console({**core, ground.starter(), ground.appearance, ground.formatting, ground.clock, ground.timers, ground.zone,
                     keyIdOf(person.signer->publicKey())});
    console.start();
    auto ended = ground.show(console.window(), [&] { return core->get(); });
    (*core)->stop();
    return ended;
}

/// This machine's own key, made at the first time.
Result<std::shared_ptr<Signer>> deviceIn(const fs::path& memory)
{
    const fs::path file = memory / "device.json";
    const auto device = makePrivateFolder(memory).and_then([&] { return readDevice(file); });
    if (!device) {
        return tl::make_unexpected(device.error());
    }
    return writeDevice(file, *device).map([&]() -> std::shared_ptr<Signer> {
        return std::make_shared<KeySigner>(device->key);
    });
}

/// Whoever signs in; each person has a memory of their own.
Result<int> runEntrance(Ground& ground)
{
    const fs::path& memory = ground.options.memory;
    const auto device = deviceIn(memory);
    if (!device) {
        return tl::make_unexpected(device.error());
    }
    const AccessSource place = accessFrom(ground.options);
    LiveReception reception({place, *device, ground.clock, ground.timers});
    DesktopKeyring keyring(ground.timers);
    PersonKeys keys(keyring, memory / "keys");
    const CoreOpener open = [&](const std::optional<PersonId>& person, std::shared_ptr<Signer> key) {
        return person ? ground.openCore(memory / "people" / person->text(), reception.access(), std::move(key))
                      : ground.openCore(memory, place, std::move(key));
    };
    Entrance entrance({reception, keys, open, ground.starter(), ground.appearance, ground.formatting, ground.clock,
                       ground.timers, ground.zone});
    std::optional<Error> failed;
    QObject::connect(&entrance, &Entrance::cannotOpen, &entrance, [&](const Error& why) {
        failed = why;
        QApplication::quit();
    });
    entrance.start();
    auto ended = ground.show(entrance.window(), [&] { return entrance.core(); });
    return failed ? tl::make_unexpected(*failed) : std::move(ended);
}

Result<int> run(QApplication& application, const Options& options)
{
    Ground ground(application, options);
    if (options.key.empty()) {
        return runEntrance(ground);
    }
    const auto person = readPersonKey(options.key);
    return person ? runAs(ground, *person) : tl::make_unexpected(person.error());
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
