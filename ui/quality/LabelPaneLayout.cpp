// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHBoxLayout>
#include <QListView>

#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/KitLineEdit.h"
#include "ui/kit/widget/SectionHeader.h"
#include "ui/quality/BandFact.h"
#include "ui/quality/KeyHints.h"
#include "ui/quality/LabelPane.h"
#include "ui/quality/TagRow.h"

namespace stillgate {

namespace {
constexpr int kPaneInset = 24;
} // namespace

void LabelPane::layOut()
{
    m_question->setObjectName(QStringLiteral("question"));
    m_search->setObjectName(QStringLiteral("labelSearch"));
    m_search->setPlaceholderText(tr("Search all labels"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setSign(Icon::Search);
    m_search->setKey(Qt::Key_Slash);
    m_list->setObjectName(QStringLiteral("labelList"));
    m_list->setAccessibleName(tr("Labels"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new LabelDelegate(m_model, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_problem->setObjectName(QStringLiteral("reviewProblem"));
    m_hindrance->setObjectName(QStringLiteral("reviewHindrance"));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(kPaneInset, 24, kPaneInset, 0);
    head->setSpacing(6);
    head->addWidget(new KitLabel(tr("The label"), {.type = Type::Label, .tone = Tone::Accent}, this));
    head->addWidget(m_question);
    auto* facts = new QHBoxLayout;
    facts->setSpacing(12);
    facts->addWidget(m_modelName);
    facts->addWidget(m_band);
    facts->addStretch(1);
    head->addLayout(facts);
    head->addSpacing(6);
    head->addWidget(m_search);
    layout->addLayout(head);
    layout->addSpacing(8);
    auto* listLine = new QHBoxLayout;
    listLine->setContentsMargins(kPaneInset - 8, 0, kPaneInset - 8, 0);
    listLine->addWidget(m_list);
    layout->addLayout(listLine, 1);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(kPaneInset, 10, kPaneInset, 12);
    foot->setSpacing(6);
    foot->addWidget(new Hairline(Qt::Horizontal, this));
    foot->addSpacing(4);
    foot->addWidget(new SectionHeader(tr("Reason for a correction"), this, Type::Label));
    foot->addWidget(m_tags);
    foot->addWidget(m_hindrance);
    foot->addWidget(m_problem);
    foot->addSpacing(4);
    foot->addWidget(m_keys);
    layout->addLayout(foot);
    layout->addWidget(new Hairline(Qt::Horizontal, this));
    layout->addWidget(actionBar());
}

QWidget* LabelPane::actionBar()
{
    m_bar = new QWidget(this);
    m_actions = new QBoxLayout(QBoxLayout::LeftToRight, m_bar);
    m_actions->setContentsMargins(kPaneInset - KitButton::kRingRoom, 12, kPaneInset - KitButton::kRingRoom, 12);
    m_actions->setSpacing(2);
    m_primary->setObjectName(QStringLiteral("confirmButton"));
    m_primary->setKey(Qt::Key_Return);
    m_primary->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_accept->setObjectName(QStringLiteral("acceptButton"));
    m_accept->setKey(Qt::Key_A);
    m_undo->setObjectName(QStringLiteral("undoButton"));
    m_undo->setKey(Qt::Key_U);
    // The flow stays with the labels: a click does not take the focus from them.
    for (KitButton* button : {m_primary, m_accept, m_undo}) {
        button->setFocusPolicy(Qt::TabFocus);
    }
    auto* second = new QHBoxLayout;
    second->setSpacing(2);
    second->addWidget(m_accept);
    second->addWidget(m_undo);
    m_actions->addWidget(m_primary, 1);
    m_actions->addLayout(second);
    setNarrow(false);
    return m_bar;
}

} // namespace stillgate
