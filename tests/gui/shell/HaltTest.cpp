// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QSignalSpy>
#include <QTest>

#include "core/base/Id.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/shell/HaltBar.h"
#include "ui/shell/HaltFlow.h"
#include "ui/shell/MainWindow.h"

using namespace stillgate;

namespace {

constexpr UtcTime kSince{1'772'438'400'000};

PersonId personNamed(std::string_view name)
{
    return {uuidV7(kSince, sha256(name))};
}

/// A desk that does what it is asked, or refuses.
class FakeHaltDesk final : public HaltDesk {
public:
    [[nodiscard]] const HaltPicture& picture() const override { return now; }
    [[nodiscard]] QFuture<Result<void>> halt(const HaltTarget& target, HaltReason reason) override
    {
        if (!isRefusing) {
            now.halts.push_back({target, reason, personNamed("self"), kSince});
            emit pictureChanged();
        }
        return QtFuture::makeReadyFuture(isRefusing ? fail(ErrorCode::Refused, "role_missing", {}) : Result<void>());
    }
    [[nodiscard]] QFuture<Result<void>> lift(const HaltTarget& target) override
    {
        std::erase_if(now.halts, [&](const StandingHalt& halt) { return halt.target == target; });
        emit pictureChanged();
        return QtFuture::makeReadyFuture(Result<void>());
    }

    HaltPicture now{{}, false, {"sandbox"}};
    bool isRefusing = false;
};

class FakeHaltLink final : public Link {
public:
    FakeHaltLink()
    {
        m_status.state = LinkState::Live;
        m_status.origin = "stillgate.local/sample";
        m_status.person = personNamed("self");
        m_status.roles = {Role::Supervisor};
        m_status.may = {Operation::HaltWork, Operation::HaltTicket, Operation::LiftHalt};
    }
    [[nodiscard]] const LinkStatus& status() const override { return m_status; }
    void retryNow() override {}
    void setMay(std::vector<Operation> may)
    {
        m_status.may = std::move(may);
        emit statusChanged(m_status);
    }

private:
    LinkStatus m_status;
};

/// The window with the strip, as the console puts it together.
struct Scene {
    MainWindow window;
    FakeHaltDesk desk;
    FakeHaltLink link;
    QWidget* page = new QWidget;
    HaltFlow flow{desk, link, window.haltBar(),
                  HaltPresenter({[](UtcTime) { return QStringLiteral("14:02"); },
                                 [](const std::string&) { return QStringLiteral("#12"); }}),
                  [] { return std::optional(TicketId{uuidV7(kSince, sha256("ticket"))}); }};

    Scene()
    {
        page->setWindowTitle(QStringLiteral("Queues"));
        page->setFocusPolicy(Qt::StrongFocus);
        window.addPlace({Icon::Inbox, RailButton::Kind::Plain, QStringLiteral("queuesButton"), page});
        flow.setIntents({"charged_twice"});
        window.showState({link.status(), {}, 0, DaemonStart::NotNeeded, {}, kSince, false}, QStringLiteral("14:02"));
        window.resize(1440, 900);
        window.show();
    }
    [[nodiscard]] KitButton& button(const char* name) { return *window.findChild<KitButton*>(QString::fromLatin1(name)); }
    [[nodiscard]] QString said() { return window.haltBar().accessibleName(); }
};

} // namespace

/// The kill switch in the window.
class ShellHaltTest : public QObject {
    Q_OBJECT

private slots:
    void nothingHalted_noStrip()
    {
        Scene scene;
        QVERIFY(!scene.window.haltBar().isVisible());
    }

    void stopEverything_isAskedByItsEffectAndThenDone()
    {
        Scene scene;
        scene.flow.askAll();
        QVERIFY(scene.window.haltBar().isVisible());
        QVERIFY(scene.said().startsWith(QStringLiteral("Stop everything?")));
        QVERIFY(scene.said().contains(QStringLiteral("Nothing more of it is sent until")));
        QVERIFY(scene.desk.now.halts.empty());
        QVERIFY(scene.button("haltDismissal").hasFocus() || !scene.window.isActiveWindow());
        scene.button("haltAction").click();
        QCOMPARE(scene.desk.now.halts.size(), std::size_t{1});
        QVERIFY(scene.said().startsWith(QStringLiteral("Everything stands still. Since 14:02, by you.")));
    }

