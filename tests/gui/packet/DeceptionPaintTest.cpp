// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>
#include <QTest>

#include "core/base/SafeText.h"
#include "tests/gui/packet/PacketFixture.h"
#include "tests/support/Deceptions.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/PaintedText.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/packet/PacketPage.h"

using namespace stillgate;

namespace {

/// The same ticket with the words added where the deception has them.
Packet packetWith(SampleCase& sample, const Deception& deception)
{
    Packet packet = sample.gather().packet();
    if (deception.place == Deception::Place::Name) {
        const UntrustedText name("Sample Customer 07 " + deception.words);
        packet.entry.customer = name;
        for (ShownEvent& event : packet.events) {
            if (const auto known = event.values.find("name"); known != event.values.end()) {
                known->second = name;
            }
        }
    }
    return packet;
}

SampleCase::Words wordsWith(const Deception& deception)
{
    SampleCase::Words words = SampleCase::ordinary();
    switch (deception.place) {
    case Deception::Place::BeforeText: words.text = deception.words + "\n" + words.text; break;
    case Deception::Place::AfterText: words.text += "\n" + deception.words; break;
    case Deception::Place::Subject: words.subject += " " + deception.words; break;
    case Deception::Place::Name: break;
    }
    return words;
}

/// What would be painted without being seen. The kit's own marks are taken away first: isolates and spaces around a chip, the isolates
/// and the soft hyphen of its own words.
QString unseenIn(const QString& painted)
{
    static const QString own = QStringLiteral("\u2066\u2067\u2068\u2069\u2009\u200A\u00A0\u202F");
    QString text = painted;
    text.removeIf([](QChar sign) { return own.contains(sign); });
    const std::string utf8 = text.toStdString();
    return displaySafe(utf8) == utf8 ? QString() : QString::fromStdString(displaySafe(utf8));
}

QStringList paintedTexts(const Deception& deception)
{
    SampleCase sample(wordsWith(deception));
    const Packet packet = packetWith(sample, deception);
    const PacketPresenter presenter = sample.presenter();
    PacketPage page(presenter);
    page.resize(1'384, 2'400);
    page.showPacket(packet);
    page.show();
    QCoreApplication::processEvents();
    return paintedRuns(page);
}

} // namespace

/// The second half of promise 10: nothing that a customer hides in a text reaches a glyph.
class DeceptionPaintTest final : public QObject {
    Q_OBJECT

private slots:
    void everyDeception_inAPacket_paintsNothingUnseen();
    void everyDeception_betweenTheChips_hidesNothing();
    void recorder_ofALabelWithAControl_seesIt();
};

void DeceptionPaintTest::everyDeception_inAPacket_paintsNothingUnseen()
{
    const auto all = deceptions();
    QCOMPARE(all.size(), std::size_t{200});
    for (const Deception& deception : all) {
        const QStringList painted = paintedTexts(deception);
        QVERIFY(painted.join(QString()).contains(QStringLiteral("ORD-7719")));
        for (const QString& text : painted) {
            const QString unseen = unseenIn(text);
            QVERIFY2(unseen.isEmpty(), qPrintable(QString::fromStdString(deception.name) + QStringLiteral(": ") + unseen));
        }
    }
}

/// Without an exception for any sign: chips with their marks are cut out whole.
void DeceptionPaintTest::everyDeception_betweenTheChips_hidesNothing()
{
    const QRegularExpression chip(QStringLiteral("\u2009\u2066\u00A0(?:U\\+[0-9A-F]{4,6}|x[0-9A-F]{2})\u00A0\u2069\u2009"));
    int chips = 0;
    for (const Deception& deception : deceptions()) {
        const OutsideContent content = OutsideContent::of(UntrustedText(deception.words));
        QString rest = content.shown();
        rest.remove(chip);
        chips += content.findings().hidden;
        QVERIFY2(displaySafe(rest.toStdString()) == rest.toStdString(), deception.name.c_str());
        const QString line = outsideLine(UntrustedText(deception.words));
        QVERIFY2(displaySafe(line.toStdString(), LineBreaks::Show) == line.toStdString(), deception.name.c_str());
    }
    QVERIFY(chips > 100);
}

/// The control: a text that went past the escaping would have been seen by the recorder.
void DeceptionPaintTest::recorder_ofALabelWithAControl_seesIt()
{
    KitLabel label(QStringLiteral("pay\u202Enow"));
    label.resize(200, 30);
    QVERIFY(!unseenIn(paintedRuns(label).join(QString())).isEmpty());
}

STILLGATE_GUI_MAIN(DeceptionPaintTest)
#include "DeceptionPaintTest.moc"
