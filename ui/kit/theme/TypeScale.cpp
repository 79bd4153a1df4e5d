// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme/TypeScale.h"

#include <QDirIterator>
#include <QFontDatabase>

#include "ui/kit/theme/KitResources.h"

namespace stillgate {

namespace {

enum class Family { Text, Mono };

struct TypeRow {
    Type type;
    Family family;
    int pixels;
    QFont::Weight weight;
    double spacing; ///< pixels between letters
};

constexpr double kTitleSpacing = -0.3;
constexpr double kBodySpacing = -0.12;

constexpr std::array<TypeRow, kTypeCount> kTypes{{
    {Type::Title, Family::Text, 20, QFont::DemiBold, kTitleSpacing},
    {Type::QuestionPane, Family::Text, 20, QFont::DemiBold, kTitleSpacing},
    {Type::Question, Family::Text, 22, QFont::DemiBold, kTitleSpacing},
    {Type::QuestionAlone, Family::Text, 24, QFont::DemiBold, kTitleSpacing},
    {Type::PaneTitle, Family::Text, 17, QFont::DemiBold, -0.2},
    {Type::Section, Family::Text, 15, QFont::DemiBold, -0.15},
    {Type::Reading, Family::Text, 15, QFont::Normal, kBodySpacing},
    {Type::Body, Family::Text, 13, QFont::Normal, kBodySpacing},
    {Type::BodyMedium, Family::Text, 13, QFont::Medium, kBodySpacing},
    {Type::BodyStrong, Family::Text, 13, QFont::DemiBold, kBodySpacing},
    {Type::Meta, Family::Text, 11, QFont::Normal, 0.0},
    {Type::MetaMedium, Family::Text, 11, QFont::Medium, 0.0},
    {Type::Label, Family::Text, 11, QFont::DemiBold, 0.0},
    {Type::Mono, Family::Mono, 11, QFont::Normal, 0.0},
    {Type::MonoBody, Family::Mono, 12, QFont::Normal, 0.0},
    {Type::Initials, Family::Text, 10, QFont::DemiBold, 0.0},
}};

QStringList carriedFamilies()
{
    QStringList families;
    QDirIterator files(QStringLiteral(":/stillgate/fonts"));
    while (files.hasNext()) {
        const int id = QFontDatabase::addApplicationFont(files.next());
        if (id >= 0 && families.isEmpty()) {
            families = QStringList{QStringLiteral("Stillgate Text")};
        }
    }
    return families;
}

} // namespace

FontFamilies installFonts()
{
    useKitResources();
    const QStringList others{QStringLiteral("Noto Sans Arabic UI"), QStringLiteral("Noto Sans Arabic"),
                             QStringLiteral("Noto Sans Hebrew"), QStringLiteral("Noto Sans")};
    QStringList text = carriedFamilies();
    if (text.isEmpty()) {
        text.append(QStringLiteral("Noto Sans"));
    }
    return {.text = text + QStringList{QStringLiteral("Inter")} + others,
            .mono =
                QStringList{QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono"), QStringLiteral("monospace")} +
                others};
}

TypeScale::TypeScale(const FontFamilies& families)
{
    for (const TypeRow& row : kTypes) {
        QFont font;
        font.setFamilies(row.family == Family::Mono ? families.mono : families.text);
        font.setStyleHint(row.family == Family::Mono ? QFont::Monospace : QFont::SansSerif);
        font.setPixelSize(row.pixels);
        font.setWeight(row.weight);
        font.setHintingPreference(QFont::PreferNoHinting);
        if (row.spacing != 0.0) {
            font.setLetterSpacing(QFont::AbsoluteSpacing, row.spacing);
        }
        m_fonts[static_cast<std::size_t>(row.type)] = font;
    }
}

} // namespace stillgate
