// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QTest>
#include <QWidget>

#include "ui/kit/theme/Appearance.h"
#include "ui/kit/theme/KitStyle.h"
#include "ui/kit/theme/PortalScheme.h"

namespace stillgate {

namespace {

constexpr double kTextContrast = 4.5;
constexpr double kShapeContrast = 3.0;

struct Pair {
    Tone text;
    Tone ground;
};

// Every text on every ground it stands on.
constexpr Pair kTextPairs[] = {
    {Tone::Text1, Tone::Canvas},
    {Tone::Text1, Tone::Surface},
    {Tone::Text1, Tone::Raised},
    {Tone::Text1, Tone::Sunken},
    {Tone::Text1, Tone::Hover},
    {Tone::Text1, Tone::Select},
    {Tone::Text1, Tone::Tint},
    {Tone::Text1, Tone::Mark},
    {Tone::Text1, Tone::HarmTint},
    {Tone::Text1, Tone::Track},
    {Tone::Text2, Tone::Canvas},
    {Tone::Text2, Tone::Surface},
    {Tone::Text2, Tone::Raised},
    {Tone::Text2, Tone::Sunken},
    {Tone::Text2, Tone::Hover},
    {Tone::Text2, Tone::Select},
    {Tone::Text2, Tone::Tint},
    {Tone::Text3, Tone::Canvas},
    {Tone::Text3, Tone::Surface},
    {Tone::Text3, Tone::Raised},
    {Tone::Text3, Tone::Sunken},
    {Tone::Text3, Tone::Hover},
    {Tone::Accent, Tone::Surface},
    {Tone::Accent, Tone::Raised},
    {Tone::Accent, Tone::Canvas},
    {Tone::Accent, Tone::Tint},
    {Tone::Accent, Tone::Select},
    {Tone::OnFill, Tone::Fill},
    {Tone::OnFill, Tone::HoldTrack},
    {Tone::OnFill, Tone::HoldFill},
    {Tone::Harm, Tone::Surface},
    {Tone::Harm, Tone::Raised},
    {Tone::Harm, Tone::HarmTint},
    {Tone::Harm, Tone::Canvas},
    {Tone::SoonText, Tone::Surface},
    {Tone::SoonText, Tone::SoonTint},
    {Tone::SoonText, Tone::Canvas},
    {Tone::SoonText, Tone::Select},
    {Tone::Harm, Tone::Select},
    {Tone::Verified, Tone::Surface},
    {Tone::Verified, Tone::VerifiedTint},
    {Tone::Verified, Tone::Canvas},
    {Tone::Surface, Tone::Text1},
};

constexpr Tone kShapes[] = {Tone::Accent, Tone::Harm, Tone::SoonShape, Tone::Verified, Tone::Text2, Tone::Text3};

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    void contrast_blackAndWhite_is21()
    {
        QCOMPARE(qRound(contrastRatio(Qt::black, Qt::white)), 21);
        QCOMPARE(qRound(contrastRatio(Qt::white, Qt::white)), 1);
    }

    void everyText_onItsGrounds_canBeRead_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<bool>("dark");
        for (int i = 0; i < static_cast<int>(std::size(kTextPairs)); ++i) {
            for (const bool dark : {false, true}) {
                QTest::addRow("%s %d on %d", dark ? "dark" : "light", static_cast<int>(kTextPairs[i].text),
                              static_cast<int>(kTextPairs[i].ground))
                    << i << dark;
            }
        }
    }

    void everyText_onItsGrounds_canBeRead()
    {
        QFETCH(int, index);
        QFETCH(bool, dark);
        const Theme theme = Theme::of(dark ? Scheme::Dark : Scheme::Light);
        const double contrast = contrastRatio(theme.colour(kTextPairs[index].text), theme.colour(kTextPairs[index].ground));
        QVERIFY2(contrast >= kTextContrast, qPrintable(QString::number(contrast)));
    }

    void everyShape_onSurface_canBeSeen()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const Theme theme = Theme::of(scheme);
            for (const Tone shape : kShapes) {
                QVERIFY(contrastRatio(theme.colour(shape), theme.colour(Tone::Surface)) >= kShapeContrast);
            }
        }
    }

    void everyPerson_onTheirColour_canBeRead()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            for (unsigned i = 0; i < kPersonColourCount; ++i) {
                const PersonColours colours = Theme::of(scheme).person(i);
                QVERIFY(contrastRatio(colours.text, colours.ground) >= kTextContrast);
            }
        }
    }

    void portal_saysDarkLightOrNothing_isUnderstood()
    {
        QCOMPARE(schemeOfPortal(1), std::optional(Scheme::Dark));
        QCOMPARE(schemeOfPortal(2), std::optional(Scheme::Light));
        QCOMPARE(schemeOfPortal(0), std::nullopt);
        QCOMPARE(schemeOfPortal(7), std::nullopt);
        QCOMPARE(schemeOfPalette(Theme::of(Scheme::Dark).palette()), Scheme::Dark);
        QCOMPARE(schemeOfPalette(Theme::of(Scheme::Light).palette()), Scheme::Light);
    }

    void appearance_followsTheDesktop_untilChosenOtherwise()
    {
        auto source = std::make_unique<SwitchedScheme>();
        SwitchedScheme& desktop = *source;
        Appearance appearance(*qobject_cast<QApplication*>(QCoreApplication::instance()), std::move(source));
        const QWidget widget;
        const auto surface = [&widget] { return Look::of(widget).colour(Tone::Surface); };
        QCOMPARE(surface(), Theme::of(Scheme::Light).colour(Tone::Surface));
        QCOMPARE(QApplication::palette().color(QPalette::Window), surface());

        desktop.turn(Scheme::Dark);
        QCOMPARE(surface(), Theme::of(Scheme::Dark).colour(Tone::Surface));
        QCOMPARE(QApplication::palette().color(QPalette::Window), surface());

        appearance.choose(SchemeChoice::Light);
        QCOMPARE(surface(), Theme::of(Scheme::Light).colour(Tone::Surface));
        desktop.turn(Scheme::Light);
        desktop.turn(Scheme::Dark);
        QCOMPARE(surface(), Theme::of(Scheme::Light).colour(Tone::Surface));
    }

    void reducedMotion_takesTheTime_outOfEveryMovement()
    {
        Appearance appearance(*qobject_cast<QApplication*>(QCoreApplication::instance()),
                              std::make_unique<FixedScheme>(Scheme::Light));
        const QWidget widget;
        QCOMPARE(Look::of(widget).duration(120), 120);
        appearance.setMotion(Motion::Reduced);
        QCOMPARE(Look::of(widget).duration(120), 0);
    }

private:
    class SwitchedScheme final : public SchemeSource {
    public:
        [[nodiscard]] Scheme scheme() const override { return m_scheme; }
        void turn(Scheme scheme)
        {
            m_scheme = scheme;
            emit schemeChanged();
        }

    private:
        Scheme m_scheme = Scheme::Light;
    };
};

} // namespace stillgate

QTEST_MAIN(stillgate::ThemeTest)
#include "ThemeTest.moc"
