// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "ui/quality/LabelModel.h"
#include "ui/quality/ReviewTicket.h"

class QBoxLayout;
class QListView;

namespace stillgate {

class BandFact;
class KeyHints;
class KitButton;
class KitLabel;
class KitLineEdit;
class TagRow;

/// What the ticket is: the labels with their keys, the reason for a correction, and what can be done, 492 wide.
class LabelPane final : public QWidget {
    Q_OBJECT

public:
    explicit LabelPane(const Formatting& formatting, QWidget* parent = nullptr);

    /// Chooses the label of the review that counts, or else the model's first.
    void showTicket(const ReviewTicket& ticket, const ShownTaxonomy& taxonomy);
    /// No labels; the words stand where the question stands otherwise.
    void showNothing(const QString& words);
    /// The same ticket is reviewed otherwise than before; what is chosen stays.
    void setReviewed(const std::optional<std::string>& label);
    /// Nothing can be given until the next ticket is shown; the labels stay where they are meanwhile.
    void showReading();
    /// Why the chosen label, and the model's own, cannot be given; empty where they can.
    void setHindrances(const QString& chosen, const QString& accept);
    void setUndoable(bool undoable);
    void setNarrow(bool narrow);
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
    static constexpr int kActionBar = 80;
    static constexpr int kTallBar = 108;

    void layOut();
    QWidget* actionBar();
    void begin();
    void showRows(const QString& filter);
    void choose(const std::string& intent);
    void showChoice();
    void leaveSearch();

    const Formatting& m_formatting;
    LabelModel m_model;
    ShownTaxonomy m_taxonomy;
    std::vector<ScoredLabel> m_scores; ///< empty while there is no ticket
    std::string m_chosen;
    std::optional<std::string> m_reviewed;
    bool m_isReading = false;
    QString m_nothing; ///< said while there is no ticket
    QString m_whyNotChosen;
    QString m_whyNotAccept;
    KitLabel* m_question;
    KitLabel* m_modelName;
    BandFact* m_band;
    KitLineEdit* m_search;
    QListView* m_list;
    TagRow* m_tags;
    KitLabel* m_problem;
    KitLabel* m_hindrance;
    KeyHints* m_keys;
    QWidget* m_bar = nullptr;
    QBoxLayout* m_actions = nullptr;
    KitButton* m_primary;
    KitButton* m_accept;
    KitButton* m_undo;
};

} // namespace stillgate
