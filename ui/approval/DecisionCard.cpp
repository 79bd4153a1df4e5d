// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/DecisionCard.h"

#include <QAction>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/approval/AskPopover.h"
#include "ui/approval/DecisionButtons.h"
#include "ui/approval/FlowLayout.h"
#include "ui/approval/OutcomeView.h"
#include "ui/approval/ReasonPopover.h"
#include "ui/approval/SignedFold.h"
#include "ui/kit/widget/DiffTable.h"
#include "ui/kit/widget/HashLabel.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

/// Question and buttons beside what will change, in the proportion of 708 to 570.
constexpr int kDecisionShare = 708;
constexpr int kChangesShare = 570;
constexpr int kPageHeight = 250; ///< while nothing asks for more
constexpr int kLinkAir = 5;
constexpr int kCardTextInset = KitButton::kRingRoom; ///< words begin where the faces of the buttons do

/// In by the room that buttons keep free around them, so that what is visible stands in one line with their faces.
QLayout* inset(QWidget* widget)
{
    auto* room = new QHBoxLayout;
    room->setContentsMargins(kCardTextInset, 0, kCardTextInset, 0);
    room->addWidget(widget);
    return room;
}

} // namespace

DecisionCard::DecisionCard(CardForm form, DecisionPresenter& presenter, const QLocale& locale, QWidget* parent, HoldTimes times)
    : Card(CardKind::Decision, parent)
    , m_form(form)
    , m_presenter(presenter)
    , m_head(new DecisionHead(form, this))
    , m_changes(new DiffTable({tr("Field"), tr("State now"), tr("State after"), Change::Changed}, this))
    , m_buttons(new DecisionButtons(locale, times, this))
    , m_outcome(new OutcomeView(form == CardForm::Pane ? Qt::Vertical : Qt::Horizontal, this))
    , m_digest(new HashLabel(QStringLiteral("sha256"), this))
    , m_fold(new SignedFold(this))
    , m_evidence(evidence())
{
    setObjectName(QStringLiteral("decisionCard"));
    m_changes->setObjectName(QStringLiteral("changesTable"));
    m_digest->setObjectName(QStringLiteral("actionDigest"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    switch (form) {
    case CardForm::Pane: layOutPane(); break;
    case CardForm::Page: layOutPage(); break;
    case CardForm::Stream: layOutStream(); break;
    }
    addCommands();
    connect(&m_presenter, &DecisionPresenter::changed, this, &DecisionCard::onChanged);
    connect(m_buttons, &DecisionButtons::approved, this,
            [this](int revision) { m_presenter.approve(revision, m_buttons->typedAmount(), m_buttons->takeCode()); });
    connect(m_buttons, &DecisionButtons::stepChosen, &m_presenter, &DecisionPresenter::follow);
    connect(&m_buttons->deny(), &KitButton::clicked, this, &DecisionCard::openDeny);
    connect(&m_buttons->escalate(), &KitButton::clicked, this, &DecisionCard::openEscalate);
    connect(&m_buttons->ask(), &KitButton::clicked, this, &DecisionCard::openAsk);
    connect(m_outcome, &OutcomeView::stepChosen, &m_presenter, &DecisionPresenter::follow);
    connect(m_outcome, &OutcomeView::undoChosen, &m_presenter, &DecisionPresenter::withdraw);
    onChanged();
}

QWidget* DecisionCard::evidence()
{
    auto* box = new QWidget(this);
    auto* flow = new FlowLayout(12, 0, box);
    flow->addWidget(new KitLabel(tr("You sign these exact bytes: action, state shown, policy version."),
                                 {.type = Type::Meta, .tone = Tone::Text3}, box));
    flow->addWidget(m_digest);
    return box;
}

void DecisionCard::layOutPane()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18 - kCardTextInset, 14, 16 - kCardTextInset, 12);
    layout->setSpacing(12);
    layout->addLayout(inset(m_head));
    layout->addLayout(inset(m_changes));
    layout->addWidget(m_buttons);
    layout->addWidget(m_outcome);
    layout->addWidget(m_fold);
    m_evidence->hide();
}

