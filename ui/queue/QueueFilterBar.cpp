// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueueFilterBar.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QStringListModel>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/widget/FilterLine.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/KitLineEdit.h"
#include "ui/queue/QueueMeasures.h"

namespace stillgate {

namespace {

constexpr int kBarInset = 12;
constexpr int kFaultHeight = 26;
constexpr int kCountFoldsUnder = 560; ///< under this width the count gives way

TokenMark tokenOf(const FilterTerm& term)
{
    const qsizetype colon = term.text.indexOf(QLatin1Char(':'));
    const bool hasField = colon > 0 && !term.text.startsWith(QLatin1Char('"')) && !term.text.startsWith(QStringLiteral("-\""));
    return hasField ? TokenMark{term.text.left(colon + 1), term.text.mid(colon + 1)} : TokenMark{{}, term.text};
}

/// The fault under the line: an icon and its words.
class FaultRow final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Look look = Look::of(*this);
        painter.fillRect(rect(), look.colour(Tone::HarmTint));
        Lane lane(rect().adjusted(kBarInset, 0, 0, 0), look.direction());
        look.paintIcon(painter, lane.fromStart(16), Icon::Alert, 14, Tone::Harm);
    }
};

} // namespace

QueueFilterBar::QueueFilterBar(Names names, QWidget* parent)
    : QWidget(parent)
    , m_names(std::move(names))
    , m_line(new FilterLine(tr("add filter, e.g. confidence:<0.7"), this))
    , m_completer(new QCompleter(this))
    , m_choices(new QStringListModel(this))
    , m_count(new KitLabel({}, {.type = Type::Meta, .tone = Tone::Text2, .cut = Cut::Never}, this))
    , m_new(new KitButton(ButtonKind::Pill, Icon::ArrowUp, {}, this))
    , m_rows(new KitButton(ButtonKind::Bare, Icon::Columns, {}, this))
    , m_faultRow(new FaultRow(this))
    , m_fault(new KitLabel({}, {.tone = Tone::Harm}, m_faultRow))
{
    setObjectName(QStringLiteral("queueFilterBar"));
    m_line->setObjectName(QStringLiteral("filterLine"));
    m_count->setObjectName(QStringLiteral("queueCount"));
    m_new->setObjectName(QStringLiteral("newTicketsPill"));
    m_new->hide();
    m_rows->setObjectName(QStringLiteral("rowsButton"));
    m_rows->setAccessibleName(tr("Rows and views"));
    m_fault->setObjectName(QStringLiteral("filterFault"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(kBarInset, 0, kBarInset - KitButton::kRingRoom, 0);
    bar->setSpacing(8);
    bar->addWidget(m_line, 1);
    bar->addWidget(m_count);
    bar->addWidget(m_new);
    bar->addWidget(m_rows);
    auto* faults = new QHBoxLayout(m_faultRow);
    faults->setContentsMargins(kBarInset + 24, 0, kBarInset, 0);
    faults->addWidget(m_fault);
    m_faultRow->setFixedHeight(kFaultHeight);
    m_faultRow->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 1);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_faultRow);
    m_line->setMinimumHeight(kFilterHeight - 1);
    m_completer->setModel(m_choices);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(QStringLiteral("filterCompletions"));
    m_completer->setWidget(&m_line->edit());
    m_line->edit().setAccessibleName(tr("Filter"));
    m_line->edit().installEventFilter(this);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this,
            [this](const QString& chosen) { complete(chosen); });
    connect(m_line, &FilterLine::typed, this, &QueueFilterBar::onTyped);
    connect(m_line, &FilterLine::submitted, this, &QueueFilterBar::onSubmitted);
    connect(m_line, &FilterLine::tokenRemoved, this, &QueueFilterBar::removeToken);
    connect(m_new, &KitButton::clicked, this, &QueueFilterBar::gatheredAsked);
}

void QueueFilterBar::setFilter(const QueueFilter& filter)
{
    m_filter = filter;
    m_line->edit().clear();
    say({});
    showTokens();
}

void QueueFilterBar::setCount(const QString& words)
{
    m_count->setText(words);
}

void QueueFilterBar::setGathered(int count)
{
    m_new->setText(tr("%n new", "tickets that gathered above the fold", count));
    m_new->setAccessibleName(tr("Show %n new tickets", "", count));
    m_new->setVisible(count > 0);
}

void QueueFilterBar::focusEdit()
{
    m_line->edit().setFocus(Qt::ShortcutFocusReason);
}

void QueueFilterBar::showTokens()
{
    std::vector<TokenMark> tokens;
    tokens.reserve(m_filter.terms.size());
    for (const FilterTerm& term : m_filter.terms) {
        tokens.push_back(tokenOf(term));
    }
    m_line->setTokens(tokens);
    m_line->edit().setPlaceholderText(tokens.empty() ? tr("filter, e.g. intent:refund confidence:<0.7")
                                                     : tr("add filter, e.g. confidence:<0.7"));
}

void QueueFilterBar::say(const QString& fault)
{
    m_fault->setText(fault);
    m_faultRow->setVisible(!fault.isEmpty());
    m_line->edit().setState(fault.isEmpty() ? FieldState::Open : FieldState::Wrong);
}

void QueueFilterBar::onTyped(const QString& text)
{
    say({});
    const std::vector<FilterToken> tokens = filterTokens(text);
    const bool isWhole = !tokens.empty() && tokens.back().end == TokenEnd::Complete && text.endsWith(QLatin1Char(' '));
    if (isWhole) {
        take(text);
        return;
    }
    const QStringList choices = filterCompletions(tokens.empty() ? QString() : tokens.back().text, m_names());
    m_choices->setStringList(choices);
    if (choices.isEmpty()) {
        m_completer->popup()->hide();
    } else {
        m_completer->complete();
    }
}

void QueueFilterBar::complete(const QString& text)
{
    m_line->edit().setText(text);
    if (text.endsWith(QLatin1Char(':'))) {
        onTyped(text);
    } else {
        take(text);
    }
}

void QueueFilterBar::onSubmitted(const QString& text)
{
    const QAbstractItemView& choices = *m_completer->popup();
    if (choices.isVisible() && choices.currentIndex().isValid()) {
        return; // the key is for the choice; the line hears of it first
    }
    m_completer->popup()->hide();
    if (text.trimmed().isEmpty() || take(text)) {
        emit left();
    }
}

bool QueueFilterBar::take(const QString& text)
{
    m_completer->popup()->hide();
    auto parsed = parseFilter(text);
    if (!parsed) {
        say(parsed.error().words());
        return false;
    }
    for (FilterTerm& term : parsed->terms) {
        m_filter.terms.push_back(std::move(term));
    }
    m_line->edit().clear();
    say({});
    showTokens();
    emit filterChanged(m_filter);
    return true;
}

void QueueFilterBar::removeToken(int index)
{
    m_filter.terms.erase(m_filter.terms.begin() + index);
    showTokens();
    emit filterChanged(m_filter);
}

bool QueueFilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_line->edit() && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Down) {
            if (key == Qt::Key_Escape) {
                m_line->edit().clear();
                say({});
            }
            emit left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void QueueFilterBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_count->setVisible(width() >= kCountFoldsUnder);
}

void QueueFilterBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    painter.fillRect(rect(), look.colour(Tone::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), look.colour(Tone::Hairline));
}

} // namespace stillgate
