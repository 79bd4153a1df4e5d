// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <QObject>
#include <QString>

#include "core/client/Reception.h"
#include "core/client/Timers.h"
#include "ui/kit/text/Formatting.h"

namespace stillgate {

enum class SignInStep {
    Looking, ///< for the orchestrator
    Offline, ///< it does not answer
    FirstAdmin, ///< nobody works here yet
    TakeUp, ///< an invitation
    Codes, ///< the secret of the one-time codes is told
    SignIn
};

/// Everything that the screen shows, in ready words.
struct SignInValues {
    SignInStep step = SignInStep::Looking;
    QString title;
    QString text;
    QString place; ///< which ledger, which environment
    QString notice; ///< why one is here again: signed out, session ended
    QString trouble; ///< what went wrong with the last try, and what to do
    QString primary; ///< words of the one button; none when there is nothing to do
    QString other; ///< the way to the other step; none where there is none
    QString secret; ///< for an authenticator app, in groups of four
    QString uri;
    QString device;
    QString login; ///< to begin with
    QString invitation; ///< to begin with
    bool isBusy = false; ///< a try is under way
    bool isWaiting = false; ///< after too many tries

    friend bool operator==(const SignInValues&, const SignInValues&) = default;
};

/// What was typed. Secrets are taken over and wiped when they have served.
struct SignInFields {
    QString login;
    QString name;
    std::string invitation;
    std::string password;
    std::string again; ///< the new password a second time
    std::string code;
};

/// Leads through first set-up, an invitation and signing in.
class SignInPresenter final : public QObject {
    Q_OBJECT

public:
    /// What it is given outlives it.
    SignInPresenter(Reception& reception, Timers& timers, const Formatting& formatting, QObject* parent = nullptr);
    ~SignInPresenter() override;

    [[nodiscard]] const SignInValues& values() const { return m_values; }
    /// Asks the orchestrator who is expected, again and again until it answers.
    void look();
    /// The orchestrator cannot be started, and why.
    void cannotStart(const QString& why);
    void submit(SignInFields fields);
    void goOther();

signals:
    void changed();
    /// It is to be found or started, then look() again.
    void startAsked();
    /// Nobody has to sign in.
    void demonstrationFound();

private:
    void looked(const Result<House>& house);
    void show(SignInStep step);
    void showTrouble(const QString& words);
    void begin();
    void submitFirst(SignInFields fields);
    void submitTakeUp(SignInFields fields);
    void submitSignIn(SignInFields fields);
    void setUp(const QString& login, const std::string& invitation);
    void refused();
    void tickWait();
    void onStanding(SignInStanding standing);
    [[nodiscard]] bool checkNewPassword(SignInFields& fields);
    [[nodiscard]] QString troubleOf(const Error& error) const;

    Reception& m_reception;
    Timers& m_timers;
    const Formatting& m_formatting;
    SignInValues m_values;
    House m_house;
    std::string m_password; ///< between setting it and the first code
    int m_refusals = 0; ///< in a row
    UtcTime m_waitUntil;
    std::unique_ptr<PendingCall> m_again;
    std::unique_ptr<PendingCall> m_tick;
};

} // namespace stillgate
