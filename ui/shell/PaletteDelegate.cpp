// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/PaletteDelegate.h"

#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/shell/PaletteModel.h"

namespace stillgate {

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const PaletteEntry& entry = static_cast<const PaletteModel*>(index.model())->entry(index.row());
    const Look look = Look::of(*option.widget).facing(option.direction);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRoundRow(*painter, option.rect, {.selected = option.state.testFlag(QStyle::State_Selected)}, look);
    Lane lane(option.rect.adjusted(12, 0, -8, 0), look.direction());
    if (!entry.keys.isEmpty()) {
        const KeyMark keys{keyText(entry.keys), KeyMark::Ground::Plain};
        paintMark(*painter, lane.fromEnd(markSize(keys, look).width(), 12), keys, look);
    }
    const QString aside = entry.why.isEmpty() ? entry.group : entry.why;
    paintText(*painter, lane.fromEnd(qMin(textWidth(aside, Type::Meta, look), lane.width() / 2), 12), aside,
              {.type = Type::Meta, .tone = Tone::Text3, .align = Align::End}, look);
    paintText(*painter, lane.rest(), entry.text, {.type = Type::Body, .tone = entry.enabled ? Tone::Text1 : Tone::Text3}, look);
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), kHeight};
}

} // namespace stillgate