void DecisionCard::layOutPage()
{
    setMinimumHeight(kPageHeight);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24 - kCardTextInset, 18, 24 - kCardTextInset, 14);
    layout->setSpacing(10);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(24);
    auto* left = new QVBoxLayout;
    left->setSpacing(12);
    left->addLayout(inset(m_head));
    left->addWidget(m_buttons);
    left->addWidget(m_outcome);
    left->addStretch(1);
    left->addLayout(inset(m_evidence));
    columns->addLayout(left, kDecisionShare);
    columns->addWidget(new Hairline(Qt::Vertical, this));
    auto* right = new QVBoxLayout;
    right->setSpacing(6);
    auto* top = new QHBoxLayout;
    top->addWidget(new KitLabel(tr("What will change"), {.type = Type::Label, .tone = Tone::Text3}, this), 1);
    top->addWidget(&m_head->fresh());
    right->addLayout(top);
    right->addWidget(m_changes);
    right->addStretch(1);
    auto* whole = new QHBoxLayout;
    // On one line with the digest at the other side.
    whole->setContentsMargins(0, kLinkAir, 0, kLinkAir);
    whole->addSpacing(-kCardTextInset);
    whole->addWidget(&m_fold->takeToggle());
    whole->addStretch(1);
    right->addLayout(whole);
    columns->addLayout(right, kChangesShare);
    columns->addSpacing(kCardTextInset);
    layout->addLayout(columns, 1);
    layout->addWidget(m_fold);
}

void DecisionCard::layOutStream()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(28 - kCardTextInset, 20, 28 - kCardTextInset, 16);
    layout->setSpacing(16);
    layout->addLayout(inset(m_head));
    layout->addLayout(inset(m_changes));
    layout->addLayout(inset(new Hairline(Qt::Horizontal, this)));
    layout->addWidget(m_buttons);
    layout->addWidget(m_outcome);
    layout->addLayout(inset(m_evidence));
    layout->addWidget(m_fold);
}

