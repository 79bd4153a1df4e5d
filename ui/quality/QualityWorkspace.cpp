// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/QualityWorkspace.h"

#include <algorithm>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QHBoxLayout>

#include "ui/kit/theme/Look.h"
#include "ui/quality/Consequences.h"
#include "ui/quality/LabelPane.h"
#include "ui/quality/ReviewTicketPane.h"
#include "ui/quality/SamplerPane.h"

namespace stillgate {

namespace {
constexpr int kLabelsWidth = 492;
constexpr int kLabelsNarrow = 424;
constexpr int kSamplersFrom = 1150; ///< narrower, the samplers fold away and the labels shrink
} // namespace

QualityWorkspace::QualityWorkspace(QualityParts parts, QWidget* parent)
    : QWidget(parent)
    , m_link(parts.link)
    , m_linkState(parts.link.status().state)
    , m_roles(parts.link.status().roles)
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
    connect(&m_flow, &ReviewFlow::ticketMoved, this, [this] {
        m_labels->setReviewed(m_flow.ticket()->reviewed);
        showChoice();
    });
    connect(&m_flow, &ReviewFlow::taxonomyChanged, this, &QualityWorkspace::showTicket);
    connect(&m_flow, &ReviewFlow::sessionChanged, this, &QualityWorkspace::showSession);
    connect(&m_flow, &ReviewFlow::countsChanged, this, &QualityWorkspace::showCounts);
    connect(&m_flow, &ReviewFlow::notStored, this, [this] {
        m_labels->showProblem(tr("The review could not be stored on this machine, so nothing was sent. Try again."));
    });
    connect(&m_flow.session(), &ReviewSession::refused, this, &QualityWorkspace::onRefused);
    connect(m_ticket, &ReviewTicketPane::emptied, this, [this] {
        m_labels->showNothing(tr("Reading the next ticket"));
        m_labels->showReading();
    });
    connect(&m_link, &Link::statusChanged, this, &QualityWorkspace::onLinkChanged);
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
    m_confirm = addCommand(tr("Give the chosen label"), Qt::Key_Return, QStringLiteral("confirmAction"), [this] {
        if (!pressFocused()) {
            confirm();
        }
    });
    m_confirm->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    m_confirm->setIcon(look.icon(Icon::Check));
    m_accept = addCommand(tr("Accept the model's label"), Qt::Key_A, QStringLiteral("acceptAction"), [this] { accept(); });
    m_accept->setIcon(look.icon(Icon::CheckCircle));
    m_undo = addCommand(tr("Take the last review back"), Qt::Key_U, QStringLiteral("undoAction"), [this] { m_flow.undo(); });
    m_undo->setIcon(look.icon(Icon::Undo));
    m_undo->setStatusTip(tr("Nothing was reviewed in this session"));
    auto* tag = addCommand(tr("Next reason for a correction"), Qt::Key_R, QStringLiteral("reasonAction"),
                           [this] { m_labels->chooseNextTag(); });
    auto* search = addCommand(tr("Search all labels"), Qt::Key_Slash, QStringLiteral("searchLabelsAction"),
                              [this] { m_labels->focusSearch(); });
    search->setIcon(look.icon(Icon::Search));
    // The arrow that points on is the left one where it is read from right to left.
    auto* next =
        addCommand(tr("Next ticket, without a review"), Qt::Key_J, QStringLiteral("nextAction"), [this] { m_flow.goOn(); });
    next->setShortcuts({Qt::Key_J, look.isRightToLeft() ? Qt::Key_Left : Qt::Key_Right});
    auto* before = addCommand(tr("Ticket before"), Qt::Key_K, QStringLiteral("previousAction"), [this] { m_flow.goBack(); });
    before->setShortcuts({Qt::Key_K, look.isRightToLeft() ? Qt::Key_Right : Qt::Key_Left});
    auto* full = addCommand(tr("Open the whole ticket"), Qt::Key_O, QStringLiteral("openTicketAction"), [this] { openFull(); });
    full->setIcon(look.icon(Icon::External));
    m_needTicket = {tag, search, full};
    for (int key = 1; key <= 9; ++key) {
        m_needTicket.push_back(addCommand(tr("Choose label %1").arg(key), Qt::Key_0 + key,
                                          QStringLiteral("label%1Action").arg(key), [this, key] { m_labels->chooseKey(key); }));
    }
    for (QAction* action : m_needTicket) {
        action->setStatusTip(tr("No ticket is shown"));
    }
    // Where it is narrow, the samplers are folded away and chosen by these.
    for (const Sampler sampler : {Sampler::LeastConfident, Sampler::Manual, Sampler::Reviewed}) {
        const int place = static_cast<int>(sampler) + 1;
        addCommand(tr("Show: %1").arg(samplerWords(sampler)), Qt::ALT | static_cast<Qt::Key>(Qt::Key_0 + place),
                   QStringLiteral("sampler%1Action").arg(place), [this, sampler] { m_flow.choose(sampler); });
    }
}

