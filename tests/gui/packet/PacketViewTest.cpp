// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBoxLayout>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include "tests/gui/packet/PacketFixture.h"
#include "tests/gui/queue/QueueFixture.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/MarkWidget.h"
#include "ui/kit/widget/OutsideText.h"
#include "ui/kit/widget/StatePanel.h"
#include "ui/packet/PacketLists.h"
#include "ui/packet/PacketPage.h"
#include "ui/packet/PacketPane.h"
#include "ui/packet/PacketSteps.h"

using namespace stillgate;

namespace {

/// Stands in the slot where the decision card will be.
QWidget* sampleDecision(int height)
{
    auto* card = new Card(CardKind::Decision);
    card->setObjectName(QStringLiteral("sampleDecision"));
    card->setFixedHeight(height);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->addWidget(new KitLabel(QStringLiteral("The decision"), {.type = Type::Label, .tone = Tone::Accent}, card));
    layout->addWidget(new KitLabel(QStringLiteral("Refund 129.00 EUR to card ··4242?"), {.type = Type::QuestionPane}, card));
    layout->addStretch(1);
    return card;
}

template <typename W>
W& find(const QWidget& in, const char* name)
{
    return *in.findChild<W*>(QString::fromUtf8(name));
}

bool isShown(const QWidget& in, const char* name)
{
    const auto* widget = in.findChild<QWidget*>(QString::fromUtf8(name));
    return widget != nullptr && widget->isVisibleTo(&in);
}

void makeLong(SampleCase& sample)
{
    sample.gather();
    sample.write("Code entered. This is my third message, when do I get my money? اكتب لي من فضلك");
}

/// The packet as triage leaves it: with a priority, a clock and somebody who has it.
Packet handled(const SampleCase& sample)
{
    Packet packet = sample.packet();
    TicketRow& row = packet.entry.row;
    row.priority = Priority::P2;
    row.score = 64;
    row.deadline = DeadlineRow{SlaMetric::NextResponse, SlaState::AtRisk, {sample.formatting().now().ms + 19 * 60'000}, false};
    row.assignee = sample.agent().id;
    return packet;
}

} // namespace

class PacketViewTest final : public QObject {
    Q_OBJECT

private slots:
    void pane_withoutATicket_saysSo()
    {
        const SampleCase sample;
        const PacketPresenter presenter = sample.presenter();
        PacketPane pane(presenter);
        pane.resize(444, 800);
        pane.show();
        QVERIFY(isShown(pane, "packetState"));
        QVERIFY(!pane.ticket());
    }

    void pane_whileReading_showsTheHeadAndNoOldDetails()
    {
        SampleCase sample;
        const PacketPresenter presenter = sample.presenter();
        const Packet packet = sample.gather().packet();
        PacketPane pane(presenter);
        pane.resize(444, 800);
        pane.setDecision(sampleDecision(300));
        pane.show();
        pane.showLoading(packet.entry);
        QCOMPARE(find<KitLabel>(pane, "packetNumber").text(), QStringLiteral("#%1").arg(packet.entry.row.opened));
        QVERIFY(!isShown(pane, "sampleDecision"));
        QVERIFY(!isShown(pane, "packetStepList"));
        pane.showPacket(packet);
        QVERIFY(isShown(pane, "sampleDecision"));
        QVERIFY(isShown(pane, "packetStepList"));
        // Reading the same ticket again keeps what stands there.
        pane.showLoading(packet.entry);
        QVERIFY(isShown(pane, "packetStepList"));
    }

    void pane_staleMark_offersToReadAgain()
    {
        SampleCase sample;
        const PacketPresenter presenter = sample.presenter();
        const Packet packet = sample.gather().packet();
        PacketPane pane(presenter);
        pane.show();
        QSignalSpy reload(&pane, &PacketPane::reloadAsked);
        pane.markStale();
        QVERIFY(!isShown(pane, "packetStale"));
        pane.showPacket(packet);
        pane.markStale();
        QVERIFY(isShown(pane, "packetStale"));
        QTest::mouseClick(&find<KitButton>(pane, "packetReadAgain"), Qt::LeftButton);
        QCOMPARE(reload.size(), 1);
        QCOMPARE(reload.first().first().value<TicketId>(), packet.entry.row.id);
        pane.showPacket(packet);
        QVERIFY(!isShown(pane, "packetStale"));
    }

    void pane_ticketWithoutAGate_hidesTheDecision()
    {
        SampleCase::Words words = SampleCase::ordinary();
        words.redFlags = {"fraud"};
        const SampleCase sample(words);
        const PacketPresenter presenter = sample.presenter();
        PacketPane pane(presenter);
        pane.setDecision(sampleDecision(300));
        pane.show();
        pane.showPacket(sample.packet());
        QVERIFY(!isShown(pane, "sampleDecision"));
    }

    void pane_button_opensThePage()
    {
        SampleCase sample;
        const PacketPresenter presenter = sample.presenter();
        PacketPane pane(presenter);
        pane.show();
        pane.showPacket(sample.packet());
        QSignalSpy asked(&pane, &PacketPane::pageAsked);
        QTest::mouseClick(&find<KitButton>(pane, "packetOpenPage"), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
    }

    void errors_eachSaysWhatHappenedAndTheNextStep_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("hasStep");
        QTest::newRow("corrupt") << static_cast<int>(ErrorCode::Corrupt) << true;
        QTest::newRow("unavailable") << static_cast<int>(ErrorCode::Unavailable) << true;
        QTest::newRow("not found") << static_cast<int>(ErrorCode::NotFound) << true;
        QTest::newRow("refused") << static_cast<int>(ErrorCode::Refused) << false;
        QTest::newRow("internal") << static_cast<int>(ErrorCode::Internal) << true;
    }
    void errors_eachSaysWhatHappenedAndTheNextStep()
    {
        QFETCH(int, code);
        QFETCH(bool, hasStep);
        SampleCase sample;
        const PacketPresenter presenter = sample.presenter();
        const Packet packet = sample.gather().packet();
        PacketPage page(presenter);
        page.setDecision(sampleDecision(200));
        page.show();
        page.showPacket(packet);
        page.showError(packet.entry.row.id, {static_cast<ErrorCode>(code), "sample", "sample"});
        auto& state = find<StatePanel>(page, "packetState");
        QVERIFY(state.isVisibleTo(&page));
        QVERIFY(!state.words().title.isEmpty() && !state.words().text.isEmpty());
        QCOMPARE(!state.words().step.isEmpty(), hasStep);
        QVERIFY(!isShown(page, "packetSteps"));
        QVERIFY(!isShown(page, "sampleDecision"));
    }

    void page_steps_openByKeysToFactsRecordsAndLeaves()
    {
        SampleCase sample;
        sample.gather();
        const PacketPresenter presenter = sample.presenter();
        PacketPage page(presenter);
        page.resize(1392, 828);
        page.show();
        QApplication::setActiveWindow(&page);
        page.showPacket(sample.packet());
        // The rules that asked for people stand there alone; the rest of their step opens on a further key.
        const QRegularExpression events(QStringLiteral("packetEvent\\d+"));
        QTRY_VERIFY(isShown(page, "packetStepDetail3"));
        QVERIFY(find<PacketStepDetail>(page, "packetStepDetail3").findChildren<KitButton*>(events).isEmpty());
        QVERIFY(!isShown(page, "packetStepDetail2"));
        QTest::keyClick(&find<PacketStepRow>(page, "packetStep3"), Qt::Key_Return);
        QTRY_VERIFY(isShown(page, "packetStepDetail3"));
        QVERIFY(!find<PacketStepDetail>(page, "packetStepDetail3").findChildren<KitButton*>(events).isEmpty());
        QTest::keyClick(&find<PacketStepRow>(page, "packetStep3"), Qt::Key_Return);
        QVERIFY(find<PacketStepDetail>(page, "packetStepDetail3").findChildren<KitButton*>(events).isEmpty());
        auto& policy = find<PacketStepRow>(page, "packetStep3");
        policy.setFocus();
        QTest::keyClick(&policy, Qt::Key_Up);
        auto& identity = find<PacketStepRow>(page, "packetStep2");
        QVERIFY(identity.hasFocus());
        QTest::keyClick(&identity, Qt::Key_Return);
        QTRY_VERIFY(isShown(page, "packetStepDetail2"));
        QSignalSpy opened(&page, &PacketPage::eventOpened);
        auto& detail = find<PacketStepDetail>(page, "packetStepDetail2");
        const auto links = detail.findChildren<KitButton*>(events);
        QVERIFY(!links.isEmpty());
        QTest::mouseClick(links.first(), Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        // What is open stays open when more happens on the ticket.
        sample.decide(sample.agent());
        page.showPacket(sample.packet());
        QTRY_VERIFY(isShown(page, "packetStepDetail2"));
        // Once somebody has decided, the trace asks for nobody any more.
        QVERIFY(!isShown(page, "packetStepDetail3"));
        QTest::keyClick(&find<PacketStepRow>(page, "packetStep2"), Qt::Key_Space);
        QTRY_VERIFY(!isShown(page, "packetStepDetail2"));
    }

    void page_conversation_showsTextAsTextWithTheSameMarks()
    {
        SampleCase sample;
        makeLong(sample);
        const PacketPresenter presenter = sample.presenter();
        PacketPage page(presenter);
        page.resize(1392, 828);
        page.show();
        page.showPacket(sample.packet());
        auto& message = find<OutsideText>(page, "packetMessage0");
        QVERIFY(message.content().shown().contains(QStringLiteral("charged twice")));
        QVERIFY(find<PacketWordList>(page, "packetWords").accessibleName().contains(QStringLiteral("charged twice +2.1")));
        QVERIFY(find<QWidget>(page, "packetMessage1").isVisibleTo(&page));
    }

    void page_proof_saysProvenOrNotYet()
    {
        SampleCase sample;
        const PacketPresenter presenter = sample.presenter();
        PacketPage page(presenter);
        page.show();
        Packet packet = sample.gather().packet();
        page.showPacket(packet);
        QCOMPARE(find<QWidget>(page, "packetProof").accessibleName(), QStringLiteral("Proven to be in the ledger"));
        packet.isProven = false;
        page.showPacket(packet);
        QCOMPARE(find<QWidget>(page, "packetProof").accessibleName(), QStringLiteral("Not yet proven"));
    }

    void page_crumbs_nameTheTicket()
    {
        SampleCase sample;
        const PacketPresenter presenter = sample.presenter();
        PacketPage page(presenter);
        QSignalSpy crumbs(&page, &PacketPage::crumbsChanged);
        page.showPacket(sample.packet());
        QVERIFY(crumbs.last().first().toStringList().last().startsWith(QLatin1Char('#')));
    }

    void pictures_ofThePage()
    {
        SampleCase sample;
        makeLong(sample);
        const PacketPresenter presenter = sample.presenter();
        PacketPage page(presenter);
        page.resize(1392, 828);
        page.setDecision(sampleDecision(234));
        page.show();
        page.showPacket(handled(sample));
        takePictures(page, QStringLiteral("packet"));
        sample.decide(sample.agent()).beginCall().answer().verify().tell();
        page.showPacket(sample.packet());
        page.markStale();
        takePicture(page, QStringLiteral("packet-told-light"));
        QVERIFY(isShown(page, "packetStale"));
    }

    void pictures_besideTheQueue()
    {
        QueueStand stand;
        stand.fill();
        SampleCase sample;
        sample.gather();
        const PacketPresenter presenter = sample.presenter();
        QueueWorkspace queue(stand.parts());
        auto* pane = new PacketPane(presenter);
        pane->setDecision(sampleDecision(336));
        queue.setDetail(pane);
        queue.resize(1392, 828);
        queue.show();
        queue.select(sampleTicketId(148));
        pane->showPacket(handled(sample));
        takePictures(queue, QStringLiteral("queue-packet"));
        QVERIFY(pane->isVisible());
    }
};

STILLGATE_GUI_MAIN(PacketViewTest)
#include "PacketViewTest.moc"
