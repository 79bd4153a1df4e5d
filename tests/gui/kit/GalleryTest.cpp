// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QDir>
#include <QTest>
#include <QTimeZone>

#include "tests/gui/kit/KitGallery.h"
#include "tests/gui/kit/StandardBoard.h"
#include "tests/support/ManualClock.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/theme/Appearance.h"
#include "ui/kit/widget/HoldButton.h"
#include "ui/kit/widget/LoadingPanel.h"

namespace stillgate {

namespace {

constexpr int kPatience = 60'000;

struct Picture {
    const char* name;
    SchemeChoice scheme;
    Qt::LayoutDirection direction;
    qreal scale;
};

constexpr Picture kPictures[] = {
    {"kit-light", SchemeChoice::Light, Qt::LeftToRight, 1.0},     {"kit-dark", SchemeChoice::Dark, Qt::LeftToRight, 1.0},
    {"kit-rtl-light", SchemeChoice::Light, Qt::RightToLeft, 1.0}, {"kit-rtl-dark", SchemeChoice::Dark, Qt::RightToLeft, 1.0},
    {"kit-2x-light", SchemeChoice::Light, Qt::LeftToRight, 2.0},  {"kit-2x-dark", SchemeChoice::Dark, Qt::LeftToRight, 2.0},
};

QString pictureFolder()
{
    const QString wanted = qEnvironmentVariable("STILLGATE_PICTURES");
    QDir folder(wanted.isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/../pictures") : wanted);
    folder.mkpath(QStringLiteral("."));
    return folder.absolutePath();
}

QImage grab(QWidget& widget, qreal scale)
{
    QImage image(widget.size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    widget.render(&image);
    return image;
}

// Pressed again when a slow machine let it run through.
bool isHalfHeld(HoldButton& button)
{
    if (!button.isDown()) {
        QTest::mousePress(&button, Qt::LeftButton);
    }
    return button.isDown() && button.progress() > 0.6;
}

} // namespace

/// Takes the pictures of the board, to be opened and looked at.
class GalleryTest : public QObject {
    Q_OBJECT

private slots:
    void board_inEveryTheme_isPaintedAndKept_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(std::size(kPictures)); ++i) {
            QTest::newRow(kPictures[i].name) << i;
        }
    }

    void board_inEveryTheme_isPaintedAndKept()
    {
        QFETCH(int, index);
        const Picture& picture = kPictures[index];
        m_appearance.choose(picture.scheme);
        KitGallery gallery(m_formatting);
        gallery.setLayoutDirection(picture.direction);
        gallery.show();
        gallery.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&gallery));
        gallery.pose();
        auto* holding = gallery.findChild<HoldButton*>(QStringLiteral("holding"));
        QTRY_VERIFY(gallery.findChild<LoadingPanel*>(QStringLiteral("loading"))->isShowing());
        QTRY_VERIFY_WITH_TIMEOUT(isHalfHeld(*holding), kPatience);

        const QImage image = grab(gallery, picture.scale);
        QCOMPARE(image.pixelColor(2, 2), Look::of(gallery).colour(Tone::Surface));
        const QString file = QStringLiteral("%1/%2.png").arg(pictureFolder(), QLatin1String(picture.name));
        QVERIFY(image.save(file));
        QTest::mouseRelease(holding, Qt::LeftButton);
    }

    void standardWidgets_inEveryTheme_arePaintedAndKept_data() { board_inEveryTheme_isPaintedAndKept_data(); }

    void standardWidgets_inEveryTheme_arePaintedAndKept()
    {
        QFETCH(int, index);
        const Picture& picture = kPictures[index];
        m_appearance.choose(picture.scheme);
        StandardBoard board;
        board.setLayoutDirection(picture.direction);
        board.show();
        board.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&board));
        board.findChild<QWidget*>(QStringLiteral("focused"))->setFocus(Qt::TabFocusReason);
        const QImage image = grab(board, picture.scale);
        QCOMPARE(image.pixelColor(2, 2), Look::of(board).colour(Tone::Surface));
        QVERIFY(image.save(QStringLiteral("%1/standard-%2.png").arg(pictureFolder(), QLatin1String(picture.name))));
    }

private:
    ManualClock m_clock{UtcTime{1'790'000'000'000}};
    Formatting m_formatting{QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc(), m_clock};
    Appearance m_appearance{*qobject_cast<QApplication*>(QCoreApplication::instance()),
                            std::make_unique<FixedScheme>(Scheme::Light)};
};

} // namespace stillgate

QTEST_MAIN(stillgate::GalleryTest)
#include "GalleryTest.moc"
