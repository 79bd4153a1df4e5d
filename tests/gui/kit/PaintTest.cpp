// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>

#include <QApplication>
#include <QFontInfo>
#include <QPainter>
#include <QTest>

#include "ui/kit/paint/Diff.h"
#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/theme/Appearance.h"

namespace stillgate {

namespace {

constexpr QSize kCanvas{200, 32};

using Paint = std::function<void(QPainter&, const QRect&, const Look&)>;

QImage painted(const Look& look, qreal scale, const Paint& paint)
{
    QImage image(kCanvas * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paint(painter, QRect(QPoint(0, 0), kCanvas), look);
    return image;
}

int inkIn(const QImage& image, const QRect& rect)
{
    int ink = 0;
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        for (int x = rect.left(); x <= rect.right(); ++x) {
            ink += qAlpha(image.pixel(x, y)) > 0 ? 1 : 0;
        }
    }
    return ink;
}

int inkOf(const QImage& image)
{
    return inkIn(image, image.rect());
}

// All the painters of marks, so that each test sees each.
std::vector<std::pair<const char*, Paint>> marks()
{
    const auto of = [](auto mark) {
        return [mark](QPainter& painter, const QRect& rect, const Look& look) { paintMark(painter, rect, mark, look); };
    };
    return {
        {"in time", of(DeadlineMark{DeadlineState::InTime, 0.7, QStringLiteral("02:44")})},
        {"soon", of(DeadlineMark{DeadlineState::Soon, 0.3, QStringLiteral("00:41")})},
        {"breached", of(DeadlineMark{DeadlineState::Breached, 0, QStringLiteral("−00:06")})},
        {"paused", of(DeadlineMark{DeadlineState::Paused, 0.3, QStringLiteral("paused")})},
        {"priority", of(PriorityMark{1})},
        {"confidence", of(ConfidenceMark{.value = 0.7, .number = QStringLiteral("0.70"), .quiet = true})},
        {"risk", of(RiskMark{62, QStringLiteral("62")})},
        {"status", of(StatusMark{Mood::Soon, Icon::Warning, QStringLiteral("stale")})},
        {"fact", of(FactMark{Mood::Verified, Icon::CheckCircle, QStringLiteral("read fresh")})},
        {"token", of(TokenMark{QStringLiteral("stage:"), QStringLiteral("gate")})},
        {"key", of(KeyMark{.text = QStringLiteral("Ctrl K")})},
        {"person", of(PersonMark{.initials = QStringLiteral("MO")})},
        {"count", of(CountMark{Mood::Yours, QStringLiteral("7")})},
        {"plate", of(PlateMark{QStringLiteral("PROD")})},
    };
}

} // namespace

class PaintTest : public QObject {
    Q_OBJECT

private slots:
    void icons_allOfThem_haveInkAtBothScales()
    {
        const Look look = Look::of(m_widget);
        for (std::size_t i = 0; i < kIconCount; ++i) {
            for (const qreal scale : {1.0, 2.0}) {
                const QImage image = painted(look, scale, [i](QPainter& painter, const QRect& rect, const Look& with) {
                    with.paintIcon(painter, rect, static_cast<Icon>(i), 20, Tone::Text1);
                });
                QVERIFY2(inkOf(image) > 8, kIcons[i].file);
            }
        }
    }

    void icons_atScaleTwo_areDrawnFiner_notStretched()
    {
        const Look look = Look::of(m_widget);
        const Paint paint = [](QPainter& painter, const QRect& rect, const Look& with) {
            with.paintIcon(painter, rect, Icon::Inbox, 20, Tone::Text1);
        };
        const QImage fine = painted(look, 2.0, paint);
        const QImage stretched = painted(look, 1.0, paint).scaled(fine.size());
        QVERIFY(fine.copy() != stretched);
        QVERIFY(inkOf(fine) < inkOf(stretched));
    }

