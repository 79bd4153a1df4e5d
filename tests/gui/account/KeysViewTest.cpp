// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/gui/account/FakePeople.h"
#include "tests/support/ManualClock.h"
#include "tests/support/client/FakeLink.h"
#include "tests/support/client/MemoryKeyring.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/account/KeysView.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/KitLineEdit.h"

using namespace stillgate;

namespace {

const QString kPassphrase = QStringLiteral("canary passphrase of nobody");

/// A page of keys of one person, with a keyring and people of a test.
struct KeyRoom {
    explicit KeyRoom(std::vector<Role> roles, KeptKey kept = {})
        : formatting(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc(), clock)
        , keys(keyring, folder.path().toStdString())
    {
        LinkStatus status;
        status.state = LinkState::Live;
        status.origin = "sample.example/stillgate";
        status.person = FakePeople::personOf(1);
        status.roles = std::move(roles);
        link.set(status);
        people.rows.push_back({status.person, "Sample Person One", status.roles, false, ColleagueAccount::Ready, {}});
        people.rows.push_back({FakePeople::personOf(2),
                               "Sample Person Two",
                               {Role::L2Agent},
                               false,
                               ColleagueAccount::Ready,
                               {{"a1b2c3d4e5f60718", false}}});
        people.rows.push_back(
            {FakePeople::personOf(3), "Sample Person Three", {Role::Supervisor}, false, ColleagueAccount::Invited, {}});
        people.rows.push_back({FakePeople::personOf(4),
                               "Sample Person Four",
                               {Role::L2Agent},
                               true,
                               ColleagueAccount::Ready,
                               {{"0011223344556677", true}}});
        show(std::move(kept));
    }

    void show(KeptKey kept)
    {
        view.reset();
        presenter = std::make_unique<KeysPresenter>(KeysParts{keys, people, link, formatting, std::move(kept)});
        view = std::make_unique<KeysView>(*presenter);
        view->resize(1440, 900);
        view->show();
        settle();
    }
    static void settle() { QTest::qWait(30); }
    void press(const char* name) const
    {
        for (auto* button : view->findChildren<KitButton*>(QLatin1String(name))) {
            if (button->isVisible()) {
                QTest::mouseClick(button, Qt::LeftButton);
                break;
            }
        }
        settle();
    }
    void type(const char* name, const QString& words) const
    {
        auto* field = view->findChild<KitLineEdit*>(QLatin1String(name));
        field->setFocus();
        QTest::keyClicks(field, words);
    }
    [[nodiscard]] QString words(const char* name) const { return view->findChild<KitLabel*>(QLatin1String(name))->text(); }
    [[nodiscard]] bool shows(const char* name) const
    {
        const auto* widget = view->findChild<QWidget*>(QLatin1String(name));
        return widget != nullptr && widget->isVisible();
    }
    /// A key that is there and known to the people's list as enrolled.
    KeptKey enrolledKey()
    {
        KeptKey kept{KeyPlace::Keyring, std::make_shared<KeySigner>(SigningKey::generate())};
        people.rows.front().keys = {{keyIdOf(kept.signer->publicKey()), false}};
        return kept;
    }

    QTemporaryDir folder;
    ManualClock clock{UtcTime{1'767'225'600'000}};
    FakeLink link;
    MemoryKeyring keyring;
    FakePeople people;
    Formatting formatting;
    PersonKeys keys;
    std::unique_ptr<KeysPresenter> presenter;
    std::unique_ptr<KeysView> view;
};

} // namespace

/// The page of keys and people, as an agent and as an admin see it.
class KeysViewTest : public QObject {
    Q_OBJECT

private slots:
    void withoutAKey_oneIsMadeInTheKeyring_andWaitsForAnAdmin()
    {
        KeyRoom room({Role::L2Agent});
        QCOMPARE(room.presenter->values().standing, KeyStanding::None);
        QVERIFY(!room.shows("addPerson") && !room.shows("requestField"));
        takePictures(*room.view, QStringLiteral("keys-none"));
        QSignalSpy came(room.presenter.get(), &KeysPresenter::keyCame);
        room.press("keyInKeyring");
        QCOMPARE(came.count(), 1);
        QCOMPARE(room.keyring.entries.size(), std::size_t{1}); // and nothing is left of the probe
        room.show(came.front().front().value<KeptKey>());
        QCOMPARE(room.presenter->values().standing, KeyStanding::Waiting);
        QVERIFY(room.shows("keyRequest"));
        takePictures(*room.view, QStringLiteral("keys-waiting"));
        room.press("keyCopyRequest");
        QCOMPARE(QApplication::clipboard()->text(), room.presenter->values().request);
    }

    void keyring_absentOrGarbling_isSaidAndAFileIsOffered_data()
    {
        QTest::addColumn<int>("mood");
        QTest::newRow("absent") << static_cast<int>(MemoryKeyring::Mood::Absent);
        QTest::newRow("gives back something else") << static_cast<int>(MemoryKeyring::Mood::Garbles);
    }

