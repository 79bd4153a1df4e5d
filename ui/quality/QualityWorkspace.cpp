// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/QualityWorkspace.h"

#include <algorithm>

#include <QAction>
#include <QHBoxLayout>

#include "ui/kit/theme/Look.h"
#include "ui/quality/LabelPane.h"
#include "ui/quality/ReviewTicketPane.h"
#include "ui/quality/SamplerPane.h"

namespace stillgate {

namespace {
constexpr int kLabelsWidth = 492;
constexpr int kLabelsNarrow = 400;
constexpr int kSamplersFrom = 1150; ///< narrower, the samplers fold away and the labels shrink
} // namespace

QualityWorkspace::QualityWorkspace(QualityParts parts, QWidget* parent)
    : QWidget(parent)
    , m_formatting(parts.formatting)
    , m_flow(parts)
    , m_samplers(new SamplerPane(parts.formatting, this))
    , m_ticket(new ReviewTicketPane(this))
    , m_labels(new LabelPane(parts.formatting, this))
{
    setObjectName(QStringLiteral("qualityWorkspace"));
    setWindowTitle(tr("Quality"));
    layOut();
    addCommands();
    connect(m_samplers, &SamplerPane::chosen, this, [this](Sampler sampler) { m_flow.choose(sampler); });
    connect(m_ticket, &ReviewTicketPane::retryAsked, &m_flow, &ReviewFlow::retry);
    connect(m_labels, &LabelPane::labelChosen, this, &QualityWorkspace::showChoice);
    connect(m_labels, &LabelPane::confirmed, this, &QualityWorkspace::confirm);
    connect(m_labels, &LabelPane::accepted, this, &QualityWorkspace::accept);
    connect(m_labels, &LabelPane::undoAsked, &m_flow, &ReviewFlow::undo);
    connect(&m_flow, &ReviewFlow::ticketChanged, this, &QualityWorkspace::showTicket);
    connect(&m_flow, &ReviewFlow::taxonomyChanged, this, &QualityWorkspace::showTicket);
    connect(&m_flow, &ReviewFlow::sessionChanged, this, &QualityWorkspace::showSession);
    connect(&m_flow, &ReviewFlow::countsChanged, this, &QualityWorkspace::showCounts);
    connect(&m_flow, &ReviewFlow::notStored, this, [this] {
        m_labels->showProblem(tr("The review could not be stored on this machine, so nothing was sent. Try again."));
    });
    showCounts();
    showSession();
    showTicket();
}

QualityWorkspace::~QualityWorkspace() = default;

void QualityWorkspace::layOut()
{
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(m_samplers);
    columns->addWidget(m_ticket, 1);
    columns->addWidget(m_labels);
    setFocusProxy(m_labels->findChild<QWidget*>(QStringLiteral("labelList")));
}

template <typename Run>
QAction* QualityWorkspace::addCommand(const QString& text, const QKeySequence& keys, const QString& objectName, Run run)
{
    auto* action = new QAction(text, this);
    action->setObjectName(objectName);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setAutoRepeat(false);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    return action;
}

void QualityWorkspace::addCommands()
{
    const Look look = Look::of(*this);
    auto* confirmed =
        addCommand(tr("Give the chosen label"), Qt::Key_Return, QStringLiteral("confirmAction"), [this] { confirm(); });
    confirmed->setIcon(look.icon(Icon::Check));
    auto* accepted =
        addCommand(tr("Accept the model's label"), Qt::Key_A, QStringLiteral("acceptAction"), [this] { accept(); });
    accepted->setIcon(look.icon(Icon::CheckCircle));
    m_undo = addCommand(tr("Take the last review back"), Qt::Key_U, QStringLiteral("undoAction"), [this] { m_flow.undo(); });
    m_undo->setIcon(look.icon(Icon::Undo));
    m_undo->setStatusTip(tr("Nothing was reviewed in this session"));
    auto* tag = addCommand(tr("Next reason for a correction"), Qt::Key_R, QStringLiteral("reasonAction"),
                           [this] { m_labels->chooseNextTag(); });
    auto* search = addCommand(tr("Search all labels"), Qt::Key_Slash, QStringLiteral("searchLabelsAction"),
                              [this] { m_labels->focusSearch(); });
    search->setIcon(look.icon(Icon::Search));
    auto* next =
        addCommand(tr("Next ticket, without a review"), Qt::Key_J, QStringLiteral("nextAction"), [this] { m_flow.goOn(); });
    next->setShortcuts({Qt::Key_J, Qt::Key_Right});
    auto* before = addCommand(tr("Ticket before"), Qt::Key_K, QStringLiteral("previousAction"), [this] { m_flow.goBack(); });
    before->setShortcuts({Qt::Key_K, Qt::Key_Left});
    auto* full = addCommand(tr("Open the whole ticket"), Qt::Key_O, QStringLiteral("openTicketAction"), [this] { openFull(); });
    full->setIcon(look.icon(Icon::External));
    m_needTicket = {confirmed, accepted, tag, search, full};
    for (int key = 1; key <= 9; ++key) {
        m_needTicket.push_back(addCommand(tr("Choose label %1").arg(key), Qt::Key_0 + key,
                                          QStringLiteral("label%1Action").arg(key), [this, key] { m_labels->chooseKey(key); }));
    }
    for (QAction* action : m_needTicket) {
        action->setStatusTip(tr("No ticket is shown"));
    }
}

void QualityWorkspace::showTicket()
{
    switch (m_flow.phase()) {
    case ReviewPhase::Empty: m_ticket->showEmpty(); break;
    case ReviewPhase::Reading: m_ticket->showReading(); break;
    case ReviewPhase::Failed: m_ticket->showError(*m_flow.error()); break;
    case ReviewPhase::Ready: {
        const auto left = static_cast<int>(m_flow.samples().count(m_flow.sampler()));
        m_ticket->showTicket(*m_flow.ticket(), tr("%n left", nullptr, left));
        break;
    }
    }
    const bool ready = m_flow.phase() == ReviewPhase::Ready;
    m_labels->showTicket(m_flow.ticket(), m_flow.taxonomy());
    for (QAction* action : m_needTicket) {
        action->setEnabled(ready);
    }
    m_samplers->showSampler(m_flow.sampler());
    showChoice();
    QStringList crumbs{windowTitle(), samplerWords(m_flow.sampler())};
    emit crumbsChanged(crumbs);
}

void QualityWorkspace::showChoice()
{
    if (!m_flow.ticket() || m_flow.ticket()->labels.empty()) {
        return;
    }
    const std::string& own = m_flow.ticket()->labels.front().intent;
    const std::string& chosen = m_labels->chosen();
    m_ticket->showDifferences(labelDifferences(m_flow.taxonomy(), own, chosen, m_formatting), own, chosen);
}

void QualityWorkspace::showSession()
{
    m_samplers->showSession(m_flow.session());
    m_labels->setUndoable(m_flow.session().canUndo());
    m_undo->setEnabled(m_flow.session().canUndo());
}

void QualityWorkspace::showCounts()
{
    m_samplers->showCounts(m_flow.samples());
    if (const int now = count(); now != m_count) {
        m_count = now;
        emit countChanged(now);
    }
}

int QualityWorkspace::count() const
{
    return static_cast<int>(m_flow.samples().count(Sampler::Manual));
}

void QualityWorkspace::confirm()
{
    if (!m_labels->chosen().empty()) {
        m_flow.review(m_labels->chosen(), m_labels->tag());
        m_labels->focusLabels();
    }
}

void QualityWorkspace::accept()
{
    if (m_flow.ticket() && !m_flow.ticket()->labels.empty()) {
        const std::string own = m_flow.ticket()->labels.front().intent;
        m_flow.review(own, {});
        m_labels->focusLabels();
    }
}

void QualityWorkspace::openTicket(const TicketId& ticket)
{
    m_flow.open(ticket);
}

void QualityWorkspace::openFull()
{
    if (m_flow.current()) {
        emit ticketOpened(*m_flow.current());
    }
}

void QualityWorkspace::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= kSamplersFrom;
    m_samplers->setVisible(wide);
    m_labels->setFixedWidth(wide ? kLabelsWidth : kLabelsNarrow);
}

} // namespace stillgate
