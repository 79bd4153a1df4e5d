// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTest>

#include "tests/gui/packet/PacketFixture.h"

using namespace stillgate;

/// What the head of a packet says of how the ticket is handled.
class PacketHeadTest final : public QObject {
    Q_OBJECT

private slots:
    void nameInDisguise_isToldInTheHeadAndTheConversation()
    {
        SampleCase sample;
        Packet packet = sample.packet();
        const auto told = [&] {
            const PacketValues values = sample.presenter().present(packet);
            return std::ranges::count(values.head.facts, QStringLiteral("name with look-alike letters")) +
                   values.findings.lookAlikes;
        };
        QCOMPARE(told(), 0);
        const UntrustedText name("Sample Custom\u0435r 07");
        packet.entry.customer = name;
        for (ShownEvent& event : packet.events) {
            if (const auto known = event.values.find("name"); known != event.values.end()) {
                known->second = name;
            }
        }
        QCOMPARE(told(), 2);
    }

    void head_handledTicket_saysHowUrgentByWhenAndWho()
    {
        SampleCase sample;
        Packet packet = sample.gather().packet();
        TicketRow& row = packet.entry.row;
        const UtcTime now = sample.formatting().now();
        row.priority = Priority::P2;
        row.score = 64;
        row.deadline = DeadlineRow{SlaMetric::NextResponse, SlaState::AtRisk, {now.ms + Duration::minutes(5).ms}, false};
        row.assignee = row.customer;
        PacketHead head = sample.presenter().present(packet).head;
        QCOMPARE(head.priority->level, 2);
        QCOMPARE(head.priorityTip, QStringLiteral("Priority P2, score 6.4 of 10"));
        QCOMPARE(head.deadlineLabel, QStringLiteral("Next response"));
        QCOMPARE(head.deadlineState, QStringLiteral("at risk"));
        QVERIFY(head.deadlineTip.contains(QStringLiteral("the gate expires")));
        const QString end = QString::fromStdString(row.customer.text()).right(4);
        QVERIFY(std::ranges::find(head.facts, QStringLiteral("assigned to person ") + end) != head.facts.end());
        row.deadline->due = {now.ms + 30LL * 24 * 3'600'000};
        head = sample.presenter().present(packet).head;
        QCOMPARE(head.deadlineLabel, QStringLiteral("Expires"));
    }

    void head_ofTheList_hasNoDeadlineWhileTheGateIsNotRead()
    {
        SampleCase sample;
        TicketEntry entry = sample.gather().packet().entry;
        entry.row.deadline = DeadlineRow{};
        QVERIFY(entry.row.gate.has_value());
        QVERIFY(!sample.presenter().head(entry).deadline);
        entry.row.gate.reset();
        QVERIFY(sample.presenter().head(entry).deadline.has_value());
    }
};

QTEST_GUILESS_MAIN(PacketHeadTest)
#include "PacketHeadTest.moc"
