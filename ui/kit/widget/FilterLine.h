// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "ui/kit/paint/Marks.h"

class QHBoxLayout;

namespace stillgate {

class KitLineEdit;

/// The line of filters: the ones in force as tokens, and a field for the next. Backspace in the empty field takes the last one
/// out; a click on one does so with that one. Terms stay left to right in every language.
class FilterLine final : public QWidget {
    Q_OBJECT

public:
    explicit FilterLine(const QString& placeholder, QWidget* parent = nullptr);

    void setTokens(const std::vector<TokenMark>& tokens);
    [[nodiscard]] const std::vector<TokenMark>& tokens() const { return m_tokens; }
    /// For text, completer and focus; its object name is "filterEdit".
    [[nodiscard]] KitLineEdit& edit() const { return *m_edit; }

signals:
    /// The words in the field changed.
    void typed(const QString& text);
    /// Return was pressed on them.
    void submitted(const QString& text);
    void tokenRemoved(int index);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<TokenMark> m_tokens;
    QHBoxLayout* m_tokenLayout;
    KitLineEdit* m_edit;
};

} // namespace stillgate