QAction* DecisionCard::addCommand(const QString& text, const QKeySequence& keys, const QString& objectName, Icon icon)
{
    auto* action = new QAction(Look::of(*this).icon(icon), text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setAutoRepeat(false);
    action->setObjectName(objectName);
    addAction(action);
    return action;
}

void DecisionCard::addCommands()
{
    m_approve = addCommand(tr("Approve: press twice"), QKeySequence(Qt::CTRL | Qt::Key_Return), QStringLiteral("approveAction"),
                           Icon::Sign);
    m_approve->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    connect(m_approve, &QAction::triggered, this, [this] { m_buttons->approve().pressByKey(); });
    m_deny = addCommand(tr("Deny"), QKeySequence(Qt::Key_D), QStringLiteral("denyAction"), Icon::Cross);
    connect(m_deny, &QAction::triggered, this, &DecisionCard::openDeny);
    m_escalate = addCommand(tr("Escalate"), QKeySequence(Qt::Key_E), QStringLiteral("escalateAction"), Icon::ArrowUp);
    connect(m_escalate, &QAction::triggered, this, &DecisionCard::openEscalate);
    m_ask = addCommand(tr("Ask the customer"), QKeySequence(Qt::Key_Q), QStringLiteral("askAction"), Icon::Ask);
    connect(m_ask, &QAction::triggered, this, &DecisionCard::openAsk);
    m_undo = addCommand(tr("Undo the approval"), QKeySequence(Qt::Key_Z), QStringLiteral("undoAction"), Icon::Undo);
    connect(m_undo, &QAction::triggered, &m_presenter, &DecisionPresenter::withdraw);
    m_step = addCommand(tr("Next step"), QKeySequence(Qt::Key_R), QStringLiteral("stepAction"), Icon::Refresh);
    connect(m_step, &QAction::triggered, this, [this] {
        const DecisionValues& values = m_presenter.values();
        m_presenter.follow(values.outcome ? values.outcome->next : values.hindranceStep);
    });
    m_showSigned = addCommand(tr("Show everything that is signed"), QKeySequence(Qt::Key_S), QStringLiteral("showSignedAction"),
                              Icon::Eye);
    connect(m_showSigned, &QAction::triggered, m_fold, &SignedFold::toggle);
}

void DecisionCard::setKicker(const QString& kicker)
{
    m_head->setKicker(kicker);
}

void DecisionCard::setInert(bool inert)
{
    m_isInert = inert;
    m_buttons->approve().giveUp();
    m_buttons->setEnabled(!inert);
    showCommands(m_presenter.values());
}

void DecisionCard::focusFirst()
{
    m_buttons->focusFirst();
}

void DecisionCard::onChanged()
{
    DecisionValues values = m_presenter.values();
    if (m_form == CardForm::Page && values.outcome && values.outcome->next == CardStep::OpenTicket) {
        // It is open already.
        values.outcome->next = CardStep::None;
        values.outcome->nextWords.clear();
    }
    if (m_hanging && (values.gate != m_shownGate || values.phase != DecisionPhase::Open)) {
        m_hanging->close();
        m_hanging->deleteLater();
    }
    m_shownGate = values.gate;
    const bool hasGate = !values.gate.isNull();
    m_head->setVisible(hasGate);
    m_changes->setVisible(hasGate);
    m_fold->setAvailable(hasGate);
    m_head->setValues(values);
    m_changes->setRows(values.changes);
    m_buttons->setValues(values);
    m_outcome->setValues(values);
    m_fold->setLines(values.lines, values.linesNote);
    m_evidence->setVisible(hasGate && m_form != CardForm::Pane && values.phase == DecisionPhase::Open);
    m_digest->setHash(values.bindings.empty() ? QString() : values.bindings.front().whole);
    setAccessibleName(values.question);
    showCommands(values);
    updateGeometry();
    emit emptied(values.phase == DecisionPhase::Nothing || values.phase == DecisionPhase::NoGate);
}

void DecisionCard::showCommands(const DecisionValues& values)
{
    const bool open = values.phase == DecisionPhase::Open && !m_isInert;
    m_approve->setEnabled(open && values.approve.isOffered);
    m_deny->setEnabled(open && values.deny.isOffered);
    m_escalate->setEnabled(open && values.escalate.isOffered);
    m_ask->setEnabled(open && values.ask.isOffered);
    m_undo->setEnabled(values.receipt && values.receipt->canUndo);
    const CardStep next = values.outcome ? values.outcome->next : values.hindranceStep;
    m_step->setEnabled(next != CardStep::None);
    m_step->setText(values.outcome ? values.outcome->nextWords : values.hindranceStepWords);
    m_showSigned->setEnabled(!values.lines.empty());
}

bool DecisionCard::isHanging() const
{
    return m_hanging && !m_hanging->isHidden();
}

void DecisionCard::hang(HangingCard* card)
{
    m_hanging = card;
    card->hang();
}

void DecisionCard::openDeny()
{
    if (isHanging() || !m_deny->isEnabled()) {
        return;
    }
    const DecisionValues& values = m_presenter.values();
    auto* popover = new ReasonPopover(m_buttons->deny(),
                                      {tr("Deny: %1").arg(values.title),
                                       tr("Why? The reason is signed and kept in the ledger."), tr("Deny with %1"), tr("Deny")},
                                      denyReasons());
    connect(popover, &ReasonPopover::chosen, this, [this](const std::string& code, const QString& note) {
        m_presenter.deny(m_presenter.values().revision, code, note);
    });
    hang(popover);
}

void DecisionCard::openEscalate()
{
    if (isHanging() || !m_escalate->isEnabled()) {
        return;
    }
    const DecisionValues& values = m_presenter.values();
    auto* popover =
        new ReasonPopover(m_buttons->escalate(),
                          {tr("Escalate: %1").arg(values.title), tr("Nothing is done; the next tier takes the ticket."),
                           tr("Escalate with %1"), tr("Escalate")},
                          escalateReasons());
    connect(popover, &ReasonPopover::chosen, this, [this](const std::string& code, const QString& note) {
        m_presenter.escalate(m_presenter.values().revision, code, note);
    });
    hang(popover);
}

void DecisionCard::openAsk()
{
    if (isHanging() || !m_ask->isEnabled()) {
        return;
    }
    auto* popover =
        new AskPopover(m_buttons->ask(), tr("It is sent as a message. Nothing is done; the answer brings a new question."));
    connect(popover, &AskPopover::asked, this,
            [this](const QString& question) { m_presenter.ask(m_presenter.values().revision, question); });
    hang(popover);
}

} // namespace stillgate
