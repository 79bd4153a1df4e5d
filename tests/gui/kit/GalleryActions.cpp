// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "tests/gui/kit/KitGallery.h"
#include "tests/gui/kit/Painted.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/DiffTable.h"
#include "ui/kit/widget/HoldButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/KitLineEdit.h"
#include "ui/kit/widget/MarkWidget.h"
#include "ui/kit/widget/OutsideText.h"
#include "ui/kit/widget/SegmentedControl.h"

namespace stillgate {

namespace {

constexpr int kSlowHold = 1500;

KitButton* button(ButtonKind kind, Icon icon, const QString& text, const QKeySequence& key = {})
{
    auto* made = new KitButton(kind, icon, text);
    made->setKey(key);
    return made;
}

void addLine(QVBoxLayout& column, QWidget* wide, QWidget* narrow)
{
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    line->addSpacing(-KitButton::kRingRoom);
    if (wide->objectName().startsWith(QLatin1String("hold"))) {
        wide->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    line->addWidget(wide);
    line->addWidget(narrow);
    line->addSpacing(-KitButton::kRingRoom);
    if (wide->sizePolicy().horizontalPolicy() != QSizePolicy::Expanding) {
        line->addStretch();
    }
    column.addLayout(line);
}

void addButtons(QVBoxLayout& column)
{
    addSection(column, QStringLiteral("Buttons"));
    auto* rest = new HoldButton(QStringLiteral("Hold to approve"));
    rest->setObjectName(QStringLiteral("holdRest"));
    addLine(column, rest, button(ButtonKind::Outlined, Icon::Cross, QStringLiteral("Deny"), QKeySequence(Qt::Key_D)));
    auto* holding = new HoldButton(QStringLiteral("Hold to approve"), nullptr, HoldTimes{.hold = kSlowHold});
    // The ring of the board is on Amend, and a press would take it.
    holding->setFocusPolicy(Qt::NoFocus);
    holding->setObjectName(QStringLiteral("holding"));
    addLine(column, holding, button(ButtonKind::Bare, Icon::ArrowUp, QStringLiteral("Escalate"), QKeySequence(Qt::Key_E)));
    auto* amend = button(ButtonKind::Outlined, Icon::Pencil, QStringLiteral("Amend"), QKeySequence(Qt::Key_M));
    amend->setObjectName(QStringLiteral("amend"));
    auto* stale = button(ButtonKind::Primary, Icon::Lock, QStringLiteral("Approve, state is stale"));
    stale->setEnabled(false);
    addLine(column, amend, stale);
    addLine(column, button(ButtonKind::Harm, Icon::Undo, QStringLiteral("Roll back RF-90311")),
            button(ButtonKind::Outlined, Icon::Ask, QStringLiteral("Ask customer")));
    auto* pill = button(ButtonKind::Pill, Icon::ArrowUp, QStringLiteral("12 new"));
    auto* density = new SegmentedControl({QStringLiteral("Comfortable"), QStringLiteral("Compact")});
    addLine(column, density, pill);
}

void addKeys(QVBoxLayout& column)
{
    addSection(column, QStringLiteral("Keys and fields"));
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    for (const char* keys : {"Ctrl+Return", "Ctrl+K", "D", "?"}) {
        auto* key = new MarkWidget<KeyMark>({.text = keyText(QKeySequence(QLatin1String(keys)))});
        key->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        line->addWidget(key);
    }
    auto* search = new KitLineEdit(FieldKind::Search);
    search->setSign(Icon::Search);
    search->setPlaceholderText(QStringLiteral("Search"));
    search->setKey(QKeySequence(Qt::CTRL | Qt::Key_K));
    line->addWidget(search, 1);
    column.addLayout(line);
    column.addSpacing(6);
    auto* amount = new KitLineEdit(FieldKind::Field);
    amount->setUnit(QStringLiteral("EUR"));
    amount->setText(QStringLiteral("1,940.00"));
    amount->setState(FieldState::Right);
    column.addWidget(amount);
}

void addDiff(QVBoxLayout& column)
{
    addSection(column, QStringLiteral("Diff"));
    auto* diff = new DiffTable({QStringLiteral("Field"), QStringLiteral("State now"), QStringLiteral("State after")});
    diff->setRows({{QStringLiteral("Due"), QStringLiteral("5,820.00 EUR"), QStringLiteral("3,880.00 EUR")},
                   {QStringLiteral("Note"), QStringLiteral("none"), QStringLiteral("CN-4410")},
                   {QStringLiteral("Terms"), QStringLiteral("30 days"), QStringLiteral("unchanged"), Change::Unchanged}});
    column.addWidget(diff);
}

void addOutside(QVBoxLayout& column)
{
    addSection(column, QStringLiteral("Outside text, made visible"));
    auto* card = new Card(CardKind::Sunken);
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(12, 10, 12, 10);
    auto* text = new OutsideText;
    text->setContent(OutsideContent::of("Pay to acm\u0435.example\u200B now"));
    inside->addWidget(text);
    inside->addWidget(
        new MarkWidget<FactMark>({Mood::Soon, Icon::Warning, QStringLiteral("1 look-alike letter, 1 hidden character")}));
    column.addWidget(card);
    column.addSpacing(6);
    auto* reasons = new OutsideText;
    reasons->setContent(OutsideContent::of("I was charged twice and may ask my bank to act.",
                                           {{6, 19, HighlightKind::Reason}, {28, 39, HighlightKind::RedFlag}}));
    column.addWidget(reasons);
}

void paintRows(QPainter& painter, const QRect& rect, const Look& look)
{
    struct Row {
        RowState state;
        const char* words;
    };
    constexpr Row kRows[] = {{{}, "rest"},
                             {{.hovered = true}, "hover"},
                             {{.selected = true}, "selected"},
                             {{.glow = 0.7}, "just changed, fades in 900 ms"}};
    QRect row(rect.x(), rect.y(), rect.width(), 24);
    for (const Row& each : kRows) {
        paintRow(painter, row, each.state, look);
        paintRowLine(painter, row, 12, look);
        paintText(painter, row.adjusted(12, 0, -12, 0), QLatin1String(each.words),
                  {.type = each.state.selected ? Type::BodyStrong : Type::Body}, look);
        row.translate(0, row.height());
    }
}

} // namespace

void addActionColumn(QVBoxLayout& column, const Formatting&)
{
    addButtons(column);
    addKeys(column);
    addDiff(column);
    addOutside(column);
    addSection(column, QStringLiteral("Row states"));
    column.addWidget(new Painted({320, 96}, paintRows));
}

} // namespace stillgate
