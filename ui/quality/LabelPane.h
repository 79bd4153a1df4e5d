// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "ui/quality/LabelModel.h"
#include "ui/quality/ReviewTicket.h"

class QListView;

namespace stillgate {

class KitButton;
class KitLabel;
class KitLineEdit;
class TagRow;

/// What the ticket is: the labels with their keys, the reason for a correction, and what can be done, 492 wide.
class LabelPane final : public QWidget {
    Q_OBJECT

public:
    explicit LabelPane(const Formatting& formatting, QWidget* parent = nullptr);

    /// Chooses the model's first label.
    void showTicket(const std::optional<ReviewTicket>& ticket, const ShownTaxonomy& taxonomy);
    void setUndoable(bool undoable);
    void showProblem(const QString& words); ///< empty for none

    [[nodiscard]] const std::string& chosen() const { return m_chosen; } ///< empty while there is no ticket
    [[nodiscard]] std::string tag() const;
    void chooseKey(int key);
    void chooseNextTag();
    void step(int by);
    void focusSearch();
    void focusLabels();

signals:
    void labelChosen();
    void confirmed();
    void accepted();
    void undoAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void layOut();
    QWidget* actionBar();
    void showRows(const QString& filter);
    void choose(const std::string& intent);
    void showChoice();
    void leaveSearch();

    const Formatting& m_formatting;
    LabelModel m_model;
    ShownTaxonomy m_taxonomy;
    std::vector<ScoredLabel> m_scores;
    std::string m_chosen;
    KitLabel* m_question;
    KitLabel* m_modelName;
    KitLabel* m_bandWords;
    KitLineEdit* m_search;
    QListView* m_list;
    TagRow* m_tags;
    KitLabel* m_problem;
    KitButton* m_primary;
    KitButton* m_accept;
    KitButton* m_undo;
};

} // namespace stillgate
