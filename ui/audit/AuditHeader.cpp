// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditHeader.h"

#include <QPainter>

#include "ui/audit/AuditDelegate.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

AuditHeader::AuditHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setObjectName(QStringLiteral("auditHeader"));
    setFixedHeight(kHeaderHeight);
    setMinimumSectionSize(0);
    setSectionsClickable(false);
    setHighlightSections(false);
    setSectionResizeMode(QHeaderView::Fixed);
}

void AuditHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Look look = Look::of(*this);
    painter->fillRect(rect, look.colour(Tone::Surface));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour(Tone::Hairline));
    const auto alignment = Qt::Alignment(model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt());
    const Align align = alignment.testFlag(Qt::AlignTrailing) ? Align::End : Align::Start;
    paintText(*painter, AuditDelegate::cellContent(rect, static_cast<AuditColumn>(section), look),
              model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString(),
              {.type = Type::Meta, .tone = Tone::Text3, .align = align}, look);
}

} // namespace stillgate