void QualityWorkspace::showTicket()
{
    switch (m_flow.phase()) {
    case ReviewPhase::Empty:
        m_ticket->showEmpty();
        m_labels->showNothing(tr("No ticket to review"));
        break;
    case ReviewPhase::Reading:
        m_ticket->showReading();
        m_labels->showReading();
        break;
    case ReviewPhase::Failed:
        m_ticket->showError(*m_flow.error());
        m_labels->showNothing(tr("This ticket cannot be reviewed now"));
        break;
    case ReviewPhase::Ready:
        m_ticket->showTicket(*m_flow.ticket());
        m_labels->showTicket(*m_flow.ticket(), m_flow.taxonomy());
        break;
    }
    const bool ready = m_flow.phase() == ReviewPhase::Ready;
    for (QAction* action : m_needTicket) {
        action->setEnabled(ready);
    }
    m_samplers->showSampler(m_flow.sampler());
    showChoice();
    showCounts();
    QStringList crumbs{windowTitle(), samplerWords(m_flow.sampler())};
    emit crumbsChanged(crumbs);
}

void QualityWorkspace::showChoice()
{
    QString whyNotChosen = tr("No ticket is shown");
    QString whyNotAccept = whyNotChosen;
    if (const auto& ticket = m_flow.ticket(); ticket && !ticket->labels.empty() && !m_labels->chosen().empty()) {
        const LinkStatus& link = m_link.status();
        whyNotChosen = hindranceOf(*ticket, m_flow.taxonomy(), link, m_labels->chosen());
        whyNotAccept = hindranceOf(*ticket, m_flow.taxonomy(), link, ticket->labels.front().intent);
        m_ticket->showConsequences(consequencesOf(*ticket, m_flow.taxonomy(), m_labels->chosen()));
        m_labels->setHindrances(whyNotChosen, whyNotAccept);
    }
    m_confirm->setEnabled(whyNotChosen.isEmpty());
    m_confirm->setStatusTip(whyNotChosen);
    m_accept->setEnabled(whyNotAccept.isEmpty());
    m_accept->setStatusTip(whyNotAccept);
}

void QualityWorkspace::onLinkChanged(const LinkStatus& status)
{
    // Told also when nothing but the lag changed.
    if (status.state != m_linkState || status.roles != m_roles) {
        m_linkState = status.state;
        m_roles = status.roles;
        showChoice();
        showSession();
    }
}

void QualityWorkspace::onRefused(const SessionReview& review)
{
    m_labels->showProblem(tr("%1 was not recorded as %2: %3. Nothing changed, and it comes up again.", "ticket, label, why")
                              .arg(review.number, isolated(review.label), review.why));
}

bool QualityWorkspace::pressFocused()
{
    auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
    if (button == nullptr || button->objectName() == QStringLiteral("confirmButton")) {
        return false;
    }
    button->click();
    return true;
}

void QualityWorkspace::showSession()
{
    m_samplers->showSession(m_flow.session(), m_linkState);
    m_labels->setUndoable(m_flow.session().canUndo());
    m_undo->setEnabled(m_flow.session().canUndo());
}

void QualityWorkspace::showCounts()
{
    m_samplers->showCounts(m_flow.samples());
    m_ticket->setLeft(tr("%n left", nullptr, static_cast<int>(m_flow.samples().count(m_flow.sampler()))));
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
    if (m_confirm->isEnabled()) {
        m_labels->showProblem(QString());
        m_flow.review(m_labels->chosen(), m_labels->tag());
        m_labels->focusLabels();
    }
}

void QualityWorkspace::accept()
{
    if (m_accept->isEnabled()) {
        const std::string own = m_flow.ticket()->labels.front().intent;
        m_labels->showProblem(QString());
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
    m_labels->setNarrow(!wide);
}

} // namespace stillgate
