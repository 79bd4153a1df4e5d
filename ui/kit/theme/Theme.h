// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QColor>
#include <QPalette>

#include "ui/kit/theme/Tone.h"

namespace stillgate {

enum class Scheme { Light, Dark };

/// The colours of a person's badge, told apart by a number that stays with the person.
struct PersonColours {
    QColor ground;
    QColor text;

    friend bool operator==(const PersonColours&, const PersonColours&) = default;
};

inline constexpr int kPersonColourCount = 6;

/// A table of colours by role. A plain value.
class Theme {
public:
    [[nodiscard]] static Theme of(Scheme scheme);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] QColor colour(Tone tone) const { return m_colours[static_cast<std::size_t>(tone)]; }
    /// Any number; it is taken modulo kPersonColourCount.
    [[nodiscard]] PersonColours person(unsigned number) const { return m_people[number % kPersonColourCount]; }
    /// The same colours for widgets that know only a palette.
    [[nodiscard]] QPalette palette() const;

    friend bool operator==(const Theme&, const Theme&) = default;

private:
    Theme() = default;

    Scheme m_scheme = Scheme::Light;
    std::array<QColor, kToneCount> m_colours;
    std::array<PersonColours, kPersonColourCount> m_people;
};

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.1, "contrast ratio").
[[nodiscard]] double contrastRatio(const QColor& one, const QColor& other);

} // namespace stillgate
