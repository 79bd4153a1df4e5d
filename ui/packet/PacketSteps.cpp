// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketSteps.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

constexpr int kStepRow = 28;
constexpr int kStepInset = 8;
constexpr int kStepIcon = 16;
constexpr int kStepIconGap = 10;
constexpr int kStepTitle = 66;
constexpr int kStepTime = 60;
constexpr int kStepShortTime = 36;
constexpr int kStepNarrow = 320; ///< under it the seconds make room for what happened
constexpr int kListRow = 24;

QString stateWords(PacketStepState state)
{
    switch (state) {
    case PacketStepState::Done: return PacketText::tr("done");
    case PacketStepState::Now: return PacketText::tr("now");
    case PacketStepState::Failed: return PacketText::tr("stopped here");
    case PacketStepState::Ahead: return PacketText::tr("not reached");
    }
    return {};
}

struct StepTones {
    Tone title;
    Tone summary;
};

StepTones tonesOf(PacketStepState state)
{
    return state == PacketStepState::Ahead ? StepTones{Tone::Text3, Tone::Text3} : StepTones{Tone::Text1, Tone::Text2};
}

/// The line from one sign to the next, in the middle of the column of signs.
void paintThread(QPainter& painter, const QRect& row, int inset, int icon, const Look& look)
{
    const QRect line(row.x() + inset + icon / 2, row.y() + (row.height() + icon) / 2 + 1, 1, row.height() - icon - 2);
    painter.fillRect(QStyle::visualRect(look.direction(), row, line), look.colour(Tone::Strong));
}

} // namespace

PacketStepSign packetStepSign(const PacketStep& step)
{
    switch (step.state) {
    case PacketStepState::Ahead: return {Icon::Circle, Tone::Text3};
    case PacketStepState::Now: return {step.kind == PacketStepKind::Gate ? Icon::PauseCircle : Icon::Clock, Tone::Accent};
    case PacketStepState::Failed:
        return step.kind == PacketStepKind::Escalated ? PacketStepSign{Icon::Person, Tone::SoonShape}
                                                      : PacketStepSign{Icon::CrossCircle, Tone::Harm};
    case PacketStepState::Done: return {Icon::CheckCircle, Tone::Verified};
    }
    return {};
}

PacketStepRow::PacketStepRow(const PacketStep& step, Line line, QWidget* parent)
    : QAbstractButton(parent)
    , m_summary(step.summary)
    , m_time(step.time)
    , m_shortTime(step.shortTime)
    , m_sign(packetStepSign(step))
    , m_state(step.state)
    , m_line(line)
{
    setText(step.title);
    setCheckable(!step.events.empty());
    setFocusPolicy(step.events.empty() ? Qt::NoFocus : Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    // What happened may be cut in a narrow room.
    setToolTip(plainToolTip(step.timeTip.isEmpty() || step.summary.isEmpty()
                                ? step.summary + step.timeTip
                                : PacketText::tr("%1, %2", "what happened and when").arg(step.summary, step.timeTip)));
    setAccessibleName(PacketText::tr("%1, %2, %3", "step, its state and what happened")
                          .arg(step.title, stateWords(step.state), step.summary));
    setAccessibleDescription(step.timeTip);
}

QSize PacketStepRow::sizeHint() const
{
    return {0, kStepRow};
}

void PacketStepRow::setFollowed(bool followed)
{
    m_isFollowed = followed;
    update();
}

void PacketStepRow::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Down: emit moveAsked(1); return;
    case Qt::Key_Up: emit moveAsked(-1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter: click(); return;
    default: QAbstractButton::keyPressEvent(event);
    }
}

void PacketStepRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    const bool isNow = m_state == PacketStepState::Now;
    const RowState state{.selected = isNow, .hovered = isCheckable() && underMouse()};
    paintRoundRow(painter, rect(), state, look);
    if (m_line == Line::GoesOn && !m_isFollowed) {
        paintThread(painter, rect(), kStepInset, kStepIcon, look);
    }
    Lane lane(rect().adjusted(kStepInset, 0, -kStepInset, 0), look.direction());
    look.paintIcon(painter, lane.fromStart(kStepIcon, kStepIconGap), m_sign.icon, kStepIcon, m_sign.tone);
    const StepTones tones = tonesOf(m_state);
    const int title = qMax(kStepTitle, textWidth(text(), Type::BodyStrong, look) + 6);
    paintText(painter, lane.fromStart(title), text(),
              {.type = m_state == PacketStepState::Ahead ? Type::Body : Type::BodyMedium, .tone = tones.title}, look);
    const bool isNarrow = width() < kStepNarrow;
    if (!m_time.isEmpty()) {
        paintText(painter, lane.fromEnd(isNarrow ? kStepShortTime : kStepTime, 4), isNarrow ? m_shortTime : m_time,
                  {.type = Type::Meta, .tone = isNow ? Tone::Text2 : Tone::Text3, .align = Align::End}, look);
    }
    paintText(painter, lane.rest(), m_summary, {.tone = tones.summary}, look);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        paintFocusRing(painter, rect().adjusted(2, 2, -2, -2), 5, look);
    }
}

