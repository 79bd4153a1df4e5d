// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/LabelPane.h"

#include <QBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStyle>

#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/KitLineEdit.h"
#include "ui/quality/BandFact.h"
#include "ui/quality/Consequences.h"
#include "ui/quality/KeyHints.h"
#include "ui/quality/TagRow.h"

namespace stillgate {

LabelPane::LabelPane(const Formatting& formatting, QWidget* parent)
    : QWidget(parent)
    , m_formatting(formatting)
    , m_question(new KitLabel(QString(), {.type = Type::QuestionPane}, this, Wrap::Words))
    , m_modelName(new KitLabel(QString(), {.type = Type::Mono, .tone = Tone::Text2, .flow = Flow::LeftToRight}, this))
    , m_band(new BandFact(this))
    , m_search(new KitLineEdit(FieldKind::Search, this))
    , m_list(new QListView(this))
    , m_tags(new TagRow(correctionTags(), this))
    , m_problem(new KitLabel(QString(), {.tone = Tone::Harm}, this, Wrap::Words))
    , m_hindrance(new KitLabel(QString(), {.tone = Tone::SoonText}, this, Wrap::Words))
    , m_keys(new KeyHints({{QStringLiteral("1-9"), tr("label")},
                           {QStringLiteral("A"), tr("accept")},
                           {QStringLiteral("R"), tr("reason")},
                           {QStringLiteral("← →"), tr("move")},
                           {QStringLiteral("U"), tr("undo")}},
                          this))
    , m_primary(new KitButton(ButtonKind::Primary, Icon::Check, QString(), this))
    , m_accept(new KitButton(ButtonKind::Outlined, tr("Accept"), this))
    , m_undo(new KitButton(ButtonKind::Outlined, Icon::Undo, tr("Undo"), this))
{
    setObjectName(QStringLiteral("labelPane"));
    layOut();
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textEdited, this, &LabelPane::showRows);
    connect(m_search, &QLineEdit::returnPressed, this, &LabelPane::leaveSearch);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        if (current.isValid()) {
            choose(m_model.rowAt(current.row()).intent);
        }
    });
    connect(m_primary, &QAbstractButton::clicked, this, &LabelPane::confirmed);
    connect(m_accept, &QAbstractButton::clicked, this, &LabelPane::accepted);
    connect(m_undo, &QAbstractButton::clicked, this, &LabelPane::undoAsked);
    m_list->installEventFilter(this);
    showNothing(QString());
}

void LabelPane::begin()
{
    m_isReading = false;
    m_scores.clear();
    m_reviewed.reset();
    m_chosen.clear();
    m_whyNotChosen.clear();
    m_whyNotAccept.clear();
    m_search->clear();
    m_tags->chooseFirst();
}

void LabelPane::showTicket(const ReviewTicket& ticket, const ShownTaxonomy& taxonomy)
{
    if (ticket.labels.empty()) {
        showNothing(tr("The model gave it no label"));
        return;
    }
    begin();
    m_taxonomy = taxonomy;
    m_scores = ticket.labels;
    m_reviewed = ticket.reviewed;
    m_modelName->setText(tr("model %1").arg(ticket.model));
    m_band->show(ticket.band, bandReason(ticket, taxonomy, m_formatting));
    showRows(QString());
    choose(m_reviewed.value_or(m_scores.front().intent));
}

void LabelPane::showNothing(const QString& words)
{
    begin();
    m_nothing = words;
    m_modelName->setText(QString());
    m_band->show(Band::Manual, QString());
    showRows(QString());
    showChoice();
}

void LabelPane::setReviewed(const std::optional<std::string>& label)
{
    m_reviewed = label;
    showChoice();
}

void LabelPane::showReading()
{
    m_isReading = true;
    showChoice();
}

void LabelPane::setHindrances(const QString& chosen, const QString& accept)
{
    m_whyNotChosen = chosen;
    m_whyNotAccept = accept;
    showChoice();
}

void LabelPane::showRows(const QString& filter)
{
    m_model.setRows(m_scores.empty() ? std::vector<LabelRow>{} : labelRows(m_taxonomy, m_scores, filter, m_formatting));
    const auto row = m_model.rowOf(m_chosen);
    if (row) {
        m_list->setCurrentIndex(m_model.index(*row));
    } else if (!filter.isEmpty() && m_model.rowCount() > 0) {
        m_list->setCurrentIndex(m_model.index(0));
    }
}

