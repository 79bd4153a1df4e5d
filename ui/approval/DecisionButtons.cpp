// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/DecisionButtons.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/approval/AmountInput.h"
#include "ui/approval/FlowLayout.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/KitLineEdit.h"
#include "ui/kit/widget/MarkWidget.h"

namespace stillgate {

namespace {

constexpr int kAmountWidth = 176;
constexpr int kCodeDigits = 6; ///< RFC 6238, as the orchestrator takes them
constexpr int kTextInset = KitButton::kRingRoom; ///< words begin where the faces of the buttons do
constexpr int kApproveWidth = 214;

KitButton* named(KitButton* button, const char* name, int key)
{
    button->setObjectName(QLatin1String(name));
    button->setKey(QKeySequence(key));
    return button;
}

/// The words above what is typed for them.
QWidget* fieldUnder(KitLabel& words, KitLineEdit& field)
{
    auto* block = new QWidget(words.parentWidget());
    auto* layout = new QVBoxLayout(block);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(&words);
    field.setFixedWidth(kAmountWidth);
    layout->addWidget(&field, 0, Qt::AlignLeading);
    return block;
}

} // namespace

DecisionButtons::DecisionButtons(const QLocale& locale, HoldTimes times, QWidget* parent)
    : QWidget(parent)
    , m_locale(locale)
    , m_amountBlock(new QWidget(this))
    , m_amountWords(new KitLabel({}, {.type = Type::BodyStrong}, m_amountBlock))
    , m_amount(new KitLineEdit(FieldKind::Field, m_amountBlock))
    , m_codeWords(new KitLabel({}, {.type = Type::BodyStrong}, m_amountBlock))
    , m_code(new KitLineEdit(FieldKind::Field, m_amountBlock))
    , m_approve(new HoldButton(tr("Hold to approve"), this, times))
    , m_deny(named(new KitButton(ButtonKind::Outlined, Icon::Cross, tr("Deny"), this), "denyButton", Qt::Key_D))
    , m_escalate(named(new KitButton(ButtonKind::Bare, Icon::ArrowUp, tr("Escalate"), this), "escalateButton", Qt::Key_E))
    , m_ask(named(new KitButton(ButtonKind::Bare, Icon::Ask, tr("Ask customer"), this), "askButton", Qt::Key_Q))
    , m_hindranceLine(new QWidget(this))
    , m_hindrance(new KitLabel({}, {.tone = Tone::Text2}, m_hindranceLine, Wrap::Words))
    , m_hindranceStep(new KitButton(ButtonKind::Link, {}, m_hindranceLine))
    , m_trouble(new KitLabel({}, {.type = Type::BodyMedium, .tone = Tone::Harm}, this, Wrap::Words))
{
    m_approve->setObjectName(QStringLiteral("approveButton"));
    m_approve->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_amount->setObjectName(QStringLiteral("amountField"));
    m_code->setObjectName(QStringLiteral("codeField"));
    m_code->setInputMethodHints(Qt::ImhDigitsOnly | Qt::ImhSensitiveData);
    m_code->setMaxLength(kCodeDigits + 1); // apps show a gap in the middle
    m_hindrance->setObjectName(QStringLiteral("hindranceWords"));
    m_hindranceStep->setObjectName(QStringLiteral("hindranceStep"));
    m_trouble->setObjectName(QStringLiteral("troubleWords"));
    layOut();
    connect(m_amount, &QLineEdit::textChanged, this, [this] {
        showAmount();
        showApprove();
    });
    connect(m_code, &QLineEdit::textChanged, this, &DecisionButtons::showApprove);
    connect(m_amount, &QLineEdit::returnPressed, this,
            [this] { (m_code->isVisibleTo(this) ? static_cast<QWidget*>(m_code) : m_approve)->setFocus(Qt::TabFocusReason); });
    connect(m_code, &QLineEdit::returnPressed, this, [this] { m_approve->setFocus(Qt::TabFocusReason); });
    connect(m_approve, &HoldButton::held, this, [this] { emit approved(m_values.revision); });
    connect(m_hindranceStep, &KitButton::clicked, this, [this] { emit stepChosen(m_values.hindranceStep); });
}

void DecisionButtons::layOut()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);

    auto* amount = new FlowLayout(24, 8);
    m_amountBlock->setLayout(amount);
    m_amountBlock->setContentsMargins(kTextInset, 0, kTextInset, 4);
    amount->addWidget(fieldUnder(*m_amountWords, *m_amount));
    amount->addWidget(fieldUnder(*m_codeWords, *m_code));
    layout->addWidget(m_amountBlock);

    auto* buttons = new FlowLayout(4, 2);
    layout->addLayout(buttons);
    for (KitButton* button : {static_cast<KitButton*>(m_approve), m_deny, m_escalate, m_ask}) {
        buttons->addWidget(button);
    }

    auto* hindrance = new QHBoxLayout(m_hindranceLine);
    hindrance->setContentsMargins(kTextInset, 0, kTextInset, 0);
    hindrance->setSpacing(8);
    auto* lock = new MarkWidget<FactMark>({.mood = Mood::Neutral, .icon = Icon::Lock, .text = {}}, m_hindranceLine);
    hindrance->addWidget(lock, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_hindrance);
    auto* step = new QHBoxLayout;
    step->addSpacing(-KitButton::kRingRoom);
    step->addWidget(m_hindranceStep);
    step->addStretch(1);
    words->addLayout(step);
    hindrance->addLayout(words, 1);
    layout->addWidget(m_hindranceLine);
    auto* trouble = new QHBoxLayout;
    trouble->setContentsMargins(kTextInset, 0, kTextInset, 0);
    trouble->addWidget(m_trouble);
    layout->addLayout(trouble);
}

