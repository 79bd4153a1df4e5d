// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/gui/console/Desk.h"
#include "tests/support/Readable.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/audit/AuditDetailPane.h"
#include "ui/audit/AuditTable.h"
#include "ui/audit/AuditWorkspace.h"
#include "ui/audit/IntegrityLine.h"

using namespace stillgate;

/// A person at a real window searches the ledger of a real orchestrator: what the window says of it, it found by itself.
class AuditWindowTest : public QObject {
    Q_OBJECT

private slots:
    void decision_searchedForByKeys_isProvenSignedAndShownWithWhatItChanged()
    {
        SampleShop shop;
        const auto order = shop.addDoubleCharge(15'000);
        Stand stand(shop);
        QVERIFY(stand.start());
        Desk desk(stand.daemon(), 1, stand.folder() / "desk-1");
        QVERIFY(desk.open());
        const auto ticket = stand.daemon().takeIn(complaintAbout(order, "audit"));
        QVERIFY(ticket);
        QVERIFY(desk.faces(*ticket));
        desk.hold();
        QVERIFY(Desk::sees([&] { return desk.stageOf(*ticket) == Stage::Closed; }));

        QTest::keyClick(&desk.window(), Qt::Key_3, Qt::ControlModifier);
        auto* audit = desk.window().findChild<AuditWorkspace*>();
        QVERIFY(Desk::sees([&] { return audit->isVisible(); }));
        auto& table = *audit->findChild<AuditTable*>();
        auto& detail = *audit->findChild<AuditDetailPane*>();
        QTest::keyClick(&table, Qt::Key_Slash);
        QTest::keyClicks(desk.window().focusWidget(), QStringLiteral("code:gate.decided "));
        const auto& rows = *qobject_cast<AuditModel*>(table.model());
        QVERIFY(Desk::sees([&] { return rows.rowCount() == 1 && rows.rowAt(0).code == QStringLiteral("gate.decided"); }));
        const auto& shown = detail.shown();
        const Sequence decided = rows.rowAt(0).sequence;
        audit->openEvent(decided);
        QVERIFY(Desk::sees([&] { return shown && shown->sequence == decided && !shown->changes.empty(); }));
        QCOMPARE(shown->facts.at(2).value, QStringLiteral("valid over these bytes"));
        QCOMPARE(shown->changesTitle, QStringLiteral("What was signed"));
        QCOMPARE(shown->proof.at(0).mood, Mood::Verified);
        takePicture(desk.window(), QStringLiteral("console-audit-decision"));

        QTest::keyClick(&table, Qt::Key_V);
        const auto& line = *audit->findChild<IntegrityLine*>();
        QVERIFY(Desk::sees([&] { return line.shown().headline.startsWith(QStringLiteral("Every event verified, to event")); }));
        takePicture(desk.window(), QStringLiteral("console-audit-verified"));
    }
};

STILLGATE_GUI_MAIN(AuditWindowTest)
#include "AuditWindowTest.moc"