void LabelPane::choose(const std::string& intent)
{
    m_chosen = intent;
    if (const auto row = m_model.rowOf(intent); row && m_list->currentIndex().row() != *row) {
        m_list->setCurrentIndex(m_model.index(*row));
    }
    showChoice();
    emit labelChosen();
}

void LabelPane::showChoice()
{
    const bool hasTicket = !m_scores.empty();
    const QString own = hasTicket ? outsideLine(m_scores.front().intent) : QString();
    const QString chosen = outsideLine(m_chosen);
    const bool corrects = hasTicket && m_chosen != m_scores.front().intent;
    const bool isReviewed = hasTicket && m_reviewed == m_chosen;
    m_question->setText(hasTicket ? tr("Is it %1?").arg(isolated(own)) : m_nothing);
    if (isReviewed) {
        m_primary->setText(tr("Reviewed as %1").arg(chosen));
    } else if (corrects) {
        m_primary->setText(tr("Correct to %1").arg(chosen));
    } else {
        m_primary->setText(hasTicket ? tr("Accept %1").arg(own) : tr("Accept"));
    }
    m_primary->setSign(corrects && !isReviewed ? Icon::Pencil : Icon::Check);
    m_primary->setToolTip(plainToolTip(m_primary->text()));
    m_primary->setEnabled(hasTicket && !m_isReading && m_whyNotChosen.isEmpty());
    m_accept->setEnabled(hasTicket && !m_isReading && m_whyNotAccept.isEmpty());
    m_accept->setAccessibleName(hasTicket ? tr("Accept %1").arg(own) : tr("Accept"));
    m_search->setEnabled(hasTicket);
    m_tags->setEnabled(corrects);
    m_hindrance->setText(m_whyNotChosen);
    m_hindrance->setVisible(hasTicket && !m_whyNotChosen.isEmpty());
}

std::string LabelPane::tag() const
{
    return m_tags->current();
}

void LabelPane::setUndoable(bool undoable)
{
    m_undo->setEnabled(undoable);
}

void LabelPane::setNarrow(bool narrow)
{
    // Beside each other the words of the first button would be cut.
    m_actions->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_bar->setFixedHeight(narrow ? kTallBar : kActionBar);
    const QSizePolicy::Policy width = narrow ? QSizePolicy::Expanding : QSizePolicy::Preferred;
    m_accept->setSizePolicy(width, QSizePolicy::Fixed);
    m_undo->setSizePolicy(width, QSizePolicy::Fixed);
    m_keys->setVisible(!narrow);
}

void LabelPane::showProblem(const QString& words)
{
    m_problem->setText(words);
    m_problem->setVisible(!words.isEmpty());
}

void LabelPane::chooseKey(int key)
{
    if (key >= 1 && key <= m_model.rowCount() && m_model.rowAt(key - 1).key == key) {
        choose(m_model.rowAt(key - 1).intent);
    }
}

void LabelPane::chooseNextTag()
{
    m_tags->chooseNext();
}

void LabelPane::step(int by)
{
    const int row = m_list->currentIndex().row() + by;
    if (row >= 0 && row < m_model.rowCount()) {
        m_list->setCurrentIndex(m_model.index(row));
    }
}

void LabelPane::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
}

void LabelPane::focusLabels()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

void LabelPane::leaveSearch()
{
    const std::string chosen = m_chosen;
    m_search->clear();
    showRows(QString());
    choose(chosen);
    focusLabels();
}

bool LabelPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept(); // it ends the search; what it found is given by the next one
            return true;
        }
    }
    // Letters are commands here, also while one of them is off: none of them jumps to a label.
    if (watched == m_list && event->type() == QEvent::KeyPress && !static_cast<QKeyEvent*>(event)->text().trimmed().isEmpty()) {
        return true;
    }
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Escape: leaveSearch(); return true;
        case Qt::Key_Down: step(1); return true;
        case Qt::Key_Up: step(-1); return true;
        default: break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void LabelPane::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.fillRect(QStyle::visualRect(look.direction(), rect(), QRect(0, 0, 1, height())), look.colour(Tone::Hairline));
}

} // namespace stillgate
