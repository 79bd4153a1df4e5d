// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QWidget>

#include "ui/queue/FilterTokens.h"
#include "ui/queue/QueueFilter.h"

class QCompleter;
class QStringListModel;

namespace stillgate {

class FilterLine;
class KitButton;
class KitLabel;

/// The filter line with what stands beside it: how many tickets, how many new ones, and the button of the rows. A token that is not
/// understood is named under the line, and the filter stays what it was.
class QueueFilterBar final : public QWidget {
    Q_OBJECT

public:
    /// The names that are there, asked for while somebody types.
    using Names = std::function<FilterNames()>;

    explicit QueueFilterBar(Names names, QWidget* parent = nullptr);

    /// Without a signal.
    void setFilter(const QueueFilter& filter);
    [[nodiscard]] const QueueFilter& filter() const { return m_filter; }
    void setCount(const QString& words);
    void setGathered(int count);
    void focusEdit();
    [[nodiscard]] KitButton& rowsButton() const { return *m_rows; }

signals:
    /// By the user.
    void filterChanged(const stillgate::QueueFilter& filter);
    void gatheredAsked();
    /// Escape, or Return on an empty field: back to the rows.
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void onTyped(const QString& text);
    void onSubmitted(const QString& text);
    /// Takes the words over as tokens; false when they are not understood.
    bool take(const QString& text);
    void removeToken(int index);
    void showTokens();
    void say(const QString& fault);
    void complete(const QString& text);

    Names m_names;
    QueueFilter m_filter; ///< of the tokens
    FilterLine* m_line;
    QCompleter* m_completer;
    QStringListModel* m_choices;
    KitLabel* m_count;
    KitButton* m_new;
    KitButton* m_rows;
    QWidget* m_faultRow;
    KitLabel* m_fault;
};

} // namespace stillgate