    void question_dismissed_doesNothing()
    {
        Scene scene;
        scene.flow.askAll();
        scene.button("haltDismissal").click();
        QVERIFY(!scene.window.haltBar().isVisible());
        QVERIFY(scene.desk.now.halts.empty());
        scene.flow.askAll();
        QTest::keyClick(&scene.window.haltBar(), Qt::Key_Escape);
        QVERIFY(!scene.window.haltBar().isVisible());
    }

    void halted_letGoOn_asksFirst()
    {
        Scene scene;
        scene.flow.askAll();
        scene.button("haltAction").click();
        QCOMPARE(scene.button("haltAction").text(), QStringLiteral("Let it go on…"));
        scene.button("haltAction").click();
        QVERIFY(scene.said().startsWith(QStringLiteral("Let everything go on?")));
        QCOMPARE(scene.desk.now.halts.size(), std::size_t{1});
        scene.button("haltAction").click();
        QVERIFY(scene.desk.now.halts.empty());
        QVERIFY(!scene.window.haltBar().isVisible());
    }

    void halted_withoutTheRole_offersNoLift()
    {
        Scene scene;
        scene.flow.askAll();
        scene.button("haltAction").click();
        scene.link.setMay({Operation::HaltTicket});
        QVERIFY(!scene.button("haltAction").isVisible());
    }

    void file_isSaidAndOffersNoLift()
    {
        Scene scene;
        scene.desk.now.halts = {{{HaltScope::All, {}, HaltOrigin::File}, HaltReason::Other, kOrchestrator, kSince}};
        scene.desk.now.hasFile = true;
        emit scene.desk.pictureChanged();
        QVERIFY(scene.said().contains(QStringLiteral("by the file in the data folder")));
        QVERIFY(!scene.button("haltAction").isVisible());
    }

    void refusal_isSaidWithAnotherWay()
    {
        Scene scene;
        scene.desk.isRefusing = true;
        scene.flow.askAll();
        scene.button("haltAction").click();
        QTRY_VERIFY(scene.said().startsWith(QStringLiteral("That could not be done: Role missing.")));
        QVERIFY(scene.said().contains(QStringLiteral("A file named")));
    }

    void palette_typed_offersConnectorIntentAndTicket()
    {
        Scene scene;
        const auto textsFor = [&](const QString& typed) {
            QStringList out;
            for (const PaletteEntry& entry : scene.flow.find(typed)) {
                out << entry.text;
            }
            return out;
        };
        QCOMPARE(textsFor(QStringLiteral("stop")),
                 (QStringList{QStringLiteral("Stop connector Sandbox…"), QStringLiteral("Stop intent “Charged twice”…"),
                              QStringLiteral("Stop ticket #12…")}));
        QVERIFY(textsFor(QStringLiteral("st")).isEmpty());
        scene.link.setMay({Operation::HaltTicket});
        for (const PaletteEntry& entry : scene.flow.find(QStringLiteral("stop"))) {
            QCOMPARE(entry.enabled, entry.text == QStringLiteral("Stop ticket #12…"));
        }
    }

    void pictures()
    {
        Scene scene;
        scene.flow.askAll();
        takePictures(scene.window, QStringLiteral("halt-asked"));
        scene.button("haltAction").click();
        scene.window.showState({scene.link.status(), {}, 0, DaemonStart::NotNeeded, {}, kSince, true}, QStringLiteral("14:02"));
        takePictures(scene.window, QStringLiteral("halt-standing"));
    }
};

STILLGATE_GUI_MAIN(ShellHaltTest)
#include "HaltTest.moc"
