// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/console/Seat.h"

#include <QAction>
#include <QLineEdit>
#include <QTest>

#include "core/base/File.h"
#include "core/base/Totp.h"
#include "tests/support/Base32.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/system/Waiting.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

const QString kSeatPassword = QStringLiteral("canary password of nobody");

/// Over TLS the authority is trusted, and not the key that the ready file names.
AccessSource placeOf(Daemon& daemon)
{
    return [&daemon]() -> Result<ServerAccess> {
        auto trust = daemon.authority().empty() ? Result<ServerTrust>(ServerTrust{}) : serverTrustFrom(daemon.authority(), {});
        if (!trust) {
            return tl::make_unexpected(trust.error());
        }
        return readReadyFile(daemon.program().readyFile()).map([&](const ReadyFile& ready) {
            return ServerAccess{ready.url, ready.token, {}, std::move(*trust)};
        });
    };
}

} // namespace

Seat::Seat(Daemon& daemon, const std::string& login, const std::filesystem::path& folder)
    : m_daemon(daemon)
    , m_login(QString::fromStdString(login))
    , m_folder(folder)
    , m_cacheKey(folder / "cache.key")
    , m_formatting(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc(), m_clock)
    , m_launcher(daemon.data(), {"/nowhere/stillgated", {}}, m_timers)
    , m_reception({placeOf(daemon), std::make_shared<KeySigner>(SigningKey::generate()), m_clock, m_timers})
    , m_keys(m_keyring, folder / "keys")
{
}

Seat::~Seat() = default;

void Seat::open()
{
    // The tests' orchestrators announce themselves elsewhere; the launcher looks into the data folder.
    std::error_code ignored;
    std::filesystem::create_symlink(m_daemon.program().readyFile(), m_daemon.data() / "ready.json", ignored);
    (void)makePrivateFolder(m_folder);
    const CoreOpener openCore = [this](const std::optional<PersonId>& person, std::shared_ptr<Signer> key) {
        return LocalCore::open({m_folder / (person ? person->text() : "demonstration"), m_reception.access(), "stillgate",
                                "test", std::move(key), m_cacheKey, m_clock, m_timers, [] { return std::uint64_t{7}; }});
    };
    m_entrance = std::make_unique<Entrance>(EntranceParts{m_reception, m_keys, openCore, &m_launcher, testAppearance(),
                                                          m_formatting, m_clock, m_timers, QTimeZone::utc()});
    window().resize(1440, 900);
    window().show();
    window().activateWindow();
    m_entrance->start();
}

bool Seat::sees(const std::function<bool()>& holds)
{
    return QTest::qWaitFor(holds, kPatience);
}

bool Seat::isLive() const
{
    return core() != nullptr && core()->link().status().state == LinkState::Live;
}

QString Seat::words(const char* name) const
{
    const auto* widget = visible<>(name);
    return widget == nullptr ? QString() : widget->accessibleName();
}

void Seat::type(const char* field, const QString& words) const
{
    auto* edit = visible<QLineEdit>(field);
    edit->setFocus();
    edit->clear();
    QTest::keyClicks(edit, words);
}

bool Seat::press(const char* button) const
{
    const auto isThere = [&] {
        const auto* found = visible<QAbstractButton>(button);
        return found != nullptr && found->isEnabled();
    };
    if (!sees(isThere)) {
        return false;
    }
    visible<QAbstractButton>(button)->click();
    return true;
}

void Seat::run(const char* action) const
{
    for (auto* each : m_entrance->window().findChildren<QWidget*>()) {
        for (QAction* offered : each->actions()) {
            if (offered->objectName() == QLatin1String(action)) {
                offered->trigger();
                return;
            }
        }
    }
}

QString Seat::code()
{
    m_step = std::max(m_step + 1, totpStep(m_clock.now()) - 1);
    return QString::fromStdString(totpCode(m_secret, m_step));
}

bool Seat::enterWithFirstCode()
{
    if (!sees([this] { return visible<>("totpSecret") != nullptr; })) {
        return false;
    }
    m_secret = fromBase32(QString(visible<KitLabel>("totpSecret")->text()).remove(QLatin1Char(' ')).toStdString());
    type("codeField", code());
    return press("signInSubmit") && sees([this] { return isLive(); });
}

bool Seat::makeFirstAdmin()
{
    if (!sees([this] { return visible<>("nameField") != nullptr; })) {
        return false;
    }
    type("loginField", m_login);
    type("nameField", m_login);
    type("passwordField", kSeatPassword);
    type("againField", kSeatPassword);
    return press("signInSubmit") && enterWithFirstCode();
}

bool Seat::takeUp(const QString& invitation)
{
    if (!press("signInOther")) {
        return false;
    }
    type("loginField", m_login);
    type("invitationField", invitation);
    type("passwordField", kSeatPassword);
    type("againField", kSeatPassword);
    return press("signInSubmit") && enterWithFirstCode();
}

bool Seat::signIn()
{
    if (!sees([this] { return visible<>("passwordField") != nullptr; })) {
        return false;
    }
    type("loginField", m_login);
    type("passwordField", kSeatPassword);
    type("codeField", code());
    return press("signInSubmit") && sees([this] { return isLive(); });
}

bool Seat::makeKey()
{
    run("openKeys");
    return press("keyInKeyring") && sees([this] { return isLive() && visible<>("keyFingerprint") != nullptr; });
}

} // namespace stillgate
