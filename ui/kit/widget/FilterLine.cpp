// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/FilterLine.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include "ui/kit/paint/Rows.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/KitLineEdit.h"

namespace stillgate {

namespace {

constexpr int kSignRoom = 28;

/// A token that can be taken out.
class TokenButton final : public QAbstractButton {
public:
    TokenButton(TokenMark mark, const QString& name, QWidget* parent) : QAbstractButton(parent), m_mark(std::move(mark))
    {
        setAccessibleName(name);
        setToolTip(plainToolTip(name));
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    [[nodiscard]] QSize sizeHint() const override { return markSize(m_mark, Look::of(*this)).grownBy({3, 3, 3, 3}); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Look look = Look::of(*this);
        const QRect inner = rect().adjusted(3, 3, -3, -3);
        paintMark(painter, inner, m_mark, look);
        if (hasFocus()) {
            paintFocusRing(painter, inner, 4, look);
        }
    }

private:
    TokenMark m_mark;
};

} // namespace

FilterLine::FilterLine(const QString& placeholder, QWidget* parent)
    : QWidget(parent), m_tokenLayout(new QHBoxLayout), m_edit(new KitLineEdit(FieldKind::Bare, this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addSpacing(kSignRoom);
    m_tokenLayout->setSpacing(0);
    layout->addLayout(m_tokenLayout);
    layout->addWidget(m_edit, 1);
    m_edit->setObjectName(QStringLiteral("filterEdit"));
    m_edit->setPlaceholderText(placeholder);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, &FilterLine::typed);
    connect(m_edit, &QLineEdit::returnPressed, this, [this] { emit submitted(m_edit->text()); });
}

void FilterLine::setTokens(const std::vector<TokenMark>& tokens)
{
    if (tokens == m_tokens) {
        return;
    }
    m_tokens = tokens;
    while (QLayoutItem* item = m_tokenLayout->takeAt(0)) {
        item->widget()->hide(); // it may still be in the middle of its own click
        item->widget()->deleteLater();
        delete item;
    }
    for (int i = 0; i < static_cast<int>(m_tokens.size()); ++i) {
        const TokenMark& token = m_tokens[static_cast<std::size_t>(i)];
        auto* button = new TokenButton(token, tr("Take out %1").arg(markText(token)), this);
        button->setObjectName(QStringLiteral("filterToken%1").arg(i));
        connect(button, &QAbstractButton::clicked, this, [this, i] { emit tokenRemoved(i); });
        m_tokenLayout->addWidget(button);
    }
}

bool FilterLine::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress && !m_tokens.empty()) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Backspace && m_edit->text().isEmpty() && !key->isAutoRepeat()) {
            emit tokenRemoved(static_cast<int>(m_tokens.size()) - 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    const QRect sign(0, 0, kSignRoom, height());
    look.paintIcon(painter, QStyle::visualRect(look.direction(), rect(), sign), Icon::Filter, 16, Tone::Text2);
}

} // namespace stillgate
