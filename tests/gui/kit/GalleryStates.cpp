// SPDX-License-Identifier: GPL-3.0-or-later
#include <QVBoxLayout>

#include "tests/gui/kit/KitGallery.h"
#include "ui/kit/widget/HashLabel.h"
#include "ui/kit/widget/LoadingPanel.h"
#include "ui/kit/widget/NoticeCard.h"
#include "ui/kit/widget/StatePanel.h"

namespace stillgate {

void addStateColumn(QVBoxLayout& column)
{
    addSection(column, QStringLiteral("Loading"));
    auto* loading = new LoadingPanel;
    loading->setObjectName(QStringLiteral("loading"));
    loading->start(QStringLiteral("Reading order 7719 fresh, 1.2 s"));
    column.addWidget(loading);
    addSection(column, QStringLiteral("Empty"));
    column.addWidget(new StatePanel({StateKind::Empty, QStringLiteral("Nothing waits for you"),
                                     QStringLiteral("Next deadline in 2 h 10 min. The Low confidence view has 11."),
                                     QStringLiteral("Open Low confidence")}));
    addSection(column, QStringLiteral("Offline"));
    column.addWidget(new StatePanel({StateKind::Offline, QStringLiteral("No connection for 4 min"),
                                     QStringLiteral("You can read and decide. 2 decisions wait on this computer and are "
                                                    "refused where the world moved on."),
                                     QStringLiteral("Show the 2")}));
    addSection(column, QStringLiteral("Error"));
    column.addWidget(new StatePanel({StateKind::Error, QStringLiteral("Payments did not answer"),
                                     QStringLiteral("Tried 5 times in 40 s. Nothing was paid: the account was re-read."),
                                     QStringLiteral("Hand to L3 with the packet")}));
    addSection(column, QStringLiteral("Receipt"));
    column.addWidget(new NoticeCard({.title = QStringLiteral("Signed: lock"),
                                     .text = QStringLiteral("Second of two."),
                                     .facts = {{QStringLiteral("Event"), QStringLiteral("1,204,306")}},
                                     .actionIcon = Icon::Undo,
                                     .action = QStringLiteral("Undo"),
                                     .key = QKeySequence(Qt::Key_Z),
                                     .note = QStringLiteral("22 s to undo")}));
    column.addSpacing(8);
    auto* hash = new HashLabel(QStringLiteral("sha256"));
    hash->setHash(QStringLiteral("8c41f0a97d1be0c35a60f3b2e4d97f108c41f0a97d1be0c35a60f3b2d27e6b13"));
    column.addWidget(hash);
}

} // namespace stillgate
