// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/TopBar.h"

#include <algorithm>

#include <QMouseEvent>
#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kHeight = 44;
constexpr int kInset = 16;
constexpr int kChevron = 22;
constexpr int kSearchFocusRoom = 3;
constexpr int kStepperGap = 12;

} // namespace

SearchButton::SearchButton(QWidget* parent) : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("searchButton"));
    setAccessibleName(tr("Search or run a command"));
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::IBeamCursor);
    setAttribute(Qt::WA_Hover);
}

void SearchButton::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect box = rect().adjusted(kSearchFocusRoom, kSearchFocusRoom, -kSearchFocusRoom, -kSearchFocusRoom);
    paintBox(painter, box, 6, look.colour(underMouse() ? Tone::Hover : Tone::Sunken), look.colour(Tone::Hairline));
    Lane lane(box.adjusted(8, 0, -4, 0), look.direction());
    look.paintIcon(painter, lane.fromStart(16, 8), Icon::Search, 16, Tone::Text3);
    const KeyMark keys{keyText(QKeySequence(Qt::CTRL | Qt::Key_K)), KeyMark::Ground::Plain};
    paintMark(painter, lane.fromEnd(markSize(keys, look).width(), 8), keys, look);
    paintText(painter, lane.rest(), accessibleName(), {.type = Type::Body, .tone = Tone::Text3}, look);
    if (hasFocus()) {
        paintFocusRing(painter, box, 6, look);
    }
}

TopBar::TopBar(QWidget* parent) : QWidget(parent), m_search(new SearchButton(this)), m_stepper(new TicketStepper(this))
{
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(kHeight);
    m_stepper->hide();
    connect(m_search, &QAbstractButton::clicked, this, &TopBar::searchAsked);
    connect(m_stepper, &TicketStepper::stepAsked, this, &TopBar::stepAsked);
}

void TopBar::setCrumbs(const QStringList& crumbs)
{
    m_crumbs = crumbs;
    setAccessibleName(crumbs.join(QStringLiteral(", ")));
    placeStepper();
    update();
}

void TopBar::setListPlace(const std::optional<ListPlace>& place)
{
    m_place = place;
    if (place) {
        m_stepper->tell(*place);
    }
    placeStepper();
}

/// Behind the last crumb; away where the search field leaves no room for it.
void TopBar::placeStepper()
{
    const QList<CrumbPlace> places = crumbPlaces();
    if (!m_place || places.isEmpty()) {
        m_stepper->hide();
        return;
    }
    const bool mirrored = Look::of(*this).isRightToLeft();
    const QRect last = places.last().rect;
    const int left = mirrored ? last.left() - kStepperGap - m_stepper->width() : last.right() + 1 + kStepperGap;
    m_stepper->move(left, (height() - m_stepper->height()) / 2);
    const QRect field = m_search->geometry();
    m_stepper->setVisible(mirrored ? left > field.right() : left + m_stepper->width() < field.left());
}

void TopBar::setPerson(const QString& name, const PersonMark& badge)
{
    if (name == m_person && badge == m_badge) {
        return;
    }
    m_person = name;
    m_badge = badge;
    update();
}

QList<TopBar::CrumbPlace> TopBar::crumbPlaces() const
{
    const Look look = Look::of(*this);
    const int room = m_search->isVisible() ? (width() - m_search->width()) / 2 - kInset - 8 : width() / 2;
    Lane lane(QRect(kInset, 0, std::max(room, 0), height()), look.direction());
    if (look.isRightToLeft()) {
        lane = Lane(QRect(width() - kInset - std::max(room, 0), 0, std::max(room, 0), height()), look.direction());
    }
    QList<CrumbPlace> places;
    for (int i = 0; i < m_crumbs.size(); ++i) {
        CrumbPlace place;
        if (i > 0) {
            place.chevron = lane.fromStart(kChevron);
        }
        const bool last = i == m_crumbs.size() - 1;
        place.rect = lane.fromStart(textWidth(m_crumbs.at(i), last ? Type::BodyStrong : Type::Body, look) + 1);
        places << place;
    }
    return places;
}

void TopBar::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), look.colour(Tone::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), look.colour(Tone::Hairline));
    const QList<CrumbPlace> places = crumbPlaces();
    for (int i = 0; i < places.size(); ++i) {
        if (i > 0) {
            look.paintIcon(painter, places.at(i).chevron, Icon::ChevronRight, 14, Tone::Text3);
        }
        const bool last = i == places.size() - 1;
        paintText(painter, places.at(i).rect, m_crumbs.at(i),
                  {.type = last ? Type::BodyStrong : Type::Body, .tone = last ? Tone::Text1 : Tone::Text2}, look);
    }
    paintPerson(painter, look);
}

void TopBar::paintPerson(QPainter& painter, const Look& look) const
{
    if (m_person.isEmpty()) {
        return;
    }
    const int room = (width() - m_search->width()) / 2 - kInset - 12;
    const int name = std::min(textWidth(m_person, Type::BodyMedium, look), std::max(room - 40, 0));
    Lane lane(rect().adjusted(kInset, 0, -kInset, 0), look.direction());
    paintMark(painter, lane.fromEnd(m_badge.diameter, 8), m_badge, look);
    paintText(painter, lane.fromEnd(name + 1), m_person, {.type = Type::BodyMedium, .align = Align::End}, look);
}

void TopBar::resizeEvent(QResizeEvent*)
{
    const int wide = std::min(m_search->sizeHint().width(), std::max(width() - 520, 200));
    m_search->setGeometry((width() - wide) / 2, (height() - m_search->sizeHint().height()) / 2, wide,
                          m_search->sizeHint().height());
    placeStepper();
}

void TopBar::mouseReleaseEvent(QMouseEvent* event)
{
    const QList<CrumbPlace> places = crumbPlaces();
    for (int i = 0; i + 1 < places.size(); ++i) {
        if (places.at(i).rect.contains(event->position().toPoint())) {
            emit crumbChosen(i);
            return;
        }
    }
}

} // namespace stillgate
