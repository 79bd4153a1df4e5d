// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/TagRow.h"

#include <algorithm>

#include <QPainter>
#include <QStyle>

#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/OwnText.h"

namespace stillgate {

namespace {
constexpr int kChipTall = 28;
constexpr int kChipRing = 3;
constexpr int kChipInset = 11;
constexpr int kChipGap = 2; // besides the room of the rings
} // namespace

TagChip::TagChip(const QString& text, QWidget* parent) : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setAutoExclusive(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
}

QSize TagChip::sizeHint() const
{
    return {textWidth(text(), Type::BodyMedium, Look::of(*this)) + 2 * (kChipInset + kChipRing), kChipTall + 2 * kChipRing};
}

void TagChip::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect face = rect().adjusted(kChipRing, kChipRing, -kChipRing, -kChipRing);
    // While there is nothing to give a reason for, none is shown as chosen.
    const bool chosen = isChecked() && isEnabled();
    const Tone ground = chosen ? Tone::Tint : (underMouse() && isEnabled() ? Tone::Hover : Tone::Surface);
    const Tone edge = isEnabled() ? Tone::Strong : Tone::Hairline;
    const Tone words = isEnabled() ? Tone::Text2 : Tone::Text3;
    paintBox(painter, face, kChipTall / 2.0, look.colour(ground), look.colour(chosen ? Tone::Accent : edge));
    paintText(painter, face, text(),
              {.type = chosen ? Type::BodyMedium : Type::Body, .tone = chosen ? Tone::Accent : words, .align = Align::Middle},
              look);
    if (hasFocus()) {
        paintFocusRing(painter, face, kChipTall / 2.0, look);
    }
}

TagRow::TagRow(std::vector<CorrectionTag> tags, QWidget* parent) : QWidget(parent), m_tags(std::move(tags))
{
    setObjectName(QStringLiteral("tagRow"));
    setAccessibleName(tr("Reason for a correction"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    for (const CorrectionTag& tag : m_tags) {
        auto* chip = new TagChip(tag.words, this);
        chip->setObjectName(QStringLiteral("tag_%1").arg(ownText(tag.code)));
        m_chips.push_back(chip);
    }
    chooseFirst();
}

std::size_t TagRow::chosen() const
{
    const auto found = std::find_if(m_chips.begin(), m_chips.end(), [](const TagChip* chip) { return chip->isChecked(); });
    return found != m_chips.end() ? static_cast<std::size_t>(found - m_chips.begin()) : 0;
}

const std::string& TagRow::current() const
{
    return m_tags[chosen()].code;
}

void TagRow::chooseNext()
{
    m_chips[(chosen() + 1) % m_chips.size()]->setChecked(true);
}

void TagRow::chooseFirst()
{
    m_chips.front()->setChecked(true);
}

int TagRow::heightForWidth(int width) const
{
    return place(width, Placing::Measure);
}

void TagRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place(width(), Placing::Move);
}

int TagRow::place(int width, Placing placing) const
{
    int x = -kChipRing;
    int y = 0;
    for (TagChip* chip : m_chips) {
        const QSize size = chip->sizeHint();
        if (x > 0 && x + size.width() > width + kChipRing) {
            x = -kChipRing;
            y += size.height() + kChipGap;
        }
        if (placing == Placing::Move) {
            chip->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect(QPoint(x, y), size)));
        }
        x += size.width() + kChipGap;
    }
    return y + kChipTall + 2 * kChipRing;
}

} // namespace stillgate
