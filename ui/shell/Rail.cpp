// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Rail.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/text/PlainToolTip.h"

namespace stillgate {

namespace {

constexpr int kRailWidth = 48;
constexpr int kTarget = 36;
constexpr int kBrand = 44;
constexpr int kMostShown = 999;

} // namespace

RailButton::RailButton(Icon icon, const QString& name, Kind kind, QWidget* parent)
    : QAbstractButton(parent), m_icon(icon), m_name(name), m_kind(kind)
{
    setFixedSize(sizeHint());
    setFocusPolicy(Qt::TabFocus);
    setToolTip(plainToolTip(name));
    setAttribute(Qt::WA_Hover);
    this->name();
}

void RailButton::setWaiting(int count)
{
    if (count != m_waiting) {
        m_waiting = count;
        name();
        update();
    }
}

void RailButton::name()
{
    setAccessibleName(m_waiting > 0 ? tr("%1, %n waiting", nullptr, m_waiting).arg(m_name) : m_name);
}

void RailButton::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect target((width() - kTarget) / 2, (height() - kTarget) / 2, kTarget, kTarget);
    if (isChecked()) {
        paintBox(painter, target, 6, look.colour(Tone::Select));
    } else if (underMouse() || isDown()) {
        paintBox(painter, target, 6, look.colour(Tone::Hairline));
    }
    look.paintIcon(painter, target, m_icon, 20, isChecked() ? Tone::Accent : Tone::Text2);
    if (hasFocus()) {
        paintFocusRing(painter, target, 6, look);
    }
    if (m_waiting > 0) {
        const QString text = m_waiting > kMostShown ? QStringLiteral("999+") : QLocale().toString(m_waiting);
        const CountMark mark{m_kind == Kind::Yours ? Mood::Yours : Mood::Neutral, text};
        const QSize size = markSize(mark, look);
        const QRect corner(width() - size.width() - 1, 0, size.width(), size.height());
        paintMark(painter, QStyle::visualRect(look.direction(), rect(), corner), mark, look);
    }
}

Rail::Rail(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("rail"));
    setFixedWidth(kRailWidth);
    m_layout->setContentsMargins(0, kBrand + 4, 0, 8);
    m_layout->setSpacing(2);
    m_layout->addStretch(1);
}

RailButton& Rail::addPlace(Icon icon, const QString& name, RailButton::Kind kind, const QString& objectName)
{
    auto* button = new RailButton(icon, name, kind, this);
    button->setObjectName(objectName);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    const auto place = static_cast<int>(m_places.size());
    m_layout->insertWidget(place, button, 0, Qt::AlignHCenter);
    connect(button, &QAbstractButton::clicked, this, [this, place] { emit placeChosen(place); });
    m_places.push_back(button);
    return *button;
}

RailButton& Rail::addTool(Icon icon, const QString& name, const QString& objectName)
{
    auto* button = new RailButton(icon, name, RailButton::Kind::Plain, this);
    button->setObjectName(objectName);
    m_layout->addWidget(button, 0, Qt::AlignHCenter);
    return *button;
}

void Rail::setCurrent(int place)
{
    for (int i = 0; i < static_cast<int>(m_places.size()); ++i) {
        m_places[static_cast<std::size_t>(i)]->setAutoExclusive(false);
        m_places[static_cast<std::size_t>(i)]->setChecked(i == place);
        m_places[static_cast<std::size_t>(i)]->setAutoExclusive(true);
    }
}

void Rail::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), look.colour(Tone::Canvas));
    const QRect brand((width() - 24) / 2, (kBrand - 24) / 2, 24, 24);
    paintBox(painter, brand, 6, look.colour(Tone::Text1));
    look.paintIcon(painter, brand, Icon::Sign, 16, Tone::Surface);
    const QRect edge = QStyle::visualRect(look.direction(), rect(), QRect(width() - 1, 0, 1, height()));
    painter.fillRect(edge, look.colour(Tone::Hairline));
}

} // namespace stillgate
