// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/IntegrityLine.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/KitButton.h"

namespace stillgate {

namespace {
constexpr int kIntegrityInset = 16;
constexpr int kIntegrityBar = 2;
constexpr int kIntegrityHeight = 44;
constexpr int kWarningTop = 11;
constexpr int kWarningLine = 20;
constexpr int kIntegrityIcon = 18;
constexpr int kIntegrityGap = 9;
} // namespace

IntegrityLine::IntegrityLine(QWidget* parent)
    : QWidget(parent)
    , m_verify(new KitButton(ButtonKind::Link, tr("Verify again"), this))
    , m_cancel(new KitButton(ButtonKind::Link, tr("Cancel"), this))
{
    setObjectName(QStringLiteral("integrityLine"));
    setFixedHeight(kIntegrityHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_verify->setObjectName(QStringLiteral("verifyButton"));
    m_verify->setKey(Qt::Key_V);
    m_cancel->setObjectName(QStringLiteral("verifyCancel"));
    m_cancel->hide();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kIntegrityInset, 0, kIntegrityInset - 3, 0);
    layout->addStretch(1);
    layout->addWidget(m_verify);
    layout->addWidget(m_cancel);
    connect(m_verify, &QAbstractButton::clicked, this, &IntegrityLine::verifyAsked);
    connect(m_cancel, &QAbstractButton::clicked, this, &IntegrityLine::cancelAsked);
}

void IntegrityLine::show(const IntegrityShown& shown)
{
    if (shown == m_shown) {
        return;
    }
    m_shown = shown;
    const bool runs = shown.progress.has_value();
    m_verify->setVisible(!runs);
    m_cancel->setVisible(runs);
    setToolTip(plainToolTip(shown.whole));
    setAccessibleName(shown.headline);
    setAccessibleDescription(shown.detail);
    fitHeight();
    update();
}

int IntegrityLine::wordsWidth() const
{
    const QWidget* button = m_shown.progress ? m_cancel : m_verify;
    return width() - 2 * kIntegrityInset - button->sizeHint().width() - 12 - kIntegrityIcon - kIntegrityGap;
}

/// A warning is never cut: it stands on lines of its own.
void IntegrityLine::fitHeight()
{
    int wanted = kIntegrityHeight;
    if (m_shown.mood == Mood::Harm) {
        const int detail = paragraphHeight(wordsWidth(), m_shown.detail, Type::Body, Look::of(*this));
        wanted = kWarningTop + kWarningLine + detail + kWarningTop;
    }
    setFixedHeight(wanted);
}

void IntegrityLine::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void IntegrityLine::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintRowLine(painter, rect(), 0, look);
    if (m_shown.progress) {
        QRect bar(0, height() - kIntegrityBar, qRound(*m_shown.progress * width()), kIntegrityBar);
        painter.fillRect(QStyle::visualRect(look.direction(), rect(), bar), look.colour(Tone::Accent));
    }
    const bool isWarning = m_shown.mood == Mood::Harm;
    const int line = isWarning ? kWarningLine : height() - 1;
    Lane lane(rect().adjusted(kIntegrityInset, isWarning ? kWarningTop : 0, -kIntegrityInset, 0), look.direction());
    const QRect icon = lane.fromStart(kIntegrityIcon, kIntegrityGap);
    look.paintIcon(painter, QRect(icon.x(), icon.y(), icon.width(), line), m_shown.icon, kIntegrityIcon,
                   tonesOf(m_shown.mood).shape);
    QRect words = lane.fromStart(wordsWidth());
    const TextStyle headline{.type = Type::BodyStrong,
                             .tone = m_shown.mood == Mood::Neutral ? Tone::Text1 : tonesOf(m_shown.mood).text};
    if (isWarning) {
        paintText(painter, QRect(words.x(), words.y(), words.width(), line), m_shown.headline, headline, look);
        paintParagraph(painter, words.adjusted(0, line, 0, 0), m_shown.detail, {.tone = Tone::Text1}, look);
        return;
    }
    Lane rest(QRect(words.x(), 0, words.width(), line), look.direction());
    const int wanted = textWidth(m_shown.headline, Type::BodyStrong, look) + 1;
    paintText(painter, rest.fromStart(qMin(wanted, rest.width()), 14), m_shown.headline, headline, look);
    if (rest.width() > 24) {
        paintText(painter, rest.rest(), m_shown.detail, {.tone = Tone::Text2, .flow = Flow::Content}, look);
    }
}

} // namespace stillgate
