// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/SignedFold.h"

#include <QGridLayout>
#include <QVBoxLayout>

#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/OutsideText.h"

namespace stillgate {

namespace {

constexpr int kLabelWidth = 104;
constexpr int kDetailWidth = 120;
constexpr int kLineGap = 4;

OutsideText* outsideCell(const UntrustedText& text, Tone tone, QWidget* parent)
{
    auto* cell = new OutsideText(parent, Type::Mono, tone);
    cell->setContent(OutsideContent::of(text));
    // Selected with the mouse; a stop of the tab key for each line would bury the buttons.
    cell->setFocusPolicy(Qt::ClickFocus);
    return cell;
}

} // namespace

SignedFold::SignedFold(QWidget* parent)
    : QWidget(parent), m_toggle(new KitButton(ButtonKind::Link, Icon::ChevronRight, {}, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_toggle, 0, Qt::AlignLeading);
    m_toggle->setObjectName(QStringLiteral("signedToggle"));
    connect(m_toggle, &KitButton::clicked, this, &SignedFold::toggle);
    sayToggle();
}

KitButton& SignedFold::takeToggle()
{
    layout()->removeWidget(m_toggle);
    m_hasToggle = false;
    showParts();
    return *m_toggle;
}

void SignedFold::setAvailable(bool available)
{
    m_isAvailable = available;
    showParts();
}

void SignedFold::showParts()
{
    m_toggle->setVisible(m_isAvailable);
    setVisible(m_isAvailable && (m_hasToggle || m_isOpen));
}

void SignedFold::setLines(const std::vector<SignedLine>& lines, const QString& note)
{
    if (lines == m_lines && note == m_note) {
        return;
    }
    m_lines = lines;
    m_note = note;
    sayToggle();
    if (m_isOpen) {
        fill();
    }
}

void SignedFold::setOpen(bool open)
{
    if (open == m_isOpen) {
        return;
    }
    m_isOpen = open;
    sayToggle();
    if (open) {
        fill();
    } else {
        delete m_list;
        m_list = nullptr;
    }
    showParts();
    emit opened(open);
}

void SignedFold::sayToggle()
{
    m_toggle->setSign(m_isOpen ? Icon::ChevronDown : Icon::ChevronRight);
    m_toggle->setText(tr("Everything that is signed (%1)").arg(m_lines.size()));
    m_toggle->setAccessibleDescription(m_isOpen ? tr("shown") : tr("folded away"));
}

void SignedFold::fill()
{
    delete m_list;
    m_list = new QWidget(this);
    m_list->setObjectName(QStringLiteral("signedLines"));
    auto* grid = new QGridLayout(m_list);
    grid->setContentsMargins(KitButton::kRingRoom, 0, KitButton::kRingRoom, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(kLineGap);
    grid->setColumnMinimumWidth(0, kLabelWidth);
    grid->setColumnStretch(2, 1);
    int row = 0;
    for (const SignedLine& line : m_lines) {
        grid->addWidget(new KitLabel(line.label, {.type = Type::Meta, .tone = Tone::Text3}, m_list), row, 0, Qt::AlignTop);
        if (line.detail.empty()) {
            grid->addWidget(outsideCell(line.value, Tone::Text1, m_list), row, 1, 1, 2, Qt::AlignTop);
        } else {
            OutsideText* detail = outsideCell(UntrustedText(line.detail), Tone::Text2, m_list);
            detail->setFixedWidth(kDetailWidth);
            grid->addWidget(detail, row, 1, Qt::AlignTop);
            grid->addWidget(outsideCell(line.value, Tone::Text1, m_list), row, 2, Qt::AlignTop);
        }
        ++row;
    }
    if (!m_note.isEmpty()) {
        grid->addWidget(new KitLabel(m_note, {.type = Type::Meta, .tone = Tone::Text3}, m_list, Wrap::Words), row, 0, 1, 3);
    }
    layout()->addWidget(m_list);
    m_list->show();
}

} // namespace stillgate
