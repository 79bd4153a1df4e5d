// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <QFont>
#include <QStringList>

namespace stillgate {

/// The named styles of text. Sizes in pixels at scale 1.
enum class Type : std::uint8_t {
    Title,         ///< 20/600
    QuestionPane,  ///< the decision question in a pane, 20/600
    Question,      ///< in the packet, 22/600
    QuestionAlone, ///< alone, 24/600
    PaneTitle,     ///< 17/600
    Section,       ///< 15/600
    Reading,       ///< a whole text to be read, 15/400
    Body,          ///< 13/400
    BodyMedium,    ///< names, 13/500
    BodyStrong,    ///< selected, 13/600
    Meta,          ///< 11/400
    MetaMedium,    ///< 11/500
    Label,         ///< 11/600
    Mono,          ///< ids and hashes, 11
    MonoBody,      ///< ids and hashes, 12
    Initials,      ///< in a person's badge, 10/600
};

inline constexpr std::size_t kTypeCount = static_cast<std::size_t>(Type::Initials) + 1;

/// Families in the order in which a glyph is looked for.
struct FontFamilies {
    QStringList text;
    QStringList mono;
};

/// Makes the fonts known that this program carries: Inter with figures of one width, under a name of its own (fonts/
/// tabular_figures.py). Without them Noto Sans comes first, whose figures are of one width anyhow. Call once.
[[nodiscard]] FontFamilies installFonts();

/// A font for each style, without hinting.
class TypeScale {
public:
    explicit TypeScale(const FontFamilies& families);

    [[nodiscard]] const QFont& font(Type type) const { return m_fonts[static_cast<std::size_t>(type)]; }

private:
    std::array<QFont, kTypeCount> m_fonts;
};

} // namespace stillgate
