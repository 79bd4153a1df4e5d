// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "ui/shell/StatusPresenter.h"

using namespace stillgate;

namespace {

ShellState liveState()
{
    ShellState state;
    state.link.state = LinkState::Live;
    state.link.cause = LinkCause::None;
    state.link.origin = "stillgate.local/sample";
    state.link.environment = Environment::Prod;
    state.link.roles = {Role::L2Agent};
    state.link.behind = Duration{12};
    state.ledger = {LedgerStanding::Matching, 1'204, UtcTime{1'000}, Divergence::None, {}};
    state.now = UtcTime{10'000};
    return state;
}

} // namespace

class ShellStatusTest : public QObject {
    Q_OBJECT

private slots:
    void live_everyPart_isTold()
    {
        const StatusLine line = StatusPresenter::line(liveState());
        QCOMPARE(line.environment.text, QStringLiteral("PROD"));
        QCOMPARE(line.environment.weight, PlateWeight::Heavy);
        QCOMPARE(line.link.mood, Mood::Verified);
        QCOMPARE(line.behind, QStringLiteral("12 ms behind"));
        QCOMPARE(line.ledger.text, QStringLiteral("Ledger matches to event 1,203"));
        QCOMPARE(line.person, QStringLiteral("Signed in as L2 agent"));
        QVERIFY(!StatusPresenter::banner(liveState()));
    }

    void late_byManySeconds_isToldInSeconds()
    {
        ShellState state = liveState();
        state.link.behind = Duration{14'601};
        QCOMPARE(StatusPresenter::line(state).behind, QStringLiteral("14 s behind"));
    }

    void eachState_ofTheLink_hasAWordAndAShape()
    {
        QStringList words;
        for (const LinkState each : {LinkState::Offline, LinkState::Connecting, LinkState::CatchingUp, LinkState::Live,
                                     LinkState::Refused, LinkState::Diverged}) {
            ShellState state = liveState();
            state.link.state = each;
            const FactMark mark = StatusPresenter::line(state).link;
            QVERIFY(mark.icon.has_value());
            QVERIFY(!mark.text.isEmpty() && !words.contains(mark.text));
            words << mark.text;
        }
    }

    void offline_withDecisionsWaiting_saysWhatIsKeptAndWhenItTries()
    {
        ShellState state = liveState();
        state.link.state = LinkState::Offline;
        state.link.cause = LinkCause::Lost;
        state.link.nextTry = UtcTime{13'500};
        state.unanswered = 2;
        const auto banner = StatusPresenter::banner(state);
        QVERIFY(banner);
        QCOMPARE(banner->happened, QStringLiteral("The connection to the orchestrator was lost."));
        QVERIFY(banner->meanwhile.contains(QStringLiteral("2")));
        QCOMPARE(banner->next, QStringLiteral("Next try in 4 s"));
        QCOMPARE(banner->step, BannerStep::TryNow);
    }

    void connectingAgain_afterALoss_keepsTheBanner()
    {
        ShellState state = liveState();
        state.link.state = LinkState::Connecting;
        state.link.cause = LinkCause::Lost;
        const auto banner = StatusPresenter::banner(state);
        QVERIFY(banner);
        QCOMPARE(banner->happened, QStringLiteral("The connection to the orchestrator was lost."));
        QCOMPARE(banner->next, QStringLiteral("Trying now"));
        state.link.cause = LinkCause::TokenRefused;
        QCOMPARE(StatusPresenter::banner(state)->icon, Icon::Lock);
        // The first of all connections has nothing to tell.
        state.link.cause = LinkCause::None;
        QVERIFY(!StatusPresenter::banner(state));
    }

    /// Only where everything counts.
    void environment_thatIsNotProduction_isSaidLightly()
    {
        for (const Environment each : {Environment::Dev, Environment::Staging}) {
            ShellState state = liveState();
            state.link.environment = each;
            QCOMPARE(StatusPresenter::line(state).environment.weight, PlateWeight::Light);
        }
    }

    void refused_eachCause_hasWordsAndANextStep()
    {
        QStringList words;
        for (const LinkCause cause :
             {LinkCause::TokenRefused, LinkCause::OtherProtocol, LinkCause::UnknownAuthority, LinkCause::WrongHost,
              LinkCause::CertificateExpired, LinkCause::CertificateNotYetValid, LinkCause::OldTls, LinkCause::PlainText,
              LinkCause::OtherKey, LinkCause::TlsFailed, LinkCause::WrongEnvironment}) {
            ShellState state = liveState();
            state.link.state = LinkState::Refused;
            state.link.cause = cause;
            const auto banner = StatusPresenter::banner(state);
            QVERIFY(banner && banner->icon == Icon::Lock && !banner->meanwhile.isEmpty());
            QVERIFY2(!words.contains(banner->happened), qPrintable(banner->happened));
            words << banner->happened;
            // A try under way takes nothing of it away.
            state.link.state = LinkState::Connecting;
            QCOMPARE(StatusPresenter::banner(state)->happened, banner->happened);
        }
    }

    void diverged_anyReason_saysThatNothingCanBeDecided()
    {
        for (const Divergence why : {Divergence::BadSignature, Divergence::OtherOrigin, Divergence::OtherRoot,
                                     Divergence::Shrunk, Divergence::NotConsistent}) {
            ShellState state = liveState();
            state.link.state = LinkState::Diverged;
            state.ledger.standing = LedgerStanding::Diverged;
            state.ledger.divergence = why;
            const auto banner = StatusPresenter::banner(state);
            QVERIFY(banner && banner->mood == Mood::Harm);
            QVERIFY(banner->meanwhile.startsWith(QStringLiteral("Nothing can be decided.")));
            QCOMPARE(StatusPresenter::line(state).ledger.mood, Mood::Harm);
        }
    }
};

QTEST_GUILESS_MAIN(ShellStatusTest)
#include "StatusTest.moc"
