// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/gui/GuiMain.h"

#include <QLocale>

#include "ui/kit/text/Translations.h"

namespace stillgate {

namespace {
Appearance* theAppearance = nullptr;
}

GuiSurroundings::GuiSurroundings(QApplication& application)
    : m_appearance(application, std::make_unique<FixedScheme>(Scheme::Light), SchemeChoice::Follow, Motion::Reduced)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    installTranslations(application, QLocale());
    theAppearance = &m_appearance;
}

Appearance& testAppearance()
{
    return *theAppearance;
}

} // namespace stillgate
