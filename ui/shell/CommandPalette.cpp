// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CommandPalette.h"

#include <algorithm>

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>

#include "ui/shell/PaletteDelegate.h"

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kWidth = 620;
constexpr int kTop = 96;
constexpr int kEdge = 4; // translucent, around the border
constexpr int kInput = 48;
constexpr int kFoot = 34;
constexpr int kMostRows = 10;

} // namespace

CommandPalette::CommandPalette(QWidget* window) : QWidget(window), m_input(new QLineEdit(this)), m_list(new QListView(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    m_input->setObjectName(QStringLiteral("paletteInput"));
    m_input->setPlaceholderText(tr("Search or run a command"));
    m_input->setAccessibleName(m_input->placeholderText());
    m_input->setFrame(false);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_input->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::refresh);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    hide();
}

void CommandPalette::open(std::vector<PaletteEntry> entries, PaletteModel::Finder finder)
{
    m_before = QApplication::focusWidget();
    m_model.offer(std::move(entries), std::move(finder));
    m_input->clear();
    refresh({});
    show();
    raise();
    m_input->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::refresh(const QString& typed)
{
    m_model.type(typed);
    m_list->setCurrentIndex(m_model.rowCount() > 0 && m_model.entry(0).enabled ? m_model.index(0) : QModelIndex());
    place();
    update();
}

void CommandPalette::place()
{
    const int rows = std::clamp(m_model.rowCount(), 1, kMostRows);
    const int list = rows * PaletteDelegate::kHeight + 8;
    const int wide = std::min(kWidth, parentWidget()->width() - 32);
    const int high = kInput + list + kFoot + 2 * kEdge;
    setGeometry((parentWidget()->width() - wide) / 2 - kEdge, kTop - kEdge, wide + 2 * kEdge, high);
    m_input->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect(kEdge + 44, kEdge + 6, wide - 56, kInput - 12)));
    m_list->setGeometry(kEdge + 4, kEdge + kInput + 4, wide - 8, list - 4);
    m_list->setVisible(m_model.rowCount() > 0);
}

void CommandPalette::step(int by)
{
    const int rows = m_model.rowCount();
    for (int row = m_list->currentIndex().row() + by; row >= 0 && row < rows; row += by) {
        if (m_model.entry(row).enabled) {
            m_list->setCurrentIndex(m_model.index(row));
            return;
        }
    }
}

void CommandPalette::run()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() || !m_model.entry(current.row()).enabled) {
        return;
    }
    const auto chosen = m_model.entry(current.row()).run;
    leave();
    chosen();
}

void CommandPalette::leave()
{
    hide();
    if (m_before) {
        m_before->setFocus(Qt::PopupFocusReason);
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parent() && event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    if (watched == m_input && event->type() == QEvent::FocusOut && isVisible()) {
        hide();
    }
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Escape: leave(); return true;
        case Qt::Key_Down: step(1); return true;
        case Qt::Key_Up: step(-1); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: run(); return true;
        default: break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor edge = look.colour(Tone::Text1);
    edge.setAlphaF(0.06F);
    paintBox(painter, rect(), 12, edge);
    const QRect box = rect().adjusted(kEdge, kEdge, -kEdge, -kEdge);
    paintBox(painter, box, 8, look.colour(Tone::Raised), look.colour(Tone::Strong));
    const QRect head(box.left(), box.top(), box.width(), kInput);
    Lane lane(head.adjusted(14, 0, -14, 0), look.direction());
    look.paintIcon(painter, lane.fromStart(20), Icon::Search, 18, Tone::Text3);
    painter.fillRect(QRect(box.left() + 1, head.bottom(), box.width() - 2, 1), look.colour(Tone::Hairline));
    if (m_model.rowCount() == 0) {
        paintText(painter, QRect(box.left() + 16, head.bottom() + 4, box.width() - 32, PaletteDelegate::kHeight),
                  tr("No command has these words. A ticket is found by its number, as in #12."),
                  {.type = Type::Body, .tone = Tone::Text3}, look);
    }
    const QRect foot(box.left() + 1, box.bottom() - kFoot, box.width() - 2, kFoot);
    painter.fillRect(QRect(foot.left(), foot.top(), foot.width(), 1), look.colour(Tone::Hairline));
    paintText(painter, foot.adjusted(16, 1, -16, 0), tr("Up and Down choose, Return runs, Esc closes"),
              {.type = Type::Meta, .tone = Tone::Text3}, look);
}

} // namespace stillgate
