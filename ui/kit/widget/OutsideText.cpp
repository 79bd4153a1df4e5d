// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/OutsideText.h"

#include <algorithm>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QTextBoundaryFinder>

#include "ui/kit/widget/LinkPrompt.h"

namespace stillgate {

namespace {

constexpr int kPreferredWidth = 480;
constexpr int kNarrowest = 80;

} // namespace

OutsideText::OutsideText(QWidget* parent, Type type, Tone tone)
    : QWidget(parent), m_opener(&LinkPrompt::openInBrowser), m_type(type), m_tone(tone)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::IBeamCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

OutsideText::~OutsideText() = default;

void OutsideText::setContent(OutsideContent content)
{
    m_content = std::move(content);
    m_layout.reset();
    m_anchor = m_cursor = 0;
    setAccessibleName(m_content.copied());
    updateGeometry();
    update();
}

const OutsideLayout& OutsideText::layoutFor(int width) const
{
    if (!m_layout || m_layoutWidth != width) {
        m_layout = std::make_unique<OutsideLayout>(m_content, width, m_type, Look::of(*this));
        m_layoutWidth = width;
    }
    return *m_layout;
}

QSize OutsideText::sizeHint() const
{
    const int width = this->width() > kNarrowest ? this->width() : kPreferredWidth;
    return {kPreferredWidth, heightForWidth(width)};
}

QSize OutsideText::minimumSizeHint() const
{
    return {kNarrowest, 0};
}

int OutsideText::heightForWidth(int width) const
{
    return layoutFor(width).height();
}

OutsideLayout::Selection OutsideText::selection() const
{
    return {std::min(m_anchor, m_cursor), std::max(m_anchor, m_cursor)};
}

QString OutsideText::selectedText() const
{
    const auto [begin, end] = selection();
    return begin < end ? m_content.copied(begin, end) : QString();
}

void OutsideText::selectAll()
{
    m_anchor = 0;
    m_cursor = m_content.shown().size();
    update();
}

void OutsideText::copy() const
{
    if (const QString text = selectedText(); !text.isEmpty()) {
        QGuiApplication::clipboard()->setText(text);
    }
}

void OutsideText::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    layoutFor(width()).paint(painter, QPoint(0, 0), m_tone, selection(), look);
}

void OutsideText::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        m_cursor = layoutFor(width()).positionAt(event->position());
        if (!event->modifiers().testFlag(Qt::ShiftModifier)) {
            m_anchor = m_cursor;
        }
        update();
    }
}

void OutsideText::mouseReleaseEvent(QMouseEvent* event)
{
    const LinkTarget* link = event->button() == Qt::LeftButton && m_anchor == m_cursor ? linkAt(event->position()) : nullptr;
    if (link != nullptr) {
        ask(*link, event->globalPosition().toPoint());
    }
}

void OutsideText::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton)) {
        m_cursor = layoutFor(width()).positionAt(event->position());
        update();
    }
}

void OutsideText::mouseDoubleClickEvent(QMouseEvent* event)
{
    QTextBoundaryFinder words(QTextBoundaryFinder::Word, m_content.shown());
    words.setPosition(layoutFor(width()).positionAt(event->position()));
    m_anchor = words.isAtBoundary() ? words.position() : words.toPreviousBoundary();
    words.setPosition(m_anchor);
    m_cursor = std::max<qsizetype>(m_anchor, words.toNextBoundary());
    update();
}

void OutsideText::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void OutsideText::focusOutEvent(QFocusEvent* event)
{
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason) {
        m_anchor = m_cursor;
    }
    QWidget::focusOutEvent(event);
    update();
}

void OutsideText::setOpener(std::function<void(const QString&)> opener)
{
    m_opener = std::move(opener);
}

const LinkTarget* OutsideText::linkAt(const QPointF& point) const
{
    const qsizetype at = layoutFor(width()).positionAt(point);
    const auto& links = m_content.links();
    const auto found =
        std::find_if(links.begin(), links.end(), [&](const FoundLink& link) { return link.begin <= at && at < link.end; });
    return found == links.end() ? nullptr : &found->target;
}

void OutsideText::ask(const LinkTarget& target, const QPoint& globalPos)
{
    (new LinkPrompt(target, m_opener, this))->popUp(globalPos);
}

void OutsideText::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* copyAction = menu->addAction(tr("Copy, with hidden characters named"), this, &OutsideText::copy);
    copyAction->setEnabled(!selectedText().isEmpty());
    menu->addAction(tr("Select all"), this, &OutsideText::selectAll);
    for (const FoundLink& link : m_content.links()) {
        menu->addAction(tr("Where does the link to %1 lead?").arg(link.target.host), this,
                        [this, target = link.target, at = event->globalPos()] { ask(target, at); });
    }
    menu->popup(event->globalPos());
}

void OutsideText::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_layout.reset();
    }
    QWidget::changeEvent(event);
}

} // namespace stillgate
