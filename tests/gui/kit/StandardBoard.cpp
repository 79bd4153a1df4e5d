// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/kit/StandardBoard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTabBar>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/kit/theme/Look.h"
#include "ui/kit/widget/FilterLine.h"

namespace stillgate {

namespace {

constexpr int kRows = 24;

QTableWidget* table()
{
    auto* made = new QTableWidget(kRows, 3);
    made->setHorizontalHeaderLabels({QStringLiteral("Ticket"), QStringLiteral("Intent"), QStringLiteral("Age")});
    for (int row = 0; row < kRows; ++row) {
        made->setItem(row, 0, new QTableWidgetItem(QStringLiteral("Sample ticket %1").arg(row + 1)));
        made->setItem(row, 1, new QTableWidgetItem(QStringLiteral("refund_request")));
        made->setItem(row, 2, new QTableWidgetItem(QStringLiteral("%1m").arg(row * 7)));
    }
    made->verticalHeader()->hide();
    made->setShowGrid(false);
    made->setFrameShape(QFrame::NoFrame);
    made->setSelectionBehavior(QAbstractItemView::SelectRows);
    made->setSortingEnabled(true);
    made->sortByColumn(0, Qt::AscendingOrder);
    made->selectRow(2);
    return made;
}

} // namespace

StandardBoard::StandardBoard(QWidget* parent) : QWidget(parent)
{
    setFixedSize(960, 520);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* split = new QSplitter;
    split->addWidget(fields());
    split->addWidget(choices());
    split->addWidget(lists());
    layout->addWidget(split);
}

QWidget* StandardBoard::fields()
{
    auto* holder = new QWidget;
    auto* layout = new QVBoxLayout(holder);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(10);
    auto* focused = new QLineEdit(QStringLiteral("typed into"));
    focused->setObjectName(QStringLiteral("focused"));
    auto* empty = new QLineEdit;
    empty->setPlaceholderText(QStringLiteral("nothing yet"));
    auto* off = new QLineEdit(QStringLiteral("not yours"));
    off->setEnabled(false);
    auto* combo = new QComboBox;
    combo->addItems({QStringLiteral("refund_request"), QStringLiteral("invoice_copy")});
    auto* spin = new QSpinBox;
    auto* filter = new FilterLine(QStringLiteral("add filter, e.g. risk:>60"));
    filter->setTokens({{QStringLiteral("stage:"), QStringLiteral("gate")}, {QStringLiteral("for:"), QStringLiteral("me")}});
    for (QWidget* widget : std::initializer_list<QWidget*>{focused, empty, off, combo, spin, filter}) {
        layout->addWidget(widget);
    }
    auto* menu = new QMenu(holder);
    const Look look = Look::of(*holder);
    menu->addAction(look.icon(Icon::Copy), QStringLiteral("&Copy"))->setShortcut(QKeySequence::Copy);
    QAction* chosen = menu->addAction(QStringLiteral("Compact rows"));
    chosen->setCheckable(true);
    chosen->setChecked(true);
    menu->addSeparator();
    menu->addAction(QStringLiteral("Not now"))->setEnabled(false);
    menu->addMenu(QStringLiteral("Assign to"));
    menu->setActiveAction(chosen);
    // As a part of the board, not as a window of its own.
    menu->setWindowFlags(Qt::Widget);
    layout->addWidget(menu, 0, Qt::AlignLeading);
    menu->show();
    layout->addStretch(1);
    return holder;
}

QWidget* StandardBoard::choices()
{
    auto* holder = new QWidget;
    auto* layout = new QVBoxLayout(holder);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(10);
    auto* on = new QCheckBox(QStringLiteral("On"));
    on->setChecked(true);
    auto* partly = new QCheckBox(QStringLiteral("Partly"));
    partly->setCheckState(Qt::PartiallyChecked);
    auto* off = new QCheckBox(QStringLiteral("Off"));
    auto* locked = new QCheckBox(QStringLiteral("On, not yours"));
    locked->setChecked(true);
    locked->setEnabled(false);
    auto* one = new QRadioButton(QStringLiteral("One"));
    one->setChecked(true);
    auto* other = new QRadioButton(QStringLiteral("Other"));
    auto* push = new QPushButton(QStringLiteral("Standard button"));
    auto* disabled = new QPushButton(QStringLiteral("Disabled"));
    disabled->setEnabled(false);
    auto* tabs = new QTabBar;
    tabs->addTab(QStringLiteral("Payload"));
    tabs->addTab(QStringLiteral("Proof"));
    auto* progress = new QProgressBar;
    progress->setValue(60);
    auto* tool = new QToolButton;
    tool->setIcon(Look::of(*holder).icon(Icon::Columns));
    tool->setAutoRaise(true);
    tool->setCheckable(true);
    tool->setChecked(true);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{on, partly, off, locked, one, other, push, disabled, tabs, progress, tool}) {
        layout->addWidget(widget);
    }
    layout->addStretch(1);
    return holder;
}

QWidget* StandardBoard::lists()
{
    return table();
}

} // namespace stillgate
