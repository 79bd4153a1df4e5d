// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "tests/gui/account/FakeReception.h"
#include "tests/support/ManualClock.h"
#include "tests/support/client/ManualTimers.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/account/SignInView.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/KitLineEdit.h"

using namespace stillgate;

namespace {

const QString kPassword = QStringLiteral("canary password of nobody");

/// A screen to sign in at, driven as a person does: by keys, into whatever has the focus.
struct Porch {
    explicit Porch(HouseKind kind)
        : formatting(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc(), clock)
        , presenter(reception, timers, formatting)
        , view(presenter)
    {
        reception.house.kind = kind;
        reception.password = kPassword.toStdString();
        view.resize(1440, 900);
        view.show();
        view.activateWindow();
    }

    void look()
    {
        presenter.look();
        QCoreApplication::processEvents();
    }
    void type(const char* field, const QString& words)
    {
        auto* edit = view.findChild<KitLineEdit*>(QLatin1String(field));
        edit->setFocus();
        edit->clear();
        QTest::keyClicks(edit, words);
    }
    void press() const
    {
        QTest::mouseClick(view.findChild<KitButton*>(QStringLiteral("signInSubmit")), Qt::LeftButton);
        QCoreApplication::processEvents();
    }
    void pass(int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            clock.advance(Duration::seconds(1));
            timers.advance(Duration::seconds(1));
            QCoreApplication::processEvents();
        }
    }
    [[nodiscard]] QString words(const char* name) const { return view.findChild<KitLabel*>(QLatin1String(name))->text(); }
    [[nodiscard]] bool shows(const char* name) const { return view.findChild<QWidget*>(QLatin1String(name))->isVisible(); }
    void tryWith(const QString& password, const QString& code)
    {
        type("loginField", QStringLiteral("agent.one"));
        type("passwordField", password);
        type("codeField", code);
        press();
    }

    ManualClock clock;
    ManualTimers timers;
    FakeReception reception;
    Formatting formatting;
    SignInPresenter presenter;
    SignInView view;
};

} // namespace

