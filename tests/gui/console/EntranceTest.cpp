// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QTest>

#include "tests/gui/console/Seat.h"
#include "tests/support/Readable.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/kit/widget/KitLabel.h"

using namespace stillgate;

namespace {

constexpr int kHoldAtMost = 10'000; ///< milliseconds; it asks for one second
const Pauses kShort{"2s", "200ms", "30m"};

} // namespace

/// An organisation without a demonstration, from the first admin to a refund that two agents sign with one-time codes: each at a window
/// of their own, over TLS, an orchestrator and a system of record as processes.
class EntranceTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_charge = m_shop.addDoubleCharge(150'000);
        m_stand = std::make_unique<Stand>(m_shop, kShort);
        QStringList arguments = m_stand->daemon().usualArguments();
        QVERIFY(arguments.removeOne(QStringLiteral("--demonstration")));
        arguments += m_stand->daemon().certify();
        QVERIFY(m_stand->sandbox().start() && m_stand->daemon().startWith({arguments, {}, {}}));
        QVERIFY(m_stand->daemon().program().ready().url.starts_with("wss://"));
        m_admin = seat("admin");
    }

    void firstSetUp_makesAnAdmin_whoEnrolsTheFirstKey()
    {
        QVERIFY(m_admin->makeFirstAdmin());
        QVERIFY(m_admin->makeKey());
        QVERIFY(m_admin->press("keyEnrolFirst"));
        QVERIFY(Seat::sees([&] { return m_admin->visible<>("requestField") != nullptr; }));
        takePicture(m_admin->window(), QStringLiteral("entrance-admin"));
    }

    void invitedPeople_enrolAtTheirOwnConsoles()
    {
        m_first = seat("agent.one");
        m_second = seat("agent.two");
        for (const auto& [agent, login] : {std::pair{m_first.get(), "agent.one"}, {m_second.get(), "agent.two"}}) {
            m_admin->type("addLogin", QLatin1String(login));
            m_admin->type("addName", QLatin1String(login));
            QVERIFY(m_admin->press("addPerson"));
            QVERIFY(Seat::sees([&] { return m_admin->visible<>("invitationCode") != nullptr; }));
            QVERIFY(agent->takeUp(m_admin->visible<KitLabel>("invitationCode")->text()));
        }
    }

    void gateWithoutAKey_isViewOnly_andSaysTheNextStep()
    {
        const auto ticket = m_stand->daemon().takeIn(complaintAbout(m_charge, "both"));
        QVERIFY(ticket);
        QTest::keyClick(&m_first->window(), Qt::Key_2, Qt::ControlModifier);
        m_first->run("goTo2");
        QVERIFY(Seat::sees([&] { return m_first->visible<>("hindranceStep") != nullptr; }));
        QVERIFY2(m_first->words("hindranceWords").contains(QStringLiteral("make a key")),
                 qPrintable(m_first->words("hindranceWords")));
        takePicture(m_first->window(), QStringLiteral("entrance-view-only"));
        QVERIFY(m_first->press("hindranceStep"));
        QVERIFY(Seat::sees([&] { return m_first->visible<>("keyInKeyring") != nullptr; }));
    }

    void keys_areCountersignedAfterComparing()
    {
        for (Seat* agent : {m_first.get(), m_second.get()}) {
            QVERIFY(agent->makeKey());
            QVERIFY(Seat::sees([&] { return agent->visible<>("keyRequest") != nullptr; }));
            // Until then it signs nothing that counts, which is said before anybody tries.
            QVERIFY(agent->press("keysBack"));
            agent->run("goTo2");
            QVERIFY(Seat::sees([&] { return agent->words("hindranceWords").contains(QStringLiteral("countersigned")); }));
            QVERIFY(agent->press("hindranceStep"));
            const QString fingerprint = agent->visible<KitLabel>("keyFingerprint")->text();
            m_admin->visible<QLineEdit>("requestField")->setText(agent->visible<KitLabel>("keyRequest")->text());
            QVERIFY(Seat::sees([&] { return m_admin->visible<>("requestFingerprint") != nullptr; }));
            QCOMPARE(m_admin->visible<KitLabel>("requestFingerprint")->text(), fingerprint);
            QVERIFY(m_admin->press("countersign"));
            QVERIFY(Seat::sees([&] { return m_admin->visible<>("keysDone") != nullptr; }));
        }
    }

    void refundOfHighStakes_isSignedByTwoWithCodes_andPaidOnce()
    {
        QVERIFY(approves(*m_first));
        QVERIFY(Seat::sees([&] { return approvalsCounted() == 1; }));
        QVERIFY(m_stand->sandbox().books().refundsOf(m_charge.order).empty());
        QVERIFY(approves(*m_second));
        QVERIFY(Seat::sees([&] { return m_stand->sandbox().books().refundsOf(m_charge.order).size() == 1; }));
        takePicture(m_second->window(), QStringLiteral("entrance-approved"));
    }

    void sessionEndedByTheAdmin_leadsBackToSigningIn_andWorkGoesOn()
    {
        const PersonId who = m_first->reception().person();
        LocalCore* const before = m_first->core();
        QVERIFY(awaited(m_admin->core()->people().endSessions(who)));
        QVERIFY(Seat::sees([&] { return m_first->visible<>("signInNotice") != nullptr; }));
        takePicture(m_first->window(), QStringLiteral("entrance-ended"));
        QVERIFY(m_first->signIn());
        QCOMPARE(m_first->core(), before);
        m_second->run("signOut");
        QVERIFY(Seat::sees([&] { return m_second->visible<>("signInSubmit") != nullptr; }));
        QVERIFY(m_second->core() == nullptr);
    }

    void cleanupTestCase()
    {
        m_admin.reset();
        m_first.reset();
        m_second.reset();
    }

