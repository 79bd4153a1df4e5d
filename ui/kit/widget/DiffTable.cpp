// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/DiffTable.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/kit/text/PlainToolTip.h"

namespace stillgate {

namespace {

constexpr int kDiffWidth = 380;
constexpr int kDiffNarrowest = 260;

} // namespace

DiffTable::DiffTable(DiffRow header, QWidget* parent) : QWidget(parent), m_header(std::move(header))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void DiffTable::setHeader(DiffRow header)
{
    m_header = std::move(header);
    update();
}

void DiffTable::setRows(std::vector<DiffRow> rows)
{
    m_rows = std::move(rows);
    QStringList said;
    for (const DiffRow& row : m_rows) {
        said += row.change == Change::Changed ? tr("%1: %2, then %3").arg(row.field, row.before, row.after)
                                              : tr("%1: %2, %3").arg(row.field, row.before, row.after);
    }
    setAccessibleName(said.join(QStringLiteral(". ")));
    updateGeometry();
    update();
}

QSize DiffTable::sizeHint() const
{
    return {kDiffWidth, kDiffRowHeight * (static_cast<int>(m_rows.size()) + 1)};
}

QSize DiffTable::minimumSizeHint() const
{
    return {kDiffNarrowest, sizeHint().height()};
}

void DiffTable::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    const DiffColumns columns = diffColumns(width());
    QRect row(0, 0, width(), kDiffRowHeight);
    paintDiffHeader(painter, row, m_header, columns, look);
    for (const DiffRow& values : m_rows) {
        row.translate(0, kDiffRowHeight);
        paintDiffRow(painter, row, values, columns, look);
    }
}

bool DiffTable::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int index = help->pos().y() / kDiffRowHeight - 1;
        if (index >= 0 && index < static_cast<int>(m_rows.size())) {
            const DiffRow& row = m_rows[static_cast<std::size_t>(index)];
            const QString whole = tr("%1: %2, then %3").arg(row.field, row.before, row.after);
            QToolTip::showText(help->globalPos(), plainToolTip(whole), this);
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace stillgate
