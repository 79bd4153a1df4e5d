// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/AskPopover.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "ui/kit/paint/Rows.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

constexpr int kAskWidth = 372;
constexpr int kAskInset = 20;
constexpr int kTextHeight = 116;
constexpr int kTextPadding = 8;
constexpr qreal kTextRadius = 6.0;

/// The ground and the border of what is written, as a field has them.
class QuestionFrame final : public QWidget {
public:
    QuestionFrame(QPlainTextEdit& text, QWidget* parent) : QWidget(parent), m_text(text)
    {
        auto* layout = new QVBoxLayout(this);
        layout->setContentsMargins(kTextPadding, kTextPadding, 2, 2);
        layout->addWidget(&text);
        text.setFrameShape(QFrame::NoFrame);
        text.viewport()->setAutoFillBackground(false);
        setFixedHeight(kTextHeight);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Look look = Look::of(*this);
        const Tone border = m_text.hasFocus() ? Tone::Accent : Tone::Strong;
        paintBox(painter, rect(), kTextRadius, look.colour(Tone::Raised), look.colour(border));
    }

private:
    QPlainTextEdit& m_text;
};

bool isSendKey(const QKeyEvent& event)
{
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    return enter && event.modifiers().testFlag(Qt::ControlModifier) && !event.isAutoRepeat();
}

} // namespace

AskPopover::AskPopover(QWidget& anchor, const QString& about)
    : HangingCard(anchor, kAskWidth)
    , m_text(new QPlainTextEdit(this))
    , m_send(new KitButton(ButtonKind::Primary, Icon::Send, tr("Send question"), this))
    , m_cancel(new KitButton(ButtonKind::Bare, tr("Cancel"), this))
{
    setObjectName(QStringLiteral("askPopover"));
    setAccessibleName(tr("Ask the customer"));
    m_text->setObjectName(QStringLiteral("askText"));
    m_text->setPlaceholderText(tr("Your question, in plain words"));
    m_text->setAccessibleName(m_text->placeholderText());
    m_text->setTabChangesFocus(true);
    m_text->installEventFilter(this);
    m_send->setObjectName(QStringLiteral("askSend"));
    m_send->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_send->setEnabled(false);
    m_cancel->setObjectName(QStringLiteral("askCancel"));
    m_cancel->setKey(QKeySequence(Qt::Key_Escape));
    layOut(about);
    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { m_send->setEnabled(!m_text->toPlainText().trimmed().isEmpty()); });
    connect(m_send, &KitButton::clicked, this, &AskPopover::send);
    connect(m_cancel, &KitButton::clicked, this, [this] { letGo(); });
}

void AskPopover::layOut(const QString& about)
{
    auto* layout = new QVBoxLayout(this);
    constexpr int kRing = KitButton::kRingRoom;
    layout->setContentsMargins(kAskInset - kRing, kAskInset - 4, kAskInset - kRing, kAskInset - kRing);
    layout->setSpacing(8);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(kRing, 0, kRing, 0);
    words->setSpacing(8);
    words->addWidget(new KitLabel(tr("Ask the customer"), {.type = Type::Section}, this));
    words->addWidget(new KitLabel(about, {.tone = Tone::Text2}, this, Wrap::Words));
    words->addWidget(new QuestionFrame(*m_text, this));
    layout->addLayout(words);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_send);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    layout->addLayout(buttons);
}

void AskPopover::focusFirst()
{
    m_text->setFocus(Qt::PopupFocusReason);
}

void AskPopover::send()
{
    const QString question = m_text->toPlainText().trimmed();
    if (question.isEmpty() || m_isDone) {
        return;
    }
    m_isDone = true;
    letGo();
    emit asked(question);
}

bool AskPopover::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_text && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)) {
        m_text->parentWidget()->update();
    }
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (isSendKey(key)) {
            send();
            return true;
        }
        if (key.key() == Qt::Key_Escape) {
            letGo();
            return true;
        }
    }
    return HangingCard::eventFilter(watched, event);
}

void AskPopover::keyPressEvent(QKeyEvent* event)
{
    if (isSendKey(*event)) {
        send();
        return;
    }
    HangingCard::keyPressEvent(event);
}

} // namespace stillgate
