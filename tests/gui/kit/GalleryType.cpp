// SPDX-License-Identifier: GPL-3.0-or-later
#include <QStyle>
#include <QVBoxLayout>

#include "tests/gui/kit/KitGallery.h"
#include "tests/gui/kit/Painted.h"
#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

constexpr int kSwatchColumns = 4;
constexpr int kIconColumns = 11;

struct Swatch {
    Tone tone;
    const char* name;
};

constexpr Swatch kSwatches[] = {
    {Tone::Canvas, "canvas"}, {Tone::Surface, "surface"}, {Tone::Sunken, "sunken"},  {Tone::Hairline, "hairline"},
    {Tone::Strong, "strong"}, {Tone::Select, "select"},   {Tone::Text1, "text 1"},   {Tone::Text2, "text 2"},
    {Tone::Text3, "text 3"},  {Tone::Data, "data"},       {Tone::Mark, "mark"},      {Tone::Accent, "accent"},
    {Tone::Fill, "fill"},     {Tone::Harm, "harm"},       {Tone::SoonShape, "soon"}, {Tone::Verified, "verified"},
};

void paintSwatches(QPainter& painter, const QRect& rect, const Look& look)
{
    int index = 0;
    for (const Swatch& swatch : kSwatches) {
        const QRect cell(rect.x() + index % kSwatchColumns * 82, rect.y() + index / kSwatchColumns * 58, 74, 54);
        const QRect placed = QStyle::visualRect(look.direction(), rect, cell);
        const QRect colour(placed.x(), placed.y(), placed.width(), 30);
        paintBox(painter, colour, 4, look.colour(swatch.tone), look.colour(Tone::Hairline));
        paintText(painter, QRect(placed.x(), placed.y() + 32, placed.width(), 16), QLatin1String(swatch.name),
                  {.type = Type::Meta, .tone = Tone::Text2}, look);
        ++index;
    }
}

void paintIcons(QPainter& painter, const QRect& rect, const Look& look)
{
    for (int i = 0; i < static_cast<int>(kIconCount); ++i) {
        const QRect cell(rect.x() + i % kIconColumns * 29, rect.y() + i / kIconColumns * 32, 20, 20);
        look.paintIcon(painter, QStyle::visualRect(look.direction(), rect, cell), static_cast<Icon>(i), 20, Tone::Text2);
    }
}

} // namespace

void addTypeColumn(QVBoxLayout& column, const Formatting& formatting)
{
    addSection(column, QStringLiteral("Type"));
    column.addWidget(new KitLabel(QStringLiteral("Title 20 semibold"), {.type = Type::Title}));
    column.addSpacing(4);
    column.addWidget(new KitLabel(QStringLiteral("Section 15 semibold"), {.type = Type::Section}));
    column.addSpacing(6);
    column.addWidget(new KitLabel(QStringLiteral("Body 13 regular, medium for names"), {.type = Type::Body}));
    column.addSpacing(6);
    column.addWidget(
        new KitLabel(QStringLiteral("Meta 11 regular, secondary facts"), {.type = Type::Meta, .tone = Tone::Text3}));
    column.addSpacing(6);
    column.addWidget(new KitLabel(QStringLiteral("Mono 11: f3a9…d810, refund-over-100 v7"),
                                  {.type = Type::Mono, .tone = Tone::Text2, .flow = Flow::LeftToRight}));
    column.addSpacing(8);
    const auto eur = Currency{{'E', 'U', 'R', '\0'}};
    const std::pair<QString, QString> sums[] = {{QStringLiteral("Credit"), formatting.money({194000, eur})},
                                                {QStringLiteral("Refund"), formatting.money({12900, eur})},
                                                {QStringLiteral("Voucher"), formatting.money({1511, eur})}};
    for (const auto& [name, sum] : sums) {
        column.addWidget(
            new Painted({320, 22}, [name = name, sum = sum](QPainter& painter, const QRect& rect, const Look& look) {
                Lane lane(rect, look.direction());
                paintText(painter, lane.fromStart(80), name, {.tone = Tone::Text2}, look);
                paintText(painter, lane.fromStart(120), sum,
                          {.type = Type::BodyMedium, .align = Align::End, .flow = Flow::LeftToRight}, look);
            }));
    }
    addSection(column, QStringLiteral("Colour roles"));
    column.addWidget(new Painted({320, 228}, paintSwatches));
    addSection(column, QStringLiteral("Icons, 1.5 px on a 20 grid"));
    column.addWidget(new Painted({320, 190}, paintIcons));
}

} // namespace stillgate
