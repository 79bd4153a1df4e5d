// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditListHead.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QPainter>
#include <QStringListModel>
#include <QVBoxLayout>

#include "ui/kit/paint/Rows.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/widget/FilterLine.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/KitLineEdit.h"

namespace stillgate {

namespace {
constexpr int kFilterHeight = 40;
constexpr int kFaultIndent = 32; ///< where what was typed begins
} // namespace

AuditListHead::AuditListHead(QWidget* parent)
    : QWidget(parent)
    , m_line(new FilterLine(tr("Filter: ticket:#12 code:gate. since:today"), this))
    , m_count(new KitLabel(QString(), {.tone = Tone::Text3}, this))
    , m_news(new KitButton(ButtonKind::Pill, Icon::ArrowUp, QString(), this))
    , m_faultRow(new QWidget(this))
    , m_fault(new KitLabel(QString(), {.tone = Tone::Harm}, m_faultRow, Wrap::Words))
    , m_completions(new QStringListModel(this))
{
    setObjectName(QStringLiteral("auditListHead"));
    m_count->setObjectName(QStringLiteral("auditCount"));
    m_news->setObjectName(QStringLiteral("newsButton"));
    m_fault->setObjectName(QStringLiteral("filterFault"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 0, 16, 1);
    layout->setSpacing(0);
    auto* row = new QWidget(this);
    row->setFixedHeight(kFilterHeight - 1);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    line->addWidget(m_line, 1);
    line->addWidget(m_news);
    line->addWidget(m_count);
    layout->addWidget(row);
    auto* fault = new QHBoxLayout(m_faultRow);
    fault->setContentsMargins(kFaultIndent, 0, 0, 8);
    fault->addWidget(m_fault);
    layout->addWidget(m_faultRow);
    m_faultRow->hide();
    m_news->hide();
    KitLineEdit& edit = m_line->edit();
    edit.setAccessibleName(tr("Filter"));
    m_completer = new QCompleter(m_completions, this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(QStringLiteral("auditCompletions"));
    m_completer->setWidget(&edit);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &AuditListHead::takeChoice);
    connect(m_line, &FilterLine::typed, this, &AuditListHead::takeTyping);
    connect(m_line, &FilterLine::submitted, this, [this](const QString& text) {
        const QAbstractItemView& choices = *m_completer->popup();
        if (!choices.isVisible() || !choices.currentIndex().isValid()) {
            emit submitted(text); // else the key is for the choice; the line hears of it first
        }
    });
    connect(m_line, &FilterLine::tokenRemoved, this, &AuditListHead::termRemoved);
    connect(m_news, &QAbstractButton::clicked, this, &AuditListHead::newsAsked);
}

/// A whole word is taken at the blank behind it.
void AuditListHead::takeTyping(const QString& text)
{
    showFault(std::nullopt);
    if (text.endsWith(QLatin1Char(' ')) && !text.trimmed().isEmpty()) {
        emit wordTyped(text);
        return;
    }
    offer(text.section(QLatin1Char(' '), -1));
}

void AuditListHead::offer(const QString& token)
{
    m_completions->setStringList(auditCompletions(token));
    if (m_completions->rowCount() > 0) {
        m_completer->complete();
    } else {
        m_completer->popup()->hide();
    }
}

/// Of a field its values are offered next; what is whole is taken.
void AuditListHead::takeChoice(const QString& choice)
{
    if (choice.endsWith(QLatin1Char(':'))) {
        m_line->edit().setText(choice);
        offer(choice);
    } else {
        emit wordTyped(choice);
    }
}

void AuditListHead::showQuery(const AuditQuery& query)
{
    m_line->setTokens(query.tokens());
    m_line->edit().clear();
    m_line->edit().setPlaceholderText(query.terms.empty() ? tr("Filter: ticket:#12 code:gate. since:today") : QString());
    showFault(std::nullopt);
}

void AuditListHead::showFault(const std::optional<AuditFault>& fault)
{
    m_faultRow->setVisible(fault.has_value());
    m_line->edit().setState(fault ? FieldState::Wrong : FieldState::Open);
    m_fault->setText(fault ? tr("Cannot read %1: %2.").arg(isolated(outsideLine(fault->token)), fault->why) : QString());
}

void AuditListHead::setCount(const QString& count)
{
    m_count->setText(count);
}

void AuditListHead::setNews(int count, bool isMore)
{
    m_news->setVisible(count > 0);
    m_news->setText(isMore ? tr("More than %n new", nullptr, count) : tr("%n new", nullptr, count));
}

void AuditListHead::focusField()
{
    m_line->edit().setFocus(Qt::ShortcutFocusReason);
}

void AuditListHead::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintRowLine(painter, rect(), 0, Look::of(*this));
}

} // namespace stillgate