/// Every state of the screen where one gets in.
class SignInViewTest : public QObject {
    Q_OBJECT

private slots:
    void firstSetUp_makesAnAdmin_tellsTheSecretOnceAndSignsIn()
    {
        Porch porch(HouseKind::Empty);
        porch.look();
        QCOMPARE(porch.words("signInTitle"), QStringLiteral("Make the first admin"));
        takePictures(porch.view, QStringLiteral("sign-in-first"));
        porch.type("loginField", QStringLiteral("admin"));
        porch.type("passwordField", kPassword);
        porch.type("againField", kPassword);
        porch.press();
        QCOMPARE(porch.presenter.values().step, SignInStep::Codes);
        QCOMPARE(porch.words("totpSecret"), QStringLiteral("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP"));
        takePictures(porch.view, QStringLiteral("sign-in-codes"));
        porch.type("codeField", QStringLiteral("123 456"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(porch.reception.now, SignInStanding::SignedIn);
        QVERIFY(porch.words("totpSecret").isEmpty() && !porch.shows("totpSecret"));
    }

    void newPassword_shortOrDifferent_isNotTaken()
    {
        Porch porch(HouseKind::Empty);
        porch.look();
        porch.type("loginField", QStringLiteral("admin"));
        porch.type("passwordField", QStringLiteral("short"));
        porch.type("againField", QStringLiteral("short"));
        porch.press();
        QVERIFY(porch.words("signInTrouble").contains(QStringLiteral("12")));
        porch.type("passwordField", kPassword);
        porch.type("againField", kPassword + QStringLiteral("!"));
        porch.press();
        QVERIFY(porch.words("signInTrouble").contains(QStringLiteral("differ")));
        QCOMPARE(porch.presenter.values().step, SignInStep::FirstAdmin);
    }

    /// Somebody else was quicker, at another window.
    void firstSetUp_whenThereIsAnAdminByNow_leadsToSigningIn()
    {
        Porch porch(HouseKind::Empty);
        porch.look();
        porch.reception.house.kind = HouseKind::Staffed;
        porch.type("loginField", QStringLiteral("admin"));
        porch.type("passwordField", kPassword);
        porch.type("againField", kPassword);
        porch.press();
        QCOMPARE(porch.presenter.values().step, SignInStep::SignIn);
        QVERIFY(porch.words("signInNotice").contains(QStringLiteral("invitation")));
    }

    void invitation_takenUp_orRefusedInWords()
    {
        Porch porch(HouseKind::Staffed);
        porch.look();
        QTest::mouseClick(porch.view.findChild<KitButton*>(QStringLiteral("signInOther")), Qt::LeftButton);
        takePictures(porch.view, QStringLiteral("sign-in-invitation"));
        const auto takeUp = [&](const QString& code) {
            porch.type("loginField", QStringLiteral("agent.one"));
            porch.type("invitationField", code);
            porch.type("passwordField", kPassword);
            porch.type("againField", kPassword);
            porch.press();
        };
        takeUp(QStringLiteral("another"));
        QVERIFY(porch.words("signInTrouble").contains(QStringLiteral("Ask your admin")));
        takeUp(QStringLiteral("sample-invitation"));
        QCOMPARE(porch.presenter.values().step, SignInStep::Codes);
    }

    /// The words are the same whatever is wrong.
    void wrongPasswordAndWrongCode_areToldAlike()
    {
        Porch porch(HouseKind::Staffed);
        porch.look();
        takePictures(porch.view, QStringLiteral("sign-in"));
        porch.tryWith(QStringLiteral("another password"), QStringLiteral("123456"));
        const QString first = porch.words("signInTrouble");
        QVERIFY(!first.isEmpty());
        takePictures(porch.view, QStringLiteral("sign-in-wrong"));
        porch.tryWith(kPassword, QStringLiteral("000000"));
        QCOMPARE(porch.words("signInTrouble"), first);
        porch.tryWith(kPassword, QStringLiteral("123456"));
        QCOMPARE(porch.reception.now, SignInStanding::SignedIn);
    }

    void fiveWrongTries_waitWithTheTimeLeft_thenTwiceAsLong()
    {
        Porch porch(HouseKind::Staffed);
        porch.look();
        for (int i = 0; i < 5; ++i) {
            porch.tryWith(QStringLiteral("another password"), QStringLiteral("123456"));
        }
        QVERIFY(porch.presenter.values().isWaiting);
        QVERIFY2(porch.words("signInTrouble").contains(QStringLiteral("30 s")), qPrintable(porch.words("signInTrouble")));
        takePictures(porch.view, QStringLiteral("sign-in-locked"));
        const int before = porch.reception.tries;
        porch.tryWith(kPassword, QStringLiteral("123456"));
        QCOMPARE(porch.reception.tries, before); // although it would be right
        porch.pass(31);
        QVERIFY(!porch.presenter.values().isWaiting);
        porch.tryWith(QStringLiteral("another password"), QStringLiteral("123456"));
        QVERIFY2(porch.words("signInTrouble").contains(QStringLiteral("1 min")), qPrintable(porch.words("signInTrouble")));
    }

    void orchestratorAway_saysSoAndFindsItAgain()
    {
        Porch porch(HouseKind::Staffed);
        porch.reception.answers = false;
        porch.look();
        QCOMPARE(porch.presenter.values().step, SignInStep::Offline);
        takePictures(porch.view, QStringLiteral("sign-in-offline"));
        porch.reception.answers = true;
        porch.pass(3);
        QCOMPARE(porch.presenter.values().step, SignInStep::SignIn);
    }

    void sessionEnded_saysThatWorkIsKept()
    {
        Porch porch(HouseKind::Staffed);
        porch.look();
        porch.tryWith(kPassword, QStringLiteral("123456"));
        porch.reception.stand(SignInStanding::Ended);
        QVERIFY(porch.words("signInNotice").contains(QStringLiteral("kept")));
        takePictures(porch.view, QStringLiteral("sign-in-ended"));
    }

    void demonstration_asksNobody()
    {
        Porch porch(HouseKind::Demonstration);
        const QSignalSpy found(&porch.presenter, &SignInPresenter::demonstrationFound);
        porch.look();
        QCOMPARE(found.count(), 1);
    }

    void secrets_areNotEchoed_andGoneFromTheFieldsAfterATry()
    {
        Porch porch(HouseKind::Staffed);
        porch.look();
        QCOMPARE(porch.view.findChild<KitLineEdit*>(QStringLiteral("passwordField"))->echoMode(), QLineEdit::Password);
        porch.tryWith(kPassword, QStringLiteral("000000"));
        for (const auto* field : porch.view.findChildren<KitLineEdit*>()) {
            QVERIFY2(field->objectName() == QStringLiteral("loginField") || field->text().isEmpty(),
                     qPrintable(field->objectName()));
        }
    }

    /// From the first field to the last by Enter alone, and by Tab in the order in which they stand.
    void keysAlone_leadThroughTheFields()
    {
        Porch porch(HouseKind::Staffed);
        porch.look();
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("agent.one"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTest::keyClicks(QApplication::focusWidget(), kPassword);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("123456"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(porch.reception.now, SignInStanding::SignedIn);
    }
};

STILLGATE_GUI_MAIN(SignInViewTest)
#include "SignInViewTest.moc"
