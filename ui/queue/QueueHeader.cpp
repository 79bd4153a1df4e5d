// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueueHeader.h"

#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Text.h"
#include "ui/queue/QueueMeasures.h"

namespace stillgate {

namespace {

constexpr int kHeaderArrow = 12;
constexpr int kHeaderArrowGap = 4;

} // namespace

QueueHeader::QueueHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setObjectName(QStringLiteral("queueHeader"));
    setSectionsClickable(true);
    setHighlightSections(false);
    setSortIndicatorShown(true);
    setFixedHeight(kQueueHeaderHeight);
    setMinimumSectionSize(kNarrowestColumn);
    setSectionResizeMode(QHeaderView::Fixed);
}

QSize QueueHeader::sectionSizeFromContents(int) const
{
    return {kNarrowestColumn, kQueueHeaderHeight};
}

void QueueHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Look look = Look::of(*this);
    painter->fillRect(rect, look.colour(Tone::Surface));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour(Tone::Hairline));
    Lane lane(cellContent(rect, section, look), look.direction());
    const bool hasName = section != static_cast<int>(QueueColumn::Team) || lane.width() >= kNarrowestTeam;
    const QString name = hasName ? model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString() : QString();
    const bool sorted = sortIndicatorSection() == section;
    const Type type = sorted ? Type::Label : Type::Meta;
    const int words = qMin(textWidth(name, type, look), lane.width() - (sorted ? kHeaderArrow + kHeaderArrowGap : 0));
    if (section == kAgeSection) {
        lane.skip(lane.width() - words - (sorted ? kHeaderArrow + kHeaderArrowGap : 0));
    }
    if (section == static_cast<int>(QueueColumn::Priority) && !sorted) {
        lane.skip((lane.width() - words) / 2);
    }
    paintText(*painter, lane.fromStart(words, kHeaderArrowGap), name,
              {.type = type, .tone = sorted ? Tone::Text1 : Tone::Text3}, look);
    if (sorted) {
        const bool up = sortIndicatorOrder() == Qt::AscendingOrder;
        look.paintIcon(*painter, lane.fromStart(kHeaderArrow), up ? Icon::ChevronUp : Icon::ChevronDown, kHeaderArrow,
                       Tone::Text1);
    }
}

} // namespace stillgate
