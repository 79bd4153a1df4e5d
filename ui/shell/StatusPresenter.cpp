// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StatusPresenter.h"

#include <algorithm>

#include <QLocale>
#include <QStringList>

#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/text/TicketWords.h"

namespace stillgate {

namespace {

constexpr Duration kLate = Duration::seconds(10); ///< from here on milliseconds say too much

QString counted(std::uint64_t number)
{
    return QLocale().toString(static_cast<qulonglong>(number));
}

int asInt(std::uint64_t number)
{
    return static_cast<int>(std::min<std::uint64_t>(number, 1'000'000'000));
}

bool isRefusal(LinkCause cause)
{
    switch (cause) {
    case LinkCause::TokenRefused:
    case LinkCause::OtherProtocol:
    case LinkCause::UnknownAuthority:
    case LinkCause::WrongHost:
    case LinkCause::CertificateExpired:
    case LinkCause::CertificateNotYetValid:
    case LinkCause::OldTls:
    case LinkCause::PlainText:
    case LinkCause::OtherKey:
    case LinkCause::TlsFailed:
    case LinkCause::WrongEnvironment: return true;
    default: return false;
    }
}

/// What the banner tells. A try under way changes nothing in it, so that it does not come and go with each.
LinkState standingOf(const LinkStatus& link)
{
    if (link.state != LinkState::Connecting || link.cause == LinkCause::None) {
        return link.state;
    }
    if (link.cause == LinkCause::LedgerDiverged) {
        return LinkState::Diverged;
    }
    return isRefusal(link.cause) ? LinkState::Refused : LinkState::Offline;
}

QString rolesOf(const LinkStatus& link)
{
    QStringList roles;
    roles.reserve(static_cast<qsizetype>(link.roles.size()));
    for (const Role role : link.roles) {
        roles << roleWords(role);
    }
    return roles.join(QStringLiteral(", "));
}

/// Whole seconds until then, never less than none.
int secondsUntil(const UtcTime& then, const UtcTime& now)
{
    return static_cast<int>(std::clamp<std::int64_t>((then.ms - now.ms + 999) / 1000, 0, 1'000'000));
}

} // namespace

QString StatusPresenter::personWord(const LinkStatus& link)
{
    if (!link.name.empty()) {
        return outsideLine(link.name);
    }
    return link.origin.empty() ? QString() : QString::fromStdString(link.person.text()).right(8);
}

QString StatusPresenter::personAndRoles(const LinkStatus& link)
{
    const QString person = personWord(link);
    const QString roles = rolesOf(link);
    return person.isEmpty() || roles.isEmpty() ? person : tr("%1, %2", "person and roles").arg(person, roles);
}

QString StatusPresenter::signedInAs(const LinkStatus& link)
{
    if (link.origin.empty()) {
        return tr("Not signed in");
    }
    const QString roles = rolesOf(link);
    return roles.isEmpty() ? tr("Signed in, view only") : tr("Signed in as %1").arg(roles);
}

QString StatusPresenter::nextTryWord(const ShellState& state)
{
    if (state.link.state == LinkState::Connecting) {
        return tr("Trying now");
    }
    if (!state.link.nextTry) {
        return {};
    }
    const int seconds = secondsUntil(*state.link.nextTry, state.now);
    return seconds == 0 ? tr("Trying now") : tr("Next try in %n s", nullptr, seconds);
}

FactMark StatusPresenter::linkMark(const ShellState& state)
{
    switch (state.link.state) {
    case LinkState::Live: return {Mood::Verified, Icon::CheckCircle, tr("Live"), Type::MetaMedium};
    case LinkState::CatchingUp: return {Mood::Soon, Icon::Refresh, tr("Catching up"), Type::MetaMedium};
    case LinkState::Connecting: return {Mood::Neutral, Icon::Refresh, tr("Connecting"), Type::MetaMedium};
    case LinkState::Offline: return {Mood::Soon, Icon::Offline, tr("Offline"), Type::MetaMedium};
    case LinkState::Refused: return {Mood::Harm, Icon::Lock, tr("Not let in"), Type::MetaMedium};
    case LinkState::Diverged: return {Mood::Harm, Icon::Alert, tr("Ledger differs"), Type::MetaMedium};
    }
    return {};
}

QString StatusPresenter::behindWord(const LinkStatus& link)
{
    switch (link.state) {
    case LinkState::Live:
        if (link.eventsBehind > 0) {
            return tr("%n events behind", nullptr, asInt(link.eventsBehind));
        }
        return link.behind < kLate ? tr("%n ms behind", nullptr, static_cast<int>(link.behind.ms))
                                   : tr("%n s behind", nullptr, static_cast<int>(link.behind.ms / 1000));
    case LinkState::CatchingUp: return tr("%n events to go", nullptr, asInt(link.eventsBehind));
    default: return {};
    }
}

FactMark StatusPresenter::ledgerMark(const LedgerVerdict& verdict)
{
    switch (verdict.standing) {
    case LedgerStanding::Matching:
        return {Mood::Verified, Icon::ShieldCheck,
                verdict.size == 0 ? tr("Ledger matches") : tr("Ledger matches to event %1").arg(counted(verdict.size - 1)),
                Type::Meta};
    case LedgerStanding::Diverged: return {Mood::Harm, Icon::Alert, divergenceWord(verdict.divergence), Type::MetaMedium};
    case LedgerStanding::NotCompared: break;
    }
    return {Mood::Neutral, Icon::Shield, tr("Ledger not compared yet"), Type::Meta};
}

QString StatusPresenter::divergenceWord(Divergence divergence)
{
    switch (divergence) {
    case Divergence::BadSignature: return tr("Ledger signed by another key");
    case Divergence::OtherOrigin: return tr("Checkpoint of another ledger");
    case Divergence::OtherRoot: return tr("Events are not those that were signed");
    case Divergence::Shrunk: return tr("Ledger is shorter than it was");
    case Divergence::NotConsistent: return tr("Ledger does not continue what was seen");
    case Divergence::None: break;
    }
    return tr("Ledger differs");
}

StatusLine StatusPresenter::line(const ShellState& state)
{
    StatusLine out;
    if (!state.link.origin.empty()) {
        out.environment.text = QString::fromUtf8(nameOf(state.link.environment).data()).toUpper();
        out.environment.weight = state.link.environment == Environment::Prod ? PlateWeight::Heavy : PlateWeight::Light;
    }
    out.link = linkMark(state);
    if (state.isHalted) {
        out.halted = FactMark{Mood::Harm, Icon::PauseCircle, tr("Halted"), Type::MetaMedium};
    }
    out.behind = behindWord(state.link);
    out.unsent = tr("%n to send", nullptr, asInt(state.unanswered));
    out.ledger = ledgerMark(state.ledger);
    out.person = signedInAs(state.link);
    return out;
}

QString StatusPresenter::offlineWord(LinkCause cause)
{
    switch (cause) {
    case LinkCause::NoOrchestrator: return tr("No orchestrator runs on this data folder.");
    case LinkCause::ReadyFileUnreadable: return tr("The orchestrator's ready file cannot be read.");
    case LinkCause::Stopped: return tr("The orchestrator was stopped.");
    case LinkCause::TooSlow: return tr("The orchestrator cut this console off because it fell behind.");
    case LinkCause::MalformedAnswer: return tr("The orchestrator gave an answer that is not of its protocol.");
    case LinkCause::Lost: return tr("The connection to the orchestrator was lost.");
    default: return tr("The orchestrator does not answer.");
    }
}

QString StatusPresenter::refusedWord(LinkCause cause)
{
    switch (cause) {
    case LinkCause::TokenRefused: return tr("The orchestrator does not know this console's token.");
    case LinkCause::UnknownAuthority: return tr("The orchestrator's certificate is signed by nobody trusted here.");
    case LinkCause::WrongHost: return tr("The orchestrator's certificate is for another host.");
    case LinkCause::CertificateExpired: return tr("The orchestrator's certificate has expired.");
    case LinkCause::CertificateNotYetValid: return tr("The orchestrator's certificate is not valid yet.");
    case LinkCause::OldTls: return tr("The orchestrator does not speak TLS 1.3.");
    case LinkCause::PlainText: return tr("The orchestrator does not encrypt, and it is not on this machine.");
    case LinkCause::OtherKey: return tr("The orchestrator has another key than the pinned one.");
    case LinkCause::TlsFailed: return tr("No encrypted connection to the orchestrator came about.");
    case LinkCause::WrongEnvironment: return tr("The orchestrator is of another environment.");
    default: return tr("The orchestrator speaks another version of the protocol.");
    }
}

QString StatusPresenter::refusedStep(LinkCause cause)
{
    switch (cause) {
    case LinkCause::TokenRefused:
    case LinkCause::OtherProtocol: return tr("Nothing can be decided here until it does. Ask whoever runs the orchestrator.");
    case LinkCause::CertificateNotYetValid: return tr("Nothing was sent. Is this machine's clock right?");
    case LinkCause::WrongEnvironment: return tr("Nothing can be decided here. Open a console for the environment you mean.");
    default: return tr("Nothing was sent. Ask whoever runs the orchestrator.");
    }
}

std::optional<Banner> StatusPresenter::banner(const ShellState& state)
{
    switch (standingOf(state.link)) {
    case LinkState::Offline: {
        if (state.daemon == DaemonStart::UnderWay) {
            return Banner{Mood::Neutral,
                          Icon::Refresh,
                          tr("Starting the orchestrator."),
                          tr("The queue fills as soon as it serves."),
                          {},
                          BannerStep::None};
        }
        if (state.daemon == DaemonStart::Failed) {
            return Banner{
                Mood::Harm, Icon::Alert,       tr("The orchestrator could not be started."), outsideLine(state.daemonDetail),
                {},         BannerStep::TryNow};
        }
        if (state.link.cause == LinkCause::NotStarted) {
            return std::nullopt;
        }
        const QString kept = state.unanswered == 0
                                 ? tr("What you see is as it was last known.")
                                 : tr("What you see is as it was last known; %n decisions wait here to be sent.", nullptr,
                                      asInt(state.unanswered));
        const BannerStep step = state.link.state == LinkState::Connecting ? BannerStep::None : BannerStep::TryNow;
        return Banner{Mood::Soon, Icon::Offline, offlineWord(state.link.cause), kept, nextTryWord(state), step};
    }
    case LinkState::Refused:
        return Banner{Mood::Harm,         Icon::Lock,        refusedWord(state.link.cause), refusedStep(state.link.cause),
                      nextTryWord(state), BannerStep::TryNow};
    case LinkState::Diverged:
        return Banner{Mood::Harm,
                      Icon::Alert,
                      tr("%1.").arg(divergenceWord(state.ledger.divergence)),
                      tr("Nothing can be decided. Keep this console as it is and call a supervisor: it remembers what it saw."),
                      {},
                      BannerStep::TryNow};
    case LinkState::Connecting:
    case LinkState::CatchingUp:
    case LinkState::Live: break;
    }
    return std::nullopt;
}

} // namespace stillgate