PacketSteps::PacketSteps(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("packetSteps"));
    setAccessibleName(PacketText::tr("What happened"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
}

void PacketSteps::setSteps(const TicketId& ticket, std::vector<PacketStep> steps)
{
    if (ticket == m_ticket && steps == m_steps) {
        return;
    }
    if (ticket != m_ticket) {
        m_open.clear();
    }
    m_ticket = ticket;
    m_steps = std::move(steps);
    build();
}

/// The newest trace, as long as the ticket stands at the gate that it opened.
bool PacketSteps::asksForPeople(std::size_t step) const
{
    const auto isWaiting = [](const PacketStep& next) {
        return next.kind == PacketStepKind::Gate && next.state == PacketStepState::Now;
    };
    const auto after = m_steps.begin() + static_cast<std::ptrdiff_t>(step) + 1;
    const auto isTrace = [](const PacketStep& next) { return !next.rules.empty(); };
    return isTrace(m_steps[step]) && std::any_of(after, m_steps.end(), isWaiting) &&
           std::none_of(after, m_steps.end(), isTrace);
}

void PacketSteps::build()
{
    const auto focused = std::find_if(m_rows.begin(), m_rows.end(), [](const PacketStepRow* row) { return row->hasFocus(); });
    const auto place = focused == m_rows.end() ? m_rows.size() : static_cast<std::size_t>(focused - m_rows.begin());
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_rows.clear();
    m_details.assign(m_steps.size(), nullptr);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const auto line = i + 1 < m_steps.size() ? PacketStepRow::Line::GoesOn : PacketStepRow::Line::Last;
        auto* row = new PacketStepRow(m_steps[i], line, this);
        row->setObjectName(QStringLiteral("packetStep%1").arg(i));
        connect(row, &QAbstractButton::clicked, this, [this, i] { toggle(i); });
        connect(row, &PacketStepRow::moveAsked, this, [this, i](int by) { moveFocus(i, by); });
        m_rows.push_back(row);
        m_layout->addWidget(row);
    }
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        m_rows[i]->setChecked(m_open.contains(i) && m_rows[i]->isCheckable());
        showDetail(i);
    }
    if (place < m_rows.size()) {
        m_rows[place]->setFocus();
    }
}

void PacketSteps::toggle(std::size_t step)
{
    if (m_rows[step]->isChecked()) {
        m_open.insert(step);
    } else {
        m_open.erase(step);
    }
    showDetail(step);
}

void PacketSteps::showDetail(std::size_t step)
{
    if (PacketStepDetail* before = std::exchange(m_details[step], nullptr)) {
        m_layout->removeWidget(before);
        before->hide();
        before->setObjectName({});
        before->deleteLater();
    }
    const bool isOpen = m_rows[step]->isChecked();
    m_rows[step]->setFollowed(isOpen || asksForPeople(step));
    if (!isOpen && !asksForPeople(step)) {
        return;
    }
    auto* detail = new PacketStepDetail(m_steps[step], isOpen ? StepExtent::All : StepExtent::Rules, this);
    detail->setObjectName(QStringLiteral("packetStepDetail%1").arg(step));
    connect(detail, &PacketStepDetail::eventOpened, this, &PacketSteps::eventOpened);
    m_layout->insertWidget(m_layout->indexOf(m_rows[step]) + 1, detail);
    m_details[step] = detail;
}

void PacketSteps::moveFocus(std::size_t from, int by)
{
    for (auto at = static_cast<std::ptrdiff_t>(from) + by; at >= 0 && at < static_cast<std::ptrdiff_t>(m_rows.size());
         at += by) {
        if (PacketStepRow* row = m_rows[static_cast<std::size_t>(at)]; row->focusPolicy() != Qt::NoFocus) {
            row->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

PacketStepList::PacketStepList(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("packetStepList"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PacketStepList::setSteps(std::vector<PacketStep> steps)
{
    m_steps = std::move(steps);
    QStringList said;
    for (const PacketStep& step : m_steps) {
        said.push_back(PacketText::tr("%1, %2, %3", "step, its state and what happened")
                           .arg(step.title, stateWords(step.state), step.summary));
    }
    setAccessibleName(said.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize PacketStepList::sizeHint() const
{
    return {0, kListRow * static_cast<int>(m_steps.size())};
}

void PacketStepList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    QRect row(0, 0, width(), kListRow);
    for (const PacketStep& step : m_steps) {
        const PacketStepSign sign = packetStepSign(step);
        if (&step != &m_steps.back()) {
            paintThread(painter, row, 0, kStepIcon, look);
        }
        Lane lane(row, look.direction());
        look.paintIcon(painter, lane.fromStart(kStepIcon, kStepIconGap), sign.icon, kStepIcon, sign.tone);
        const StepTones tones = tonesOf(step.state);
        const bool isNow = step.state == PacketStepState::Now;
        paintText(painter, lane.fromStart(kStepTitle + 10), step.title,
                  {.type = isNow                                  ? Type::BodyStrong
                           : step.state == PacketStepState::Ahead ? Type::Body
                                                                  : Type::BodyMedium,
                   .tone = tones.title},
                  look);
        paintText(painter, lane.fromEnd(44, 4), step.shortTime, {.tone = Tone::Text3, .align = Align::End}, look);
        paintText(painter, lane.rest(), step.summary, {.tone = tones.summary}, look);
        row.translate(0, kListRow);
    }
}

} // namespace stillgate
