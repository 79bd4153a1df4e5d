// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditFacets.h"

#include <QButtonGroup>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/audit/EventSign.h"
#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/SectionHeader.h"

namespace stillgate {

namespace {
constexpr int kFacetsWidth = 208;
constexpr int kFacetInset = 8;
} // namespace

FacetButton::FacetButton(const QString& text, QWidget* parent) : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FacetButton::setNote(const QString& note)
{
    m_note = note;
    setAccessibleDescription(note);
    update();
}

void FacetButton::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintRoundRow(painter, rect(), {.selected = isChecked(), .hovered = underMouse()}, look);
    Lane lane(rect().adjusted(kFacetInset, 0, -kFacetInset, 0), look.direction());
    const Tone quiet = isChecked() ? Tone::Text2 : Tone::Text3;
    if (!m_note.isEmpty()) {
        paintText(painter, lane.fromEnd(textWidth(m_note, Type::Body, look), 8), m_note, {.tone = quiet, .align = Align::End},
                  look);
    }
    paintText(painter, lane.rest(), text(),
              {.type = isChecked() ? Type::BodyStrong : Type::Body, .tone = isChecked() ? Tone::Text1 : Tone::Text2}, look);
    if (hasFocus()) {
        paintFocusRing(painter, rect().adjusted(3, 3, -3, -3), 4, look);
    }
}

AuditFacets::AuditFacets(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("auditFacets"));
    setFixedWidth(kFacetsWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 16, 9, 12);
    layout->setSpacing(0);
    addSection(*layout, tr("Kind"));
    for (const EventKind& kind : eventKinds()) {
        addFacet(*layout, AuditField::Code, kind.prefix, kind.words);
    }
    addSection(*layout, tr("Who"));
    addFacet(*layout, AuditField::Actor, QString(), tr("Everybody"));
    addFacet(*layout, AuditField::Actor, QStringLiteral("me"), tr("My actions"));
    addFacet(*layout, AuditField::Actor, QStringLiteral("orchestrator"), tr("The orchestrator"));
    addSection(*layout, tr("When"));
    addFacet(*layout, AuditField::Since, QStringLiteral("today"), tr("Today"));
    addFacet(*layout, AuditField::Since, QStringLiteral("7d"), tr("7 days"));
    addFacet(*layout, AuditField::Since, QString(), tr("All"));
    layout->addStretch(1);
}

void AuditFacets::addSection(QVBoxLayout& layout, const QString& title)
{
    if (m_group != nullptr) {
        layout.addSpacing(10);
        layout.addWidget(new Hairline(Qt::Horizontal, this));
        layout.addSpacing(12);
    }
    auto* head = new SectionHeader(title, this, Type::Label);
    head->setContentsMargins(kFacetInset, 0, 0, 0);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(kFacetInset, 0, kFacetInset, 0);
    line->addWidget(head);
    layout.addLayout(line);
    layout.addSpacing(4);
    m_group = new QButtonGroup(this);
    m_group->setExclusive(true);
}

void AuditFacets::addFacet(QVBoxLayout& layout, AuditField field, const QString& value, const QString& words)
{
    auto* button = new FacetButton(words, this);
    button->setObjectName(QStringLiteral("facet_%1%2").arg(auditFieldName(field), value));
    m_group->addButton(button);
    layout.addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, field, value] { emit chosen(field, value); });
    m_facets.push_back({field, value, button});
}

void AuditFacets::showQuery(const AuditQuery& query)
{
    for (const Facet& facet : m_facets) {
        QButtonGroup* group = facet.button->group();
        group->setExclusive(false); // what was typed may be none of the choices
        facet.button->setChecked(query.valueOf(facet.field) == facet.value);
        group->setExclusive(true);
    }
}

void AuditFacets::setLedgerCount(const QString& count)
{
    m_facets.front().button->setNote(count);
}

void AuditFacets::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.fillRect(rect(), look.colour(Tone::Canvas));
    painter.fillRect(QStyle::visualRect(look.direction(), rect(), QRect(width() - 1, 0, 1, height())),
                     look.colour(Tone::Hairline));
}

} // namespace stillgate
