// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme/Theme.h"

#include <algorithm>
#include <cmath>

namespace stillgate {

namespace {

struct ToneColours {
    Tone tone;
    QRgb light;
    QRgb dark;
};

constexpr std::array<ToneColours, kToneCount> kTones{{
    {Tone::Canvas, 0xFFF5F6F8, 0xFF14161A},     {Tone::Surface, 0xFFFFFFFF, 0xFF1A1D22},
    {Tone::Raised, 0xFFFFFFFF, 0xFF20242A},     {Tone::Sunken, 0xFFF3F5F7, 0xFF14161A},
    {Tone::Hairline, 0xFFE5E8EC, 0xFF292D34},   {Tone::Strong, 0xFFCBD1D9, 0xFF424955},
    {Tone::Track, 0xFFDADEE4, 0xFF424955},      {Tone::Hover, 0xFFF6F8FA, 0xFF20242A},
    {Tone::Select, 0xFFE9F0FD, 0xFF22304D},     {Tone::Tint, 0xFFEDF3FE, 0xFF1E2840},
    {Tone::Text1, 0xFF14181F, 0xFFE7EAEE},      {Tone::Text2, 0xFF464E5B, 0xFFB4BBC7},
    {Tone::Text3, 0xFF667080, 0xFF8D96A5},      {Tone::Accent, 0xFF2357C5, 0xFF8FB0FF},
    {Tone::Fill, 0xFF2357C5, 0xFF3566D6},       {Tone::OnFill, 0xFFFFFFFF, 0xFFFFFFFF},
    {Tone::HoldTrack, 0xFF1B4499, 0xFF27468F},  {Tone::HoldFill, 0xFF3B6FDF, 0xFF3B6FDF},
    {Tone::CardBorder, 0xFFB9C9EA, 0xFF424955}, {Tone::Harm, 0xFFB92A1F, 0xFFFF8F85},
    {Tone::HarmTint, 0xFFFCECEA, 0xFF3A2123},   {Tone::SoonText, 0xFF8F5600, 0xFFEDB95C},
    {Tone::SoonShape, 0xFFCC7A00, 0xFFEDB95C},  {Tone::SoonTint, 0xFFFCF2DD, 0xFF372C18},
    {Tone::Verified, 0xFF17713A, 0xFF70CE91},   {Tone::VerifiedTint, 0xFFE6F4EA, 0xFF18301F},
    {Tone::Data, 0xFF8B97A8, 0xFF76839A},       {Tone::Mark, 0xFFFFE9A8, 0xFF5A4A16},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < kTones.size(); ++i) {
        if (kTones[i].tone != static_cast<Tone>(i)) {
            return false;
        }
    }
    return true;
}
static_assert(isInOrder(), "a tone is found by its number");

struct PersonRow {
    QRgb lightGround;
    QRgb lightText;
    QRgb darkGround;
    QRgb darkText;
};

constexpr std::array<PersonRow, kPersonColourCount> kPeople{{
    {0xFFC9D7E7, 0xFF22435A, 0xFF374759, 0xFFC8D5ED},
    {0xFFCAE8E4, 0xFF1F4F4A, 0xFF375954, 0xFFC4E6E2},
    {0xFFE7D7C9, 0xFF5C3D22, 0xFF594737, 0xFFEDDCC8},
    {0xFFD4C9E7, 0xFF3F2A66, 0xFF433759, 0xFFDCD0F2},
    {0xFFD6E7C9, 0xFF3A5C23, 0xFF455937, 0xFFD5E9C6},
    {0xFFE7C9D8, 0xFF642545, 0xFF593748, 0xFFF0CFDF},
}};

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(static_cast<double>(colour.redF())) + 0.7152 * linear(static_cast<double>(colour.greenF())) +
           0.0722 * linear(static_cast<double>(colour.blueF()));
}

} // namespace

Theme Theme::of(Scheme scheme)
{
    Theme theme;
    theme.m_scheme = scheme;
    const bool dark = scheme == Scheme::Dark;
    for (const ToneColours& row : kTones) {
        theme.m_colours[static_cast<std::size_t>(row.tone)] = QColor(dark ? row.dark : row.light);
    }
    std::transform(kPeople.begin(), kPeople.end(), theme.m_people.begin(), [dark](const PersonRow& row) {
        return dark ? PersonColours{QColor(row.darkGround), QColor(row.darkText)}
                    : PersonColours{QColor(row.lightGround), QColor(row.lightText)};
    });
    return theme;
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [this, &palette](QPalette::ColorRole role, Tone tone) { palette.setColor(role, colour(tone)); };
    set(QPalette::Window, Tone::Surface);
    set(QPalette::WindowText, Tone::Text1);
    set(QPalette::Base, Tone::Surface);
    set(QPalette::AlternateBase, Tone::Sunken);
    set(QPalette::Text, Tone::Text1);
    set(QPalette::PlaceholderText, Tone::Text3);
    set(QPalette::Button, Tone::Raised);
    set(QPalette::ButtonText, Tone::Text1);
    set(QPalette::BrightText, Tone::Harm);
    set(QPalette::ToolTipBase, Tone::Raised);
    set(QPalette::ToolTipText, Tone::Text1);
    set(QPalette::Highlight, Tone::Select);
    set(QPalette::HighlightedText, Tone::Text1);
    set(QPalette::Link, Tone::Accent);
    set(QPalette::LinkVisited, Tone::Accent);
    set(QPalette::Light, Tone::Raised);
    set(QPalette::Midlight, Tone::Hairline);
    set(QPalette::Mid, Tone::Strong);
    set(QPalette::Dark, Tone::Strong);
    set(QPalette::Shadow, Tone::Strong);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, colour(Tone::Text3));
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, colour(Tone::Sunken));
    palette.setColor(QPalette::Disabled, QPalette::Button, colour(Tone::Sunken));
    return palette;
}

double contrastRatio(const QColor& one, const QColor& other)
{
    const double first = luminance(one);
    const double second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace stillgate