private:
    [[nodiscard]] std::unique_ptr<Seat> seat(const std::string& login)
    {
        auto made = std::make_unique<Seat>(m_stand->daemon(), login, m_stand->folder() / login);
        made->open();
        return made;
    }

    template <typename T>
    static bool awaited(const QFuture<Result<T>>& future)
    {
        return Seat::sees([&] { return future.isFinished(); }) && future.result().has_value();
    }

    /// Goes to the question, types amount and code, and holds.
    static bool approves(Seat& seat)
    {
        if (!seat.press("keysBack")) {
            return false;
        }
        seat.run("goTo2");
        // What was read before the key was enrolled is read again.
        if (!Seat::sees([&] { return seat.visible<>("codeField") != nullptr; })) {
            return false;
        }
        seat.type("amountField", QStringLiteral("1500.00"));
        seat.type("codeField", seat.code());
        QAbstractButton* const approve = seat.visible<QAbstractButton>("approveButton");
        if (approve == nullptr || !approve->isEnabled()) {
            return false;
        }
        takePicture(seat.window(), QStringLiteral("entrance-high-stakes"));
        const Outbox& outbox = seat.core()->outbox();
        // What another person just signed is read while the button is down, which lets it go: then it is held again.
        for (int tries = 0; tries < 3 && outbox.entries().empty(); ++tries) {
            QTest::mousePress(approve, Qt::LeftButton);
            (void)QTest::qWaitFor([&] { return !outbox.entries().empty(); }, kHoldAtMost);
            QTest::mouseRelease(approve, Qt::LeftButton);
        }
        const bool isAnswered =
            QTest::qWaitFor([&] { return outbox.unanswered() == 0 && !outbox.entries().empty(); }, kHoldAtMost);
        const bool counts = isAnswered && outbox.entries().back().state == OutboxState::Confirmed;
        if (!counts) {
            takePicture(seat.window(), QStringLiteral("entrance-not-counted"));
            qWarning("%zu decisions, %zu unanswered, \"%s\"", outbox.entries().size(), outbox.unanswered(),
                     outbox.entries().empty() || !outbox.entries().back().refusal
                         ? qPrintable(seat.words("troubleWords"))
                         : outbox.entries().back().refusal->code.c_str());
        }
        return counts;
    }

    [[nodiscard]] int approvalsCounted() const
    {
        int counted = 0;
        m_second->core()->tickets().forEachGate([&](const GateRow& gate) { counted = gate.approvals; });
        return counted;
    }

    SampleShop m_shop;
    DoubleCharge m_charge;
    std::unique_ptr<Stand> m_stand;
    std::unique_ptr<Seat> m_admin;
    std::unique_ptr<Seat> m_first;
    std::unique_ptr<Seat> m_second;
};

STILLGATE_GUI_MAIN(EntranceTest)
#include "EntranceTest.moc"
