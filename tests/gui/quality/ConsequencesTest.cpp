// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/Consequences.h"

#include <QTest>

#include "core/domain/Payload.h"
#include "core/domain/Permissions.h"
#include "tests/gui/quality/QualityFixture.h"

using namespace stillgate;

namespace {

LinkStatus linkOf(std::vector<Role> roles, LinkState state = LinkState::Live)
{
    LinkStatus out;
    out.state = state;
    out.roles = std::move(roles);
    return out;
}

ShownEvent runbookChosen(const std::string& runbook)
{
    ShownEvent event;
    RunbookChosen chosen;
    chosen.runbook = runbook;
    chosen.runbookVersion = 5;
    setPayload(event.header, chosen);
    return event;
}

} // namespace

class ConsequencesTest : public QObject {
    Q_OBJECT

private slots:
    void correction_ofAnOpenTicket_saysWhereItGoesAndWhatIsGivenUp()
    {
        QualityStand stand;
        Packet& packet = stand.packet(50);
        packet.events.push_back(runbookChosen("answer_billing"));
        packet.entry.row.actionStatus = "proposed";
        packet.entry.row.amount = Money{12'900, *Currency::fromText("EUR")};
        const Consequences found = consequences(stand, 50, "chargeback");
        QCOMPARE(found.title, QStringLiteral("If you correct it"));
        QCOMPARE(row(found, "Team"), QStringLiteral("Refunds > Disputes"));
        QCOMPARE(row(found, "Band"), QStringLiteral("assisted > never alone"));
        QCOMPARE(row(found, "Runbook"), QStringLiteral("answer_billing v5 > none, a person decides"));
        QVERIFY(row(found, "Proposed").startsWith(QStringLiteral("129.00")));
        QVERIFY(row(found, "Proposed").endsWith(QStringLiteral("> given up, not done")));
        // The control: without a proposal there is nothing to give up.
        packet.entry.row.actionStatus = "abandoned";
        QCOMPARE(row(consequences(stand, 50, "chargeback"), "Proposed"), QString());
    }

    void correction_toALabelThatRunbooksServe_isAssistedAtBest()
    {
        QualityStand stand;
        const Consequences found = consequences(stand, 60, "delivery_trace");
        QCOMPARE(row(found, "Band"), QStringLiteral("auto > assisted"));
        QCOMPARE(row(found, "Team"), QStringLiteral("Refunds > Logistics"));
        QCOMPARE(row(found, "Runbook"), QStringLiteral("none > chosen anew, if there is one"));
    }

    void runbook_chosenBeforeTheLabelInForce_isNotItsOwn()
    {
        QualityStand stand;
        Packet& packet = stand.packet(50);
        packet.events.insert(packet.events.begin(), runbookChosen("older"));
        QVERIFY(row(consequences(stand, 50, "chargeback"), "Runbook").startsWith(QStringLiteral("none >")));
    }

    void correction_whereSomethingWasDone_movesNothing()
    {
        QualityStand stand;
        stand.packet(40).entry.row.stage = Stage::Closed;
        const Consequences found = consequences(stand, 40, "chargeback");
        QVERIFY(found.rows.empty());
        QVERIFY(found.note.contains(QStringLiteral("stays done")));
        QVERIFY(hindrance(stand, 40, "chargeback", linkOf({Role::Qa})).isEmpty());
    }

    void correction_whileAnActionIsUnderWay_hasToWait()
    {
        QualityStand stand;
        stand.packet(40).entry.row.actionStatus = "intended";
        QVERIFY(consequences(stand, 40, "chargeback").rows.empty());
        QVERIFY(hindrance(stand, 40, "chargeback", linkOf({Role::Qa})).contains(QStringLiteral("being carried out")));
        // The label in force may be accepted all the same: nothing would change under the action.
        QVERIFY(hindrance(stand, 40, "refund_not_received", linkOf({Role::Qa})).isEmpty());
    }

    void acceptance_movesNothing_unlessAPersonHadCorrectedIt()
    {
        QualityStand stand;
        Consequences found = consequences(stand, 50, "billing_question");
        QCOMPARE(found.title, QStringLiteral("If you accept it"));
        QVERIFY(found.rows.empty());
        TicketRow& row = stand.packet(50).entry.row;
        row.intent = "chargeback";
        row.team = "Disputes";
        row.reviewed = ReviewedRow{ReviewVerdict::Correct, "chargeback", 99};
        found = consequences(stand, 50, "billing_question");
        QCOMPARE(this->row(found, "Team"), QStringLiteral("Disputes > Refunds"));
    }

    void hindrance_byRole_followsWhatTheOrchestratorWillSay_data()
    {
        QTest::addColumn<int>("role");
        QTest::addColumn<bool>("may");
        for (const auto& [role, name] : EnumNames<Role>::kNames) {
            QTest::newRow(std::string(name).c_str()) << static_cast<int>(role) << isPermitted(Operation::RecordReview, role);
        }
    }

    void hindrance_byRole_followsWhatTheOrchestratorWillSay()
    {
        QFETCH(const int, role);
        QFETCH(const bool, may);
        QualityStand stand;
        const QString said = hindrance(stand, 40, "chargeback", linkOf({static_cast<Role>(role)}));
        QCOMPARE(said.isEmpty(), may);
        QCOMPARE(said.startsWith(QStringLiteral("View only")), !may);
    }

    void hindrances_eachSayTheirOwn()
    {
        QualityStand stand;
        const LinkStatus link = linkOf({Role::Supervisor});
        QVERIFY(hindrance(stand, 40, "chargeback", linkOf({Role::Qa}, LinkState::Diverged)).contains(QStringLiteral("ledger")));
        QVERIFY(hindrance(stand, 40, "gone", link).contains(QStringLiteral("taxonomy")));
        // Without a connection a review is kept and sent later.
        QVERIFY(hindrance(stand, 40, "chargeback", linkOf({Role::Qa}, LinkState::Offline)).isEmpty());
        stand.packet(40).entry.row.reviewed = ReviewedRow{ReviewVerdict::Accept, "refund_not_received", 99};
        QVERIFY(hindrance(stand, 40, "refund_not_received", link).contains(QStringLiteral("reviewed as")));
        QVERIFY(hindrance(stand, 40, "chargeback", link).isEmpty());
        stand.packet(40).events.back().isKnown = false;
        stand.packet(40).events.push_back(stand.packet(40).events.front());
        QVERIFY(hindrance(stand, 40, "chargeback", link).contains(QStringLiteral("Update the console")));
    }

    void band_ofTheModel_saysItsThreshold()
    {
        QualityStand stand;
        QCOMPARE(band(stand, 40), QStringLiteral("manual, under 0.60"));
        QCOMPARE(band(stand, 50), QStringLiteral("assisted, from 0.60"));
        QCOMPARE(band(stand, 60), QStringLiteral("auto, from 0.85"));
        stand.addTicket(80, {{"chargeback", 9'900}}, Band::Manual);
        QCOMPARE(band(stand, 80), QStringLiteral("manual, as all of Disputes"));
        stand.addTicket(81, {{"refund_not_received", 9'900}}, Band::Manual, BandReason::OutOfScope);
        QVERIFY(band(stand, 81).startsWith(QStringLiteral("manual, out of scope")));
        stand.addTicket(82, {{"refund_not_received", 9'900}}, Band::Auto, BandReason::ThinData);
        QCOMPARE(band(stand, 82), QStringLiteral("auto, from 0.85, few examples"));
    }

private:
    static ReviewTicket shown(QualityStand& stand, int number)
    {
        return reviewTicket(stand.packet(number), stand.formatting).value();
    }
    static Consequences consequences(QualityStand& stand, int number, const std::string& label)
    {
        return consequencesOf(shown(stand, number), stand.taxonomy.taxonomy, label);
    }
    static QString hindrance(QualityStand& stand, int number, const std::string& label, const LinkStatus& link)
    {
        return hindranceOf(shown(stand, number), stand.taxonomy.taxonomy, link, label);
    }
    static QString band(QualityStand& stand, int number)
    {
        return bandReason(shown(stand, number), stand.taxonomy.taxonomy, stand.formatting);
    }
    static QString row(const Consequences& consequences, const char* field)
    {
        for (const DiffRow& row : consequences.rows) {
            if (row.field == QLatin1String(field)) {
                return QStringLiteral("%1 > %2").arg(row.before, row.after);
            }
        }
        return {};
    }
};

QTEST_GUILESS_MAIN(ConsequencesTest)
#include "ConsequencesTest.moc"
