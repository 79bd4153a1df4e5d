// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QClipboard>
#include <QTest>

#include "core/base/SafeText.h"
#include "ui/kit/text/LookAlikes.h"
#include "ui/kit/text/OutsideLayout.h"
#include "ui/kit/theme/Appearance.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/OutsideText.h"

namespace stillgate {

namespace {

using Span = OutsideContent::Span;
using SpanKind = OutsideContent::SpanKind;

QString wordsOf(const OutsideContent& content, SpanKind kind)
{
    QString words;
    for (const Span& span : content.spans()) {
        if (span.kind == kind) {
            words += QLatin1Char('[') + content.shown().mid(span.begin, span.end - span.begin).trimmed() + QLatin1Char(']');
        }
    }
    return words;
}

int countOf(const QImage& image, const QColor& colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += image.pixelColor(x, y) == colour ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class OutsideTextTest : public QObject {
    Q_OBJECT

private slots:
    void hiddenCharacters_ofEveryKind_areNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("bidi override") << QByteArray("a\u202Eb") << QStringLiteral("[U+202E]");
        QTest::newRow("isolate") << QByteArray("a\u2066b") << QStringLiteral("[U+2066]");
        QTest::newRow("zero width") << QByteArray("a\u200Bb") << QStringLiteral("[U+200B]");
        QTest::newRow("control") << QByteArray("a\x1B[31mb") << QStringLiteral("[U+001B]");
        QTest::newRow("null") << QByteArray("a\0b", 3) << QStringLiteral("[U+0000]");
        QTest::newRow("private use") << QByteArray("a\uE000b") << QStringLiteral("[U+E000]");
        QTest::newRow("unassigned") << QByteArray("a\U000EFFFFb") << QStringLiteral("[U+EFFFF]");
        QTest::newRow("tag") << QByteArray("a\U000E0041b") << QStringLiteral("[U+E0041]");
        QTest::newRow("no UTF-8") << QByteArray("a\xFF\xC0z") << QStringLiteral("[xFF][xC0]");
        QTest::newRow("line separator") << QByteArray("a\u2028b") << QStringLiteral("[U+2028]");
    }

    void hiddenCharacters_ofEveryKind_areNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, named);
        const OutsideContent content =
            OutsideContent::of(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        QCOMPARE(wordsOf(content, SpanKind::Escape), named);
        QCOMPARE(content.findings().hidden, static_cast<int>(named.count(QLatin1Char('['))));
        QVERIFY(!content.findings().isClean());
    }

    void hiddenCharacters_copied_travelAsTheirNames()
    {
        const std::string text = "pay\u202Ecod.exe\u200B now";
        const OutsideContent content = OutsideContent::of(text);
        QCOMPARE(content.copied(), QString::fromStdString(displaySafe(text)));
        // A cut through an escape takes the whole.
        const Span escape = content.spans().front();
        QCOMPARE(content.copied(escape.begin + 1, escape.begin + 3), QStringLiteral("<U+202E>"));
        QCOMPARE(content.copied(0, 3), QStringLiteral("pay"));
    }

    void shown_neverHoldsWhatWasHidden()
    {
        const OutsideContent content = OutsideContent::of("a\u202Eb\u2067c\u061Cd\u200Fe\uFEFFf");
        for (const char16_t point : {u'\u202E', u'\u2067', u'\u061C', u'\u200F', u'\uFEFF'}) {
            QVERIFY(!content.shown().contains(QChar(point)));
        }
        QCOMPARE(content.findings().hidden, 5);
    }

    void writtenEscape_isNoChip_andCopiesAsItIs()
    {
        const OutsideContent content = OutsideContent::of("literally <U+202E>");
        QVERIFY(content.spans().empty());
        QVERIFY(content.findings().isClean());
        QCOMPARE(content.copied(), QStringLiteral("literally <U+202E>"));
    }

    void plainText_ofManyScripts_isLeftAlone()
    {
        const std::string text = "Grüße, 注文, שלום עולם, заказ номер 7719\nsecond line";
        const OutsideContent content = OutsideContent::of(text);
        QCOMPARE(content.shown(), QString::fromStdString(text));
        QVERIFY(content.findings().isClean());
    }

    void mailLineEnds_areOneLineEnd()
    {
        QCOMPARE(OutsideContent::of("one\r\ntwo").shown(), QStringLiteral("one\ntwo"));
        QCOMPARE(OutsideContent::of("one\rtwo").findings().hidden, 1);
    }

    void lookAlikes_insideAWord_areFound()
    {
        QCOMPARE(wordsOf(OutsideContent::of("acm\u0435.example"), SpanKind::LookAlike), QStringLiteral("[\u0435]"));
        QCOMPARE(wordsOf(OutsideContent::of("p\u0430yp\u0430l"), SpanKind::LookAlike), QStringLiteral("[\u0430][\u0430]"));
        QCOMPARE(wordsOf(OutsideContent::of("\uFF50ay"), SpanKind::LookAlike), QStringLiteral("[\uFF50]"));
        QVERIFY(findLookAlikes(QStringLiteral("заказ acme")).empty());
    }

    void disguises_inNamesAndAddresses_areFound()
    {
        QVERIFY(findDisguises(QStringLiteral("Sample Customer 07")).empty());
        QVERIFY(findDisguises(QStringLiteral("\u0421\u0430\u0440\u0430")).empty()); // all Cyrillic: a name like any other
        QCOMPARE(findDisguises(QStringLiteral("Sample Custom\u0435r")).size(), std::size_t{1});
        QCOMPARE(findDisguises(QStringLiteral("\u0440\u0430\u0443@shop.example")).size(), std::size_t{1});
        QCOMPARE(findDisguises(QStringLiteral("\u0421\u0430\u0440\u0430 Sample")).size(), std::size_t{1});
        QVERIFY(findDisguises(QStringLiteral("M\u00FCller, \u9648 Chen")).empty());
    }

