// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme/Appearance.h"

#include <QApplication>

#include "ui/kit/theme/KitStyle.h"

namespace stillgate {

Appearance::Appearance(QApplication& application, std::unique_ptr<SchemeSource> desktop, SchemeChoice choice, Motion motion)
    : m_application(application)
    , m_desktop(std::move(desktop))
    , m_choice(choice)
    , m_motion(motion)
    , m_type(installFonts())
    , m_style(new KitStyle(std::make_shared<const LookParts>(
          LookParts{.theme = Theme::of(scheme()), .type = m_type, .motion = m_motion, .icons = {}})))
{
    m_application.setStyle(m_style);
    m_application.setFont(m_type.font(Type::Body));
    apply();
    connect(m_desktop.get(), &SchemeSource::schemeChanged, this, [this] {
        if (m_choice == SchemeChoice::Follow) {
            apply();
        }
    });
}

Appearance::~Appearance() = default;

Scheme Appearance::scheme() const
{
    switch (m_choice) {
    case SchemeChoice::Light: return Scheme::Light;
    case SchemeChoice::Dark: return Scheme::Dark;
    case SchemeChoice::Follow: return m_desktop->scheme();
    }
    return m_desktop->scheme();
}

void Appearance::choose(SchemeChoice choice)
{
    m_choice = choice;
    apply();
}

void Appearance::setMotion(Motion motion)
{
    m_motion = motion;
    apply();
}

void Appearance::apply()
{
    m_style->setParts(std::make_shared<const LookParts>(
        LookParts{.theme = Theme::of(scheme()), .type = m_type, .motion = m_motion, .icons = {}}));
    // Every widget hears of the new palette and paints itself anew.
    m_application.setPalette(m_style->standardPalette());
    if (scheme() != m_shown) {
        m_shown = scheme();
        emit schemeChanged(m_shown);
    }
}

} // namespace stillgate
