// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QAction>
#include <QStackedWidget>

#include "core/client/PersonKeys.h"
#include "core/client/Reception.h"
#include "ui/account/KeysPresenter.h"
#include "ui/account/SignInPresenter.h"
#include "ui/shell/Console.h"

namespace stillgate {

class KeysView;
class SignInView;

/// Opens the local core of a person, with the key they sign with where there is one; without a person, of whoever has the data folder of
/// a demonstration.
using CoreOpener =
    std::function<Result<std::unique_ptr<LocalCore>>(const std::optional<PersonId>& person, std::shared_ptr<Signer> key)>;

/// What an entrance is put together from; all of it outlives the entrance.
struct EntranceParts {
    Reception& reception;
    PersonKeys& keys;
    CoreOpener openCore;
    DaemonLauncher* launcher; ///< none where the orchestrator is on another machine
    Appearance& appearance;
    const Formatting& formatting;
    const Clock& clock;
    Timers& timers;
    QTimeZone zone; ///< of the person
};

/// The program's one window: signing in, then the console of who signed in, and the page of their keys. What somebody did is kept for
/// them when their session ends, and goes on when they sign in again; somebody else gets a console of their own.
class Entrance final : public QObject {
    Q_OBJECT

public:
    explicit Entrance(const EntranceParts& parts);
    ~Entrance() override;

    [[nodiscard]] QWidget& window() { return m_frame; }
    /// Finds or starts the orchestrator, and asks it who is expected.
    void start();
    /// Of who is at work here; none before somebody is.
    [[nodiscard]] LocalCore* core() const { return m_core.get(); }

signals:
    /// The console of somebody is in view, ready to work with.
    void opened();
    /// It cannot be: another program uses its memory, or that is damaged.
    void cannotOpen(const stillgate::Error& why);

private:
    void ensureOrchestrator();
    void onStanding(SignInStanding standing);
    void onLink(const LinkStatus& status);
    void enter(const std::optional<PersonId>& person);
    void open(const KeptKey& kept);
    void close();
    void showKeys();
    void showWork();

    EntranceParts m_parts;
    QStackedWidget m_frame;
    QAction m_keys;
    QAction m_signOut;
    SignInPresenter m_signIn;
    SignInView* m_signInView;
    std::optional<PersonId> m_person; ///< whose console it is; none of a demonstration
    std::unique_ptr<LocalCore> m_core;
    std::unique_ptr<Console> m_console;
    std::unique_ptr<KeysPresenter> m_keysPresenter;
    std::unique_ptr<KeysView> m_keysView;
};

} // namespace stillgate