    void icons_thatPointTheWay_areMirrored_othersAreNot()
    {
        const Icons icons;
        const auto draw = [&icons](Icon icon, Qt::LayoutDirection direction) {
            return icons.pixmap(icon, 20, Qt::black, 1.0, direction).toImage();
        };
        QCOMPARE(draw(Icon::ChevronRight, Qt::RightToLeft), draw(Icon::ChevronRight, Qt::LeftToRight).mirrored(true, false));
        QVERIFY(draw(Icon::ChevronRight, Qt::RightToLeft) != draw(Icon::ChevronRight, Qt::LeftToRight));
        QCOMPARE(draw(Icon::Sign, Qt::RightToLeft), draw(Icon::Sign, Qt::LeftToRight));
    }

    void icons_inTheColourOfTheTheme_areTinted()
    {
        const Icons icons;
        const QColor wanted(0xFFB92A1F);
        const QColor pixel = icons.pixmap(Icon::Minus, 20, wanted, 1.0, Qt::LeftToRight).toImage().pixelColor(10, 10);
        // Half covered pixels are stored multiplied, which rounds.
        QVERIFY(qAbs(pixel.red() - wanted.red()) <= 2 && qAbs(pixel.green() - wanted.green()) <= 2);
    }

    void marks_standWhereReadingStarts_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(marks().size()); ++i) {
            QTest::newRow(marks()[static_cast<std::size_t>(i)].first) << i;
        }
    }

    void marks_standWhereReadingStarts()
    {
        QFETCH(int, index);
        const Paint paint = marks()[static_cast<std::size_t>(index)].second;
        const Look look = Look::of(m_widget);
        const QRect start(0, 0, 20, kCanvas.height());
        const QRect end(kCanvas.width() - 20, 0, 20, kCanvas.height());
        const QImage ltr = painted(look, 1.0, paint);
        const QImage rtl = painted(look.facing(Qt::RightToLeft), 1.0, paint);
        QVERIFY(inkIn(ltr, start) > 0);
        QCOMPARE(inkIn(ltr, end), 0);
        QVERIFY(inkIn(rtl, end) > 0);
        QCOMPARE(inkIn(rtl, start), 0);
    }

    void bars_fromRightToLeft_areMirroredToThePixel()
    {
        const Look look = Look::of(m_widget);
        const std::vector<Paint> paints{
            [](QPainter& painter, const QRect& rect, const Look& with) {
                paintConfidenceBar(painter, rect, ConfidenceMark{.value = 0.7}, with);
            },
            [](QPainter& painter, const QRect& rect, const Look& with) { paintMark(painter, rect, QuorumMark{1, 2}, with); },
            [](QPainter& painter, const QRect& rect, const Look& with) { paintRow(painter, rect, {.selected = true}, with); },
            [](QPainter& painter, const QRect& rect, const Look& with) { paintRowLine(painter, rect, 40, with); },
        };
        for (const Paint& paint : paints) {
            const QImage ltr = painted(look, 1.0, paint);
            QCOMPARE(painted(look.facing(Qt::RightToLeft), 1.0, paint), ltr.mirrored(true, false));
            QVERIFY(ltr != ltr.mirrored(true, false));
        }
    }

    void states_inTheSameColour_areStillToldApart()
    {
        // Each in one ink: what is left is the shape.
        const Look look = Look::of(m_widget);
        const auto shape = [&look](DeadlineState state) {
            QImage image = painted(look, 1.0, [state](QPainter& painter, const QRect& rect, const Look& with) {
                paintDeadlineRing(painter, rect, DeadlineMark{state, 1.0, {}}, with);
            });
            return image.convertToFormat(QImage::Format_Alpha8);
        };
        const QImage inTime = shape(DeadlineState::InTime);
        const QImage soon = shape(DeadlineState::Soon);
        const QImage breached = shape(DeadlineState::Breached);
        const QImage paused = shape(DeadlineState::Paused);
        QVERIFY(inTime != soon && inTime != breached && inTime != paused);
        QVERIFY(soon != breached && soon != paused && breached != paused);
    }

    void text_tooLong_isCutAndStaysInside()
    {
        const Look look = Look::of(m_widget);
        const QString words = QStringLiteral("a subject that is far too long for a column of this width");
        const QImage image = painted(look, 1.0, [&words](QPainter& painter, const QRect& rect, const Look& with) {
            paintText(painter, rect.adjusted(0, 0, -100, 0), words, {}, with);
        });
        QCOMPARE(inkIn(image, QRect(102, 0, 98, kCanvas.height())), 0);
    }

    void words_inAMirroredWindow_keepTheirFullStopAtTheirEnd()
    {
        QWidget mirrored;
        mirrored.setLayoutDirection(Qt::RightToLeft);
        const Look look = Look::of(mirrored);
        const auto with = [&look](const QString& words, Flow flow) {
            return painted(look, 1.0, [&](QPainter& painter, const QRect& rect, const Look& own) {
                paintText(painter, rect, words, {.flow = flow}, own);
            });
        };
        const QString english = QStringLiteral("Is it late?");
        QCOMPARE(with(english, Flow::Window), with(english, Flow::LeftToRight));
        const QString name = QStringLiteral("\u2068\u0645\u0646\u0649\u2069");
        QCOMPARE(with(name + QStringLiteral(" is late."), Flow::Window),
                 with(name + QStringLiteral(" is late."), Flow::LeftToRight));
        // The control: what has letters of the other direction runs with the window.
        const QString arabic = QStringLiteral("ORD-1 \u0645\u0646\u0649?");
        QVERIFY(with(arabic, Flow::Window) != with(arabic, Flow::LeftToRight));
    }

    void figures_ofEveryStyle_haveOneWidth()
    {
        const Look look = Look::of(m_widget);
        for (std::size_t i = 0; i < kTypeCount; ++i) {
            const QFontMetricsF metrics(look.font(static_cast<Type>(i)));
            const qreal zero = metrics.horizontalAdvance(QLatin1Char('0'));
            for (char digit = '1'; digit <= '9'; ++digit) {
                QCOMPARE(metrics.horizontalAdvance(QLatin1Char(digit)), zero);
            }
        }
    }

    void lane_handsOut_fromBothEnds()
    {
        Lane ltr(QRect(10, 0, 100, 20), Qt::LeftToRight);
        QCOMPARE(ltr.fromStart(20, 5), QRect(10, 0, 20, 20));
        QCOMPARE(ltr.fromEnd(30, 5), QRect(80, 0, 30, 20));
        QCOMPARE(ltr.rest(), QRect(35, 0, 40, 20));
        Lane rtl(QRect(10, 0, 100, 20), Qt::RightToLeft);
        QCOMPARE(rtl.fromStart(20, 5), QRect(90, 0, 20, 20));
        QCOMPARE(rtl.fromEnd(30), QRect(10, 0, 30, 20));
        QCOMPARE(rtl.fromStart(500).width(), 45);
        QVERIFY(rtl.rest().isEmpty());
    }

    void diff_unchangedRow_hasNeitherTintNorArrow()
    {
        const Look look = Look::of(m_widget);
        const QColor tint = look.colour(Tone::Tint);
        const auto row = [&look](Change change) {
            return painted(look, 1.0, [change](QPainter& painter, const QRect& rect, const Look& with) {
                const DiffRow diff{QStringLiteral("Due"), QStringLiteral("5"), QStringLiteral("3"), change};
                paintDiffRow(painter, rect, diff, diffColumns(rect.width()), with);
            });
        };
        const QPoint inside(kCanvas.width() - 6, kCanvas.height() / 2);
        QCOMPARE(row(Change::Changed).pixelColor(inside), tint);
        QVERIFY(row(Change::Unchanged).pixelColor(inside) != tint);
    }

private:
    Appearance m_appearance{*qobject_cast<QApplication*>(QCoreApplication::instance()),
                            std::make_unique<FixedScheme>(Scheme::Light)};
    QWidget m_widget;
};

} // namespace stillgate

QTEST_MAIN(stillgate::PaintTest)
#include "PaintTest.moc"
