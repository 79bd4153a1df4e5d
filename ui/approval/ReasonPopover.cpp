// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/ReasonPopover.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/KitLineEdit.h"

namespace stillgate {

namespace {

constexpr int kWidth = 372;
constexpr int kInset = 20;
constexpr int kRowHeight = 36;
constexpr int kRowInset = 12;
constexpr qreal kRowRadius = 6.0;

/// A reason with its number: picked by it, by the arrow keys or by the mouse.
class ReasonRow final : public QAbstractButton {
public:
    ReasonRow(int number, ReasonChoice reason, QWidget* parent)
        : QAbstractButton(parent), m_number(QString::number(number)), m_reason(std::move(reason))
    {
        setText(m_reason.words);
        setAccessibleName(QCoreApplication::translate("stillgate::ReasonPopover", "%1: %2", "number and reason")
                              .arg(m_number, m_reason.words));
        setAccessibleDescription(m_reason.hint);
        setObjectName(QStringLiteral("reason%1").arg(m_number));
        setCheckable(true);
        setAutoExclusive(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setFixedHeight(kRowHeight);
    }

    [[nodiscard]] QSize sizeHint() const override { return {kWidth - 2 * kInset, kRowHeight}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Look look = Look::of(*this);
        const QRect face = rect().adjusted(1, 1, -1, -1);
        if (isChecked()) {
            paintBox(painter, face, kRowRadius, look.colour(Tone::Select), look.colour(Tone::Accent));
            paintBox(painter, QRectF(face).adjusted(1, 1, -1, -1), kRowRadius - 1, {}, look.colour(Tone::Accent));
        } else if (underMouse() || hasFocus()) {
            paintBox(painter, face, kRowRadius, look.colour(Tone::Hover), hasFocus() ? look.colour(Tone::Accent) : QColor());
        }
        Lane lane(rect().adjusted(kRowInset, 0, -kRowInset, 0), look.direction());
        const KeyMark key{.text = m_number};
        paintMark(painter, lane.fromStart(markSize(key, look).width(), 12), key, look);
        const Type type = isChecked() ? Type::BodyStrong : Type::BodyMedium;
        paintText(painter, lane.fromStart(textWidth(m_reason.words, type, look) + 1, 10), m_reason.words, {.type = type}, look);
        paintText(painter, lane.rest(), m_reason.hint, {.type = Type::Meta, .tone = isChecked() ? Tone::Text2 : Tone::Text3},
                  look);
    }

private:
    QString m_number;
    ReasonChoice m_reason;
};

} // namespace

ReasonPopover::ReasonPopover(QWidget& anchor, const ReasonWords& words, std::vector<ReasonChoice> reasons)
    : HangingCard(anchor, kWidth)
    , m_words(words)
    , m_reasons(std::move(reasons))
    , m_note(new KitLineEdit(FieldKind::Field, this))
    , m_confirm(new KitButton(ButtonKind::Primary, words.confirmEmpty, this))
    , m_cancel(new KitButton(ButtonKind::Bare, tr("Cancel"), this))
{
    setObjectName(QStringLiteral("reasonPopover"));
    setAccessibleName(words.title);
    m_note->setObjectName(QStringLiteral("reasonNote"));
    m_note->setPlaceholderText(tr("Note for the ledger, optional"));
    m_note->setAccessibleName(m_note->placeholderText());
    m_confirm->setObjectName(QStringLiteral("reasonConfirm"));
    m_confirm->setKey(QKeySequence(Qt::Key_Return));
    m_confirm->setEnabled(false);
    m_cancel->setObjectName(QStringLiteral("reasonCancel"));
    m_cancel->setKey(QKeySequence(Qt::Key_Escape));
    for (std::size_t i = 0; i < m_reasons.size(); ++i) {
        auto* row = new ReasonRow(static_cast<int>(i) + 1, m_reasons[i], this);
        m_rows.push_back(row);
        connect(row, &QAbstractButton::toggled, this, [this, i](bool checked) {
            if (checked) {
                pick(static_cast<int>(i));
            }
        });
    }
    layOut();
    connect(m_note, &QLineEdit::textChanged, this, [this] { m_confirm->setEnabled(isComplete()); });
    connect(m_confirm, &KitButton::clicked, this, &ReasonPopover::confirm);
    connect(m_cancel, &KitButton::clicked, this, [this] { letGo(); });
}

void ReasonPopover::layOut()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kInset - kRowInset, kInset - 4, kInset - kRowInset, kInset - 3);
    layout->setSpacing(0);
    const auto inset = [layout](QWidget* widget) {
        auto* line = new QHBoxLayout;
        line->setContentsMargins(kRowInset, 0, kRowInset, 0);
        line->addWidget(widget);
        layout->addLayout(line);
    };
    inset(new KitLabel(m_words.title, {.type = Type::Section}, this));
    layout->addSpacing(4);
    inset(new KitLabel(m_words.text, {.tone = Tone::Text2}, this, Wrap::Words));
    layout->addSpacing(10);
    for (QAbstractButton* row : m_rows) {
        layout->addWidget(row);
    }
    layout->addSpacing(10);
    inset(m_note);
    layout->addSpacing(10);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(kRowInset - 3, 0, kRowInset - 3, 0);
    buttons->setSpacing(6);
    m_confirm->setMinimumWidth(150);
    buttons->addWidget(m_confirm);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    layout->addLayout(buttons);
}

void ReasonPopover::focusFirst()
{
    m_rows.front()->setFocus(Qt::PopupFocusReason);
}

void ReasonPopover::pick(int index)
{
    m_picked = index;
    m_rows[static_cast<std::size_t>(index)]->setChecked(true);
    m_confirm->setText(m_words.confirm.arg(index + 1));
    m_note->setPlaceholderText(needsNote() ? tr("A sentence for the ledger, needed here")
                                           : tr("Note for the ledger, optional"));
    m_note->setAccessibleName(m_note->placeholderText());
    m_confirm->setEnabled(isComplete());
}

bool ReasonPopover::needsNote() const
{
    return m_picked >= 0 && m_reasons[static_cast<std::size_t>(m_picked)].needsNote;
}

bool ReasonPopover::isComplete() const
{
    return m_picked >= 0 && (!needsNote() || !m_note->text().trimmed().isEmpty());
}

void ReasonPopover::confirm()
{
    if (!isComplete() || m_isDone) {
        if (needsNote()) {
            m_note->setFocus(Qt::TabFocusReason);
        }
        return;
    }
    m_isDone = true;
    const std::string code = m_reasons[static_cast<std::size_t>(m_picked)].code;
    const QString note = m_note->text();
    letGo();
    emit chosen(code, note);
}

void ReasonPopover::keyPressEvent(QKeyEvent* event)
{
    const int number = event->key() - Qt::Key_0;
    if (number >= 1 && number <= static_cast<int>(m_rows.size())) {
        pick(number - 1);
        m_rows[static_cast<std::size_t>(number - 1)]->setFocus(Qt::TabFocusReason);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_cancel->hasFocus()) {
            letGo();
        } else if (!event->isAutoRepeat()) {
            confirm();
        }
    } else {
        HangingCard::keyPressEvent(event);
    }
}

} // namespace stillgate
