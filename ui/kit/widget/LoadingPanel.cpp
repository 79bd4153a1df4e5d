// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/LoadingPanel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

constexpr int kSkeletonRow = 36;
constexpr int kSkeletonDisc = 16;

// Shares of the width: rows of the same length would look like a pattern.
constexpr double kLengths[] = {0.40, 0.51, 0.31, 0.45};
constexpr double kShortLengths[] = {0.22, 0.28, 0.17, 0.25};

void paintSkeletonRow(QPainter& painter, const QRect& row, int index, const Look& look)
{
    Lane lane(row, look.direction());
    const QRect disc = lane.fromStart(kSkeletonDisc, 12);
    paintBox(painter, QRect(disc.x(), row.y() + 6, kSkeletonDisc, kSkeletonDisc), kSkeletonDisc / 2.0,
             look.colour(Tone::Sunken), look.colour(Tone::Hairline));
    const QRect end = lane.fromEnd(40, 12);
    paintBox(painter, QRect(end.x(), row.y() + 10, end.width(), 7), 3.5, look.colour(Tone::Hairline));
    const QRect rest = lane.rest();
    const auto bar = [&](double share, int top, int height, Tone tone) {
        const QRect part(rest.x(), row.y() + top, qRound(share * row.width()), height);
        paintBox(painter, QStyle::visualRect(look.direction(), rest, part), height / 2.0, look.colour(tone));
    };
    bar(kLengths[index % 4], 6, 8, Tone::Track);
    bar(kShortLengths[index % 4], 20, 6, Tone::Hairline);
}

} // namespace

LoadingPanel::LoadingPanel(QWidget* parent, int rows)
    : QWidget(parent)
    , m_rows(rows)
    , m_words(new KitLabel({}, {.tone = Tone::Text2}, this))
    , m_cancel(new KitButton(ButtonKind::Link, tr("Cancel"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, m_rows * kSkeletonRow + 8, 0, 0);
    auto* line = new QHBoxLayout;
    line->addWidget(m_words, 1);
    line->addWidget(m_cancel);
    layout->addLayout(line);
    layout->addStretch(1);
    m_cancel->setObjectName(QStringLiteral("loadingCancel"));
    connect(m_cancel, &KitButton::clicked, this, &LoadingPanel::cancelled);
    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, [this] { setShowing(true); });
    setShowing(false);
}

QSize LoadingPanel::sizeHint() const
{
    return {320, m_rows * kSkeletonRow + 8 + 24};
}

void LoadingPanel::setShowing(bool shows)
{
    m_shows = shows;
    m_words->setVisible(shows);
    m_cancel->setVisible(shows);
    update();
}

void LoadingPanel::start(const QString& words)
{
    setWords(words);
    if (!m_shows) {
        m_delay.start(kLoadingDelay);
    }
}

void LoadingPanel::setWords(const QString& words)
{
    m_words->setText(words);
    setAccessibleName(words);
}

void LoadingPanel::stop()
{
    m_delay.stop();
    setShowing(false);
}

void LoadingPanel::paintEvent(QPaintEvent*)
{
    if (!m_shows) {
        return;
    }
    QPainter painter(this);
    const Look look = Look::of(*this);
    for (int i = 0; i < m_rows; ++i) {
        paintSkeletonRow(painter, QRect(0, i * kSkeletonRow, width(), kSkeletonRow), i, look);
    }
}

} // namespace stillgate
