// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/account/SignInPresenter.h"

#include <algorithm>

#include "core/base/Password.h"
#include "ui/account/AccountText.h"
#include "ui/account/SecretField.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/text/OwnText.h"

namespace stillgate {

namespace {

constexpr Duration kLookAgain = Duration::seconds(3);
constexpr Duration kSecond = Duration::seconds(1);
/// As the orchestrator counts (docs/protocol.md): it does not say, so that nobody learns which names there are.
constexpr int kFreeRefusals = 5;
constexpr Duration kFirstWait = Duration::seconds(30);
constexpr Duration kLongestWait = Duration::minutes(60);
constexpr int kGroup = 4;

QString inGroups(const std::string& secret)
{
    QString out;
    for (std::size_t at = 0; at < secret.size(); at += kGroup) {
        out += (out.isEmpty() ? QString() : QStringLiteral(" ")) + outsideLine(secret.substr(at, kGroup));
    }
    return out;
}

Duration waitAfter(int refusals)
{
    std::int64_t wait = kFirstWait.ms;
    for (int more = refusals - kFreeRefusals; more > 0 && wait < kLongestWait.ms; --more) {
        wait *= 2;
    }
    return {std::min(wait, kLongestWait.ms)};
}

struct StepWords {
    QString title;
    QString text;
    QString primary;
    QString other;
};

StepWords wordsOf(SignInStep step)
{
    switch (step) {
    case SignInStep::Looking: return {AccountText::tr("Looking for the orchestrator"), {}, {}, {}};
    case SignInStep::Offline:
        return {AccountText::tr("The orchestrator does not answer"),
                AccountText::tr("Nobody can sign in until it does. What you did here before is kept and waits."),
                AccountText::tr("Try again now"),
                {}};
    case SignInStep::FirstAdmin:
        return {
            AccountText::tr("Make the first admin"),
            AccountText::tr("Nobody works here yet. You may make the first admin because you have the data folder. There is no "
                            "password to begin with: choose yours."),
            AccountText::tr("Make the admin"),
            {}};
    case SignInStep::TakeUp:
        return {AccountText::tr("Take up an invitation"),
                AccountText::tr("An admin gave you a name and a code. Choose a password of your own with them."),
                AccountText::tr("Set the password"), AccountText::tr("I have a password already")};
    case SignInStep::Codes:
        return {AccountText::tr("Add Stillgate to your authenticator app"),
                AccountText::tr(
                    "Type this secret into the app, or give it the address. It is told this once. Then sign in with the "
                    "code that the app shows."),
                AccountText::tr("Sign in"),
                {}};
    case SignInStep::SignIn:
        return {AccountText::tr("Sign in"), AccountText::tr("With your name, your password and the present code of your app."),
                AccountText::tr("Sign in"), AccountText::tr("I have an invitation")};
    }
    return {};
}

} // namespace

SignInPresenter::SignInPresenter(Reception& reception, Timers& timers, const Formatting& formatting, QObject* parent)
    : QObject(parent), m_reception(reception), m_timers(timers), m_formatting(formatting)
{
    m_values.device = AccountText::tr("Device %1").arg(ownText(m_reception.device()));
    m_values.title = wordsOf(SignInStep::Looking).title;
    connect(&m_reception, &Reception::standingChanged, this, &SignInPresenter::onStanding);
}

SignInPresenter::~SignInPresenter()
{
    wipeText(m_password);
}

void SignInPresenter::look()
{
    m_again.reset();
    m_reception.look().then(this, [this](const Result<House>& house) { looked(house); });
}

void SignInPresenter::looked(const Result<House>& house)
{
    if (!house) {
        m_again = m_timers.after(kLookAgain, [this] { look(); });
        if (m_values.step == SignInStep::Looking) {
            show(SignInStep::Offline);
        }
        return;
    }
    m_house = *house;
    m_values.place = outsideLine(m_house.origin);
    if (m_house.environment) {
        const QString environment = QString::fromUtf8(nameOf(*m_house.environment).data()).toUpper();
        m_values.place = AccountText::tr("%1, %2", "ledger and environment").arg(m_values.place, environment);
    }
    if (m_house.kind == HouseKind::Demonstration) {
        emit demonstrationFound();
    } else if (m_values.step == SignInStep::Looking || m_values.step == SignInStep::Offline) {
        m_values.trouble.clear();
        show(m_house.kind == HouseKind::Empty ? SignInStep::FirstAdmin : SignInStep::SignIn);
    } else {
        emit changed();
    }
}

void SignInPresenter::cannotStart(const QString& why)
{
    m_values.trouble = why;
    show(SignInStep::Offline);
}

void SignInPresenter::show(SignInStep step)
{
    const StepWords words = wordsOf(step);
    m_values.step = step;
    m_values.title = words.title;
    m_values.text = words.text;
    m_values.primary = words.primary;
    m_values.other = words.other;
    m_values.isBusy = false;
    emit changed();
}

void SignInPresenter::showTrouble(const QString& words)
{
    m_values.trouble = words;
    m_values.isBusy = false;
    emit changed();
}

void SignInPresenter::begin()
{
    m_values.trouble.clear();
    m_values.isBusy = true;
    emit changed();
}

void SignInPresenter::goOther()
{
    if (m_values.isBusy) {
        return;
    }
    m_values.trouble.clear();
    if (m_values.step == SignInStep::SignIn) {
        show(SignInStep::TakeUp);
    } else if (m_values.step == SignInStep::TakeUp) {
        show(SignInStep::SignIn);
    }
}

void SignInPresenter::submit(SignInFields fields)
{
    if (m_values.isBusy) {
        return;
    }
    switch (m_values.step) {
    case SignInStep::Looking: return;
    case SignInStep::Offline: emit startAsked(); return;
    case SignInStep::FirstAdmin: submitFirst(std::move(fields)); return;
    case SignInStep::TakeUp: submitTakeUp(std::move(fields)); return;
    case SignInStep::Codes:
        fields.login = m_values.login;
        fields.password = m_password;
        submitSignIn(std::move(fields));
        return;
    case SignInStep::SignIn: submitSignIn(std::move(fields)); return;
    }
}

bool SignInPresenter::checkNewPassword(SignInFields& fields)
{
    QString wrong;
    if (fields.login.trimmed().isEmpty()) {
        wrong = AccountText::tr("Type the name to sign in by.");
    } else if (fields.password.size() < kLeastPassword) {
        wrong = AccountText::tr("The password needs %n characters or more. Length counts, not kinds of characters.", nullptr,
                                static_cast<int>(kLeastPassword));
    } else if (fields.password != fields.again) {
        wrong = AccountText::tr("The two passwords differ. Type them again.");
    }
    wipeText(fields.again);
    if (wrong.isEmpty()) {
        wipeText(m_password);
        m_password = std::exchange(fields.password, {});
        m_values.login = fields.login.trimmed();
        return true;
    }
    wipeText(fields.password);
    showTrouble(wrong);
    return false;
}

void SignInPresenter::submitFirst(SignInFields fields)
{
    if (!checkNewPassword(fields)) {
        return;
    }
    begin();
    m_reception.makeFirstAdmin(m_values.login.toStdString(), fields.name.trimmed().toStdString())
        .then(this, [this](const Result<InvitationCode>& made) {
            if (!made && made.error().code == ErrorCode::Refused) {
                m_values.notice = AccountText::tr("There is an admin already. Ask them for an invitation.");
                m_values.step = SignInStep::Looking;
                m_values.isBusy = false;
                look();
                return;
            }
            if (!made) {
                showTrouble(troubleOf(made.error()));
                return;
            }
            m_values.invitation = outsideLine(made->code);
            setUp(m_values.login, made->code);
        });
}

void SignInPresenter::submitTakeUp(SignInFields fields)
{
    if (checkNewPassword(fields)) {
        begin();
        setUp(m_values.login, fields.invitation);
    }
}

void SignInPresenter::setUp(const QString& login, const std::string& invitation)
{
    m_reception.setUp(login.toStdString(), invitation, m_password).then(this, [this](const Result<CodeSecret>& secret) {
        if (secret) {
            m_values.invitation.clear();
            m_values.secret = inGroups(secret->base32);
            m_values.uri = outsideLine(secret->uri);
            show(SignInStep::Codes);
            return;
        }
        wipeText(m_password);
        m_values.trouble =
            secret.error().code == ErrorCode::Refused
                ? AccountText::tr("Not set. The name or the invitation is not right, or it was used or is over. Ask your "
                                  "admin for a new one.")
                : troubleOf(secret.error());
        show(SignInStep::TakeUp);
    });
}

void SignInPresenter::submitSignIn(SignInFields fields)
{
    if (m_values.isWaiting) {
        wipeText(fields.password);
        return;
    }
    begin();
    m_values.login = fields.login.trimmed();
    fields.code.erase(std::remove(fields.code.begin(), fields.code.end(), ' '), fields.code.end());
    m_reception.signIn(m_values.login.toStdString(), fields.password, fields.code).then(this, [this](const Result<void>& in) {
        if (in) {
            return; // the reception says so
        }
        if (in.error().code == ErrorCode::Refused) {
            refused();
        } else {
            showTrouble(troubleOf(in.error()));
        }
    });
    wipeText(fields.password);
    wipeText(fields.code);
}

void SignInPresenter::refused()
{
    ++m_refusals;
    if (m_refusals < kFreeRefusals) {
        showTrouble(
            AccountText::tr("Not let in. Name, password or code is not right. A code serves once: wait for the next one."));
        return;
    }
    m_waitUntil = m_formatting.now() + waitAfter(m_refusals);
    m_values.isBusy = false;
    tickWait();
}

void SignInPresenter::tickWait()
{
    const Duration left = m_waitUntil - m_formatting.now();
    m_values.isWaiting = left.ms > 0;
    m_values.trouble =
        m_values.isWaiting
            ? AccountText::tr("Not let in, %n times in a row. The account takes no try for now: %1 left.", nullptr, m_refusals)
                  .arg(m_formatting.span(left))
            : AccountText::tr("You can try again. The next wrong try makes the wait twice as long.");
    m_tick = m_values.isWaiting ? m_timers.after(kSecond, [this] { tickWait(); }) : nullptr;
    emit changed();
}

void SignInPresenter::onStanding(SignInStanding standing)
{
    if (standing == SignInStanding::SignedIn) {
        wipeText(m_password);
        m_refusals = 0;
        m_values.secret.clear();
        m_values.uri.clear();
        m_values.notice.clear();
        m_values.trouble.clear();
        show(SignInStep::SignIn);
        return;
    }
    m_values.notice =
        standing == SignInStanding::Ended
            ? AccountText::tr("Your session has ended: its time is over, or an admin ended it. What you did here is kept.")
            : AccountText::tr("You are signed out. What you did here is kept.");
    show(SignInStep::SignIn);
    look();
}

QString SignInPresenter::troubleOf(const Error& error) const
{
    return error.code == ErrorCode::Unavailable
               ? AccountText::tr("The orchestrator does not answer. Nothing was done. Try again in a moment.")
               : AccountText::tr("It did not work: %1").arg(outsideLine(error.text()));
}

} // namespace stillgate