void DecisionButtons::setValues(const DecisionValues& values)
{
    if (values.revision != m_values.revision) {
        m_approve->giveUp();
    }
    const bool isAnother = values.gate != m_values.gate;
    m_values = values;
    if (isAnother) {
        m_amount->clear();
        m_code->clear();
    }
    setVisible(values.phase == DecisionPhase::Open);
    showAmount();
    showApprove();
    showHindrance();
}

QString DecisionButtons::typedAmount() const
{
    return m_amount->text();
}

QString DecisionButtons::takeCode()
{
    QString code = m_code->text().remove(QLatin1Char(' '));
    m_code->clear();
    return code;
}

bool DecisionButtons::hasCode() const
{
    return m_values.codeWords.isEmpty() || m_code->text().remove(QLatin1Char(' ')).size() == kCodeDigits;
}

/// What is to be typed before it can be approved, and is not there yet.
QString DecisionButtons::missing() const
{
    if (m_values.amount && !isAmount(m_amount->text(), m_values.amount->amount, m_locale)) {
        return tr("type the amount first");
    }
    return hasCode() ? QString() : tr("type the code first");
}

void DecisionButtons::showAmount()
{
    m_amountBlock->setVisible((m_values.amount || !m_values.codeWords.isEmpty()) && m_values.approve.isOffered);
    m_amountWords->parentWidget()->setVisible(m_values.amount.has_value());
    m_codeWords->parentWidget()->setVisible(!m_values.codeWords.isEmpty());
    m_codeWords->setText(m_values.codeWords);
    m_code->setAccessibleName(m_values.codeWords);
    if (!m_values.amount) {
        return;
    }
    const Money& amount = m_values.amount->amount;
    m_amountWords->setText(m_values.amount->words);
    const auto code = amount.currency.text();
    m_amount->setUnit(QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size())));
    m_amount->setAccessibleName(m_values.amount->words);
    m_amount->setState(isAmount(m_amount->text(), amount, m_locale) ? FieldState::Right : FieldState::Open);
}

void DecisionButtons::showApprove()
{
    QString why = m_values.approve.why;
    if (m_values.approve.isOffered) {
        why = missing();
    }
    const QString words = why.isEmpty() ? tr("Hold to approve") : tr("Approve: %1").arg(why);
    m_approve->setText(words);
    m_approve->setAccessibleName(words);
    m_approve->setSign(why.isEmpty() ? Icon::Sign : Icon::Lock);
    m_approve->setKey(why.isEmpty() ? QKeySequence(Qt::CTRL | Qt::Key_Return) : QKeySequence());
    m_approve->setEnabled(why.isEmpty());
    m_approve->setMinimumWidth(kApproveWidth);
}

void DecisionButtons::showHindrance()
{
    const auto offer = [](KitButton* button, const VerdictOffer& offered) {
        button->setEnabled(offered.isOffered);
        button->setToolTip(plainToolTip(offered.why));
        button->setAccessibleDescription(offered.why);
    };
    offer(m_deny, m_values.deny);
    offer(m_escalate, m_values.escalate);
    offer(m_ask, m_values.ask);
    m_hindranceLine->setVisible(!m_values.hindrance.isEmpty());
    m_hindrance->setText(m_values.hindrance);
    m_hindranceStep->setText(m_values.hindranceStepWords);
    m_hindranceStep->setVisible(m_values.hindranceStep != CardStep::None);
    m_trouble->setText(m_values.trouble);
    m_trouble->setVisible(!m_values.trouble.isEmpty());
}

void DecisionButtons::focusFirst()
{
    QWidget* const code = m_code->isVisibleTo(this) ? static_cast<QWidget*>(m_code) : m_approve;
    for (QWidget* first : {m_amount->isVisibleTo(this) ? static_cast<QWidget*>(m_amount) : code,
                           static_cast<QWidget*>(m_hindranceStep), static_cast<QWidget*>(m_deny)}) {
        if (first->isEnabled() && first->isVisibleTo(this)) {
            first->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

} // namespace stillgate
