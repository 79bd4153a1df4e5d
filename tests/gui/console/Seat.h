// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include "core/client/account/LiveReception.h"
#include "tests/support/client/MemoryKeyring.h"
#include "tests/support/system/Stand.h"
#include "ui/shell/Entrance.h"

namespace stillgate {

/// Somebody at a console of their own that they sign in at, driven as a person does: by what is in view. They remember their password
/// and have an authenticator app.
class Seat {
public:
    Seat(Daemon& daemon, const std::string& login, const std::filesystem::path& folder);
    ~Seat();

    /// Opens the window on the orchestrator.
    void open();
    [[nodiscard]] QWidget& window() { return m_entrance->window(); }
    [[nodiscard]] LocalCore* core() const { return m_entrance->core(); }
    [[nodiscard]] LiveReception& reception() { return m_reception; }
    [[nodiscard]] bool isLive() const;

    /// Keeps the windows alive until it holds; false when patience ends.
    [[nodiscard]] static bool sees(const std::function<bool()>& holds);
    /// The visible widget of that name; none when there is none.
    template <typename Widget = QWidget>
    [[nodiscard]] Widget* visible(const char* name) const
    {
        for (auto* each : m_entrance->window().findChildren<Widget*>(QLatin1String(name))) {
            if (each->isVisible()) {
                return each;
            }
        }
        return nullptr;
    }
    [[nodiscard]] QString words(const char* name) const;
    void type(const char* field, const QString& words) const;
    [[nodiscard]] bool press(const char* button) const;
    void run(const char* action) const;

    /// From the screen in view, which is the first set-up's or an invitation's, to a console that is live.
    [[nodiscard]] bool makeFirstAdmin();
    [[nodiscard]] bool takeUp(const QString& invitation);
    [[nodiscard]] bool signIn();
    /// A code of the app that has not served.
    [[nodiscard]] QString code();
    /// Goes to the page of keys and makes one in the keyring; the request for an admin, or nothing.
    [[nodiscard]] bool makeKey();

private:
    [[nodiscard]] bool enterWithFirstCode();

    Daemon& m_daemon;
    QString m_login;
    std::filesystem::path m_folder;
    SystemClock m_clock;
    QtTimers m_timers;
    FileCacheKey m_cacheKey;
    Formatting m_formatting;
    DaemonLauncher m_launcher;
    LiveReception m_reception;
    MemoryKeyring m_keyring;
    PersonKeys m_keys;
    Bytes m_secret;
    std::int64_t m_step = 0; ///< of the newest code that was used
    std::unique_ptr<Entrance> m_entrance;
};

} // namespace stillgate