    void keyring_absentOrGarbling_isSaidAndAFileIsOffered()
    {
        QFETCH(int, mood);
        KeyRoom room({Role::L2Agent});
        room.keyring.mood = static_cast<MemoryKeyring::Mood>(mood);
        const QSignalSpy came(room.presenter.get(), &KeysPresenter::keyCame);
        room.press("keyInKeyring");
        QCOMPARE(came.count(), 0);
        QVERIFY(room.words("keysTrouble").contains(QStringLiteral("key file")));
        room.press("keyInFile");
        takePictures(*room.view, QStringLiteral("keys-file"));
        room.type("passphraseField", kPassphrase);
        room.type("passphraseAgain", kPassphrase);
        room.press("keyMakeFile");
        QTRY_COMPARE_WITH_TIMEOUT(came.count(), 1, 30'000);
        QVERIFY(std::filesystem::exists(room.keys.fileOf(FakePeople::personOf(1))));
    }

    void keyFile_isOpenedByItsPassphraseAlone()
    {
        KeyRoom room({Role::L2Agent});
        auto made = room.keys.makeInFile(FakePeople::personOf(1), kPassphrase.toStdString());
        QTRY_VERIFY_WITH_TIMEOUT(made.isFinished(), 30'000);
        room.keyring.mood = MemoryKeyring::Mood::Absent;
        const auto found = room.keys.find(FakePeople::personOf(1));
        QVERIFY(found.result() && found.result()->place == KeyPlace::File && !found.result()->signer);
        room.show(*found.result());
        QCOMPARE(room.presenter->values().standing, KeyStanding::Locked);
        takePictures(*room.view, QStringLiteral("keys-locked"));
        const QSignalSpy came(room.presenter.get(), &KeysPresenter::keyCame);
        room.type("passphraseField", QStringLiteral("another passphrase"));
        room.press("keyUnlock");
        QTRY_VERIFY_WITH_TIMEOUT(!room.words("keysTrouble").isEmpty(), 30'000);
        QCOMPARE(came.count(), 0);
        room.type("passphraseField", kPassphrase);
        room.press("keyUnlock");
        QTRY_COMPARE_WITH_TIMEOUT(came.count(), 1, 30'000);
    }

    void firstAdmin_enrolsTheirKeyWithoutASecondPerson()
    {
        KeyRoom room({Role::Admin});
        room.people.rows.resize(1);
        room.show({KeyPlace::Keyring, std::make_shared<KeySigner>(SigningKey::generate())});
        QVERIFY(room.shows("keyEnrolFirst") && !room.shows("keyRequest"));
        room.press("keyEnrolFirst");
        QCOMPARE(room.people.done, QStringList{QStringLiteral("enrolFirst 1")});
    }

    void admin_invites_andTheCodeIsToldOnce()
    {
        KeyRoom room({Role::Admin});
        room.type("addLogin", QStringLiteral("agent.five"));
        room.type("addName", QStringLiteral("Sample Person Five"));
        room.press("addPerson");
        QCOMPARE(room.people.done, QStringList{QStringLiteral("add agent.five l2_agent")});
        QCOMPARE(room.words("invitationCode"), QStringLiteral("sample-invitation"));
        takePictures(*room.view, QStringLiteral("keys-invited"));
        room.type("addLogin", QStringLiteral("taken"));
        room.press("addPerson");
        QVERIFY(!room.shows("invitationCode"));
        QVERIFY(room.words("keysTrouble").contains(QStringLiteral("already")));
    }

    void admin_comparesTheFingerprint_andCountersigns()
    {
        KeyRoom room({Role::Admin});
        room.show(room.enrolledKey());
        QCOMPARE(room.presenter->values().standing, KeyStanding::Enrolled);
        const SigningKey key = SigningKey::generate();
        room.view->findChild<KitLineEdit*>(QStringLiteral("requestField"))->setText(QStringLiteral("no request"));
        QVERIFY(!room.shows("countersign"));
        QVERIFY(!room.words("keysTrouble").isEmpty());
        room.view->findChild<KitLineEdit*>(QStringLiteral("requestField"))->setText(FakePeople::requestOf(2, key));
        QVERIFY(room.shows("countersign"));
        QCOMPARE(room.words("requestFingerprint").toStdString(), fingerprintOf(key.publicKey()));
        takePictures(*room.view, QStringLiteral("keys-countersign"));
        room.press("countersign");
        QCOMPARE(room.people.done, QStringList{QStringLiteral("countersign 2")});
        QVERIFY(room.words("keysDone").contains(QStringLiteral("Sample Person Two")));
    }

    /// Once asks, twice does it.
    void admin_changesAPerson_withTwoPresses()
    {
        KeyRoom room({Role::Admin});
        room.press("personMore"); // of the second, since one does not change oneself
        takePictures(*room.view, QStringLiteral("keys-change"));
        for (const auto& [button, done] : {std::pair{"personEnd", "endSessions 2"},
                                           {"personRevoke", "revoke 2 a1b2c3d4e5f60718"},
                                           {"personDisable", "disable 2"}}) {
            room.people.done.clear();
            room.press(button);
            QVERIFY2(room.people.done.isEmpty(), button);
            room.press(button);
            QCOMPARE(room.people.done, QStringList{QLatin1String(done)});
        }
    }

    void agent_seesPeople_andChangesNobody()
    {
        KeyRoom room({Role::L2Agent});
        QCOMPARE(room.presenter->values().people.size(), std::size_t{4});
        QVERIFY(!room.shows("personMore") && !room.shows("addPerson"));
    }

    void ownKey_isRevokedWithTwoPresses()
    {
        KeyRoom room({Role::L2Agent});
        room.show(room.enrolledKey());
        takePictures(*room.view, QStringLiteral("keys-enrolled"));
        room.press("keyRevoke");
        QVERIFY(room.people.done.isEmpty());
        room.press("keyRevoke");
        QCOMPARE(room.people.done.size(), 1);
        room.people.rows.front().keys.front().isRevoked = true;
        room.presenter->refresh();
        KeyRoom::settle();
        QCOMPARE(room.presenter->values().standing, KeyStanding::Revoked);
        QVERIFY(room.shows("keyInKeyring"));
    }
};

STILLGATE_GUI_MAIN(KeysViewTest)
#include "KeysViewTest.moc"
