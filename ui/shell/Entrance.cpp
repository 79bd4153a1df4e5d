// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Entrance.h"

#include "core/domain/Statement.h"
#include "ui/account/KeysView.h"
#include "ui/account/SignInView.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

Entrance::Entrance(const EntranceParts& parts)
    : m_parts(parts)
    , m_keys(tr("Keys and people"))
    , m_signOut(tr("Sign out"))
    , m_signIn(m_parts.reception, m_parts.timers, m_parts.formatting)
    , m_signInView(new SignInView(m_signIn))
{
    m_frame.setObjectName(QStringLiteral("entrance"));
    m_frame.setWindowTitle(tr("Stillgate"));
    m_frame.addWidget(m_signInView);
    m_keys.setObjectName(QStringLiteral("openKeys"));
    m_signOut.setObjectName(QStringLiteral("signOut"));
    connect(&m_keys, &QAction::triggered, this, &Entrance::showKeys);
    // The menu that it was chosen in is taken down with the console, so it has to be over first.
    connect(&m_signOut, &QAction::triggered, &m_parts.reception, &Reception::signOut, Qt::QueuedConnection);
    connect(&m_parts.reception, &Reception::standingChanged, this, &Entrance::onStanding);
    connect(&m_signIn, &SignInPresenter::demonstrationFound, this, [this] {
        if (!m_core) {
            enter(std::nullopt);
        }
    });
    connect(&m_signIn, &SignInPresenter::startAsked, this, &Entrance::ensureOrchestrator);
}

Entrance::~Entrance()
{
    close();
}

void Entrance::start()
{
    ensureOrchestrator();
}

void Entrance::ensureOrchestrator()
{
    if (m_parts.launcher == nullptr) {
        m_signIn.look();
        return;
    }
    m_parts.launcher->ensure().then(this, [this](const Result<ReadyFile>& ready) {
        if (!ready) {
            m_signIn.cannotStart(outsideLine(ready.error().text()));
        }
        m_signIn.look();
    });
}

void Entrance::onStanding(SignInStanding standing)
{
    if (standing == SignInStanding::SignedOut) {
        close();
    }
    if (standing != SignInStanding::SignedIn) {
        m_frame.setCurrentWidget(m_signInView);
    } else if (m_core && m_person == m_parts.reception.person()) {
        showWork();
        m_core->link().retryNow();
    } else {
        enter(m_parts.reception.person());
    }
}

void Entrance::onLink(const LinkStatus& status)
{
    if (m_person && status.cause == LinkCause::TokenRefused && status.state != LinkState::Connecting) {
        m_parts.reception.check();
    }
}

void Entrance::enter(const std::optional<PersonId>& person)
{
    close();
    m_person = person;
    if (!person) {
        open({});
        return;
    }
    m_parts.keys.find(*person).then(this, [this, person](const Result<KeptKey>& kept) {
        if (m_person == person && m_parts.reception.standing() == SignInStanding::SignedIn) {
            open(kept.value_or(KeptKey{}));
        }
    });
}

void Entrance::open(const KeptKey& kept)
{
    const auto person = m_person;
    close();
    m_person = person;
    auto core = m_parts.openCore(m_person, kept.signer);
    if (!core) {
        emit cannotOpen(core.error());
        return;
    }
    m_core = std::move(*core);
    const std::string keyId = kept.signer ? keyIdOf(kept.signer->publicKey()) : std::string();
    m_console = std::make_unique<Console>(ConsoleParts{*m_core, m_parts.launcher, m_parts.appearance, m_parts.formatting,
                                                       m_parts.clock, m_parts.timers, m_parts.zone, keyId,
                                                       m_person ? &m_keys : nullptr, m_person ? &m_signOut : nullptr});
    m_keysPresenter =
        std::make_unique<KeysPresenter>(KeysParts{m_parts.keys, m_core->people(), m_core->link(), m_parts.formatting, kept});
    m_keysView = std::make_unique<KeysView>(*m_keysPresenter);
    connect(m_keysView.get(), &KeysView::backAsked, this, &Entrance::showWork);
    // What called us is taken down with the rest, so it has to be over first.
    connect(
        m_keysPresenter.get(), &KeysPresenter::keyCame, this,
        [this](const KeptKey& key) {
            open(key);
            showKeys();
        },
        Qt::QueuedConnection);
    connect(&m_core->link(), &Link::statusChanged, this, &Entrance::onLink);
    m_frame.addWidget(&m_console->window());
    m_frame.addWidget(m_keysView.get());
    showWork();
    m_console->start();
    emit opened();
}

void Entrance::close()
{
    m_keysView.reset();
    m_keysPresenter.reset();
    m_console.reset();
    if (m_core) {
        m_core->stop();
    }
    m_core.reset();
    m_person.reset();
}

void Entrance::showKeys()
{
    if (m_keysView) {
        m_keysPresenter->refresh();
        m_frame.setCurrentWidget(m_keysView.get());
    }
}

void Entrance::showWork()
{
    if (m_console) {
        m_frame.setCurrentWidget(&m_console->window());
        if (QWidget* const page = m_console->window().page()) {
            page->setFocus(Qt::OtherFocusReason);
        }
    }
}

} // namespace stillgate