    void links_areCounted_andStayText()
    {
        const OutsideContent content =
            OutsideContent::of("see https://www.acme.example and http://other.example or www.third.example");
        QCOMPARE(content.findings().links, 3);
        OutsideText widget;
        widget.setContent(content);
        widget.resize(600, 40);
        QCOMPARE(widget.cursor().shape(), Qt::IBeamCursor);
    }

    void highlights_byBytes_findTheirWords()
    {
        const std::string text = "é\u200Bcharged twice, ask my bank";
        const auto at = text.find("charged");
        const auto bank = text.find("ask");
        const OutsideContent content = OutsideContent::of(
            text, {{at, at + 13, HighlightKind::Reason}, {bank, bank + 11, HighlightKind::RedFlag}, {5, 4}, {0, 999}});
        QCOMPARE(wordsOf(content, SpanKind::Reason), QStringLiteral("[charged twice]"));
        QCOMPARE(wordsOf(content, SpanKind::RedFlag), QStringLiteral("[ask my bank]"));
    }

    void oneLine_showsBreaksAndControls()
    {
        QCOMPARE(outsideLine(std::string_view("a\nb\u202E")), QStringLiteral("a<U+000A>b<U+202E>"));
    }

    void widget_withMarkup_showsItsLetters()
    {
        OutsideText widget;
        widget.setContent(OutsideContent::of("<b>bold</b> <img src='file:///etc/passwd'>"));
        QCOMPARE(widget.content().shown(), QStringLiteral("<b>bold</b> <img src='file:///etc/passwd'>"));
        QCOMPARE(widget.accessibleName(), widget.content().copied());
    }

    void widget_selected_copiesTheEscapedForm()
    {
        OutsideText widget;
        widget.setContent(OutsideContent::of("pay\u202Enow"));
        widget.resize(300, 30);
        widget.show();
        widget.setFocus();
        QTest::keyClick(&widget, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(widget.selectedText(), QStringLiteral("pay<U+202E>now"));
        QTest::keyClick(&widget, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("pay<U+202E>now"));
    }

    void widget_dragged_selectsWords()
    {
        OutsideText widget;
        widget.setContent(OutsideContent::of("one two three"));
        widget.resize(300, 24);
        widget.show();
        QTest::mousePress(&widget, Qt::LeftButton, {}, QPoint(0, 10));
        QTest::mouseMove(&widget, QPoint(299, 10));
        QMouseEvent move(QEvent::MouseMove, QPointF(299, 10), QPointF(299, 10), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(&widget, &move);
        QCOMPARE(widget.selectedText(), QStringLiteral("one two three"));
    }

    void chip_isPainted_whereNothingWasToBeSeen()
    {
        const QColor chip = Theme::of(Scheme::Light).colour(Tone::SoonTint);
        OutsideText widget;
        widget.resize(300, 24);
        widget.setContent(OutsideContent::of("pay now"));
        QCOMPARE(countOf(widget.grab().toImage(), chip), 0);
        widget.setContent(OutsideContent::of("pay\u200B now"));
        QVERIFY(countOf(widget.grab().toImage(), chip) > 100);
    }

    void text_fromRightToLeft_startsAtTheRight()
    {
        OutsideText widget;
        widget.resize(400, 24);
        widget.setContent(OutsideContent::of("שלום"));
        const QImage image = widget.grab().toImage();
        const QColor ground = image.pixelColor(0, 0);
        int leftmost = image.width();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) != ground) {
                    leftmost = std::min(leftmost, x);
                }
            }
        }
        QVERIFY(leftmost > image.width() / 2);
    }

    void height_growsWithTheText_andWithNarrowness()
    {
        OutsideText widget;
        widget.setContent(OutsideContent::of("a text of some words that needs more than a single line when it is narrow"));
        QVERIFY(widget.heightForWidth(120) > widget.heightForWidth(900));
    }

    void highlight_inATitle_keepsItsWeight()
    {
        constexpr std::string_view words = "charged twice for the order";
        const QWidget widget;
        const Look look = Look::of(widget);
        const auto at = [&](Type type, const std::vector<Highlight>& highlights) {
            return OutsideLayout(OutsideContent::of(words, highlights), 2'000, type, look).positionAt({150, 8});
        };
        const std::vector<Highlight> all{{0, words.size(), HighlightKind::Reason}};
        QCOMPARE(at(Type::Title, all), at(Type::Title, {}));
        // The control: words of a text become heavier, and so wider.
        const auto width = [&](const std::vector<Highlight>& highlights) {
            const OutsideLayout layout(OutsideContent::of(words, highlights), 2'000, Type::Reading, look);
            int x = 0;
            while (layout.positionAt({static_cast<qreal>(x), 8}) < static_cast<qsizetype>(words.size())) {
                ++x;
            }
            return x;
        };
        QVERIFY(width(all) > width({}));
    }

    void label_withMarkup_isWiderThanWhatMarkupWouldLeave()
    {
        const KitLabel marked(QStringLiteral("<b>x</b>"));
        const KitLabel plain(QStringLiteral("x"));
        QVERIFY(marked.sizeHint().width() > 3 * plain.sizeHint().width());
    }

private:
    Appearance m_appearance{*qobject_cast<QApplication*>(QCoreApplication::instance()),
                            std::make_unique<FixedScheme>(Scheme::Light)};
};

} // namespace stillgate

QTEST_MAIN(stillgate::OutsideTextTest)
#include "OutsideTextTest.moc"
