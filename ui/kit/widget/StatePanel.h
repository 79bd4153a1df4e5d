// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <QWidget>

namespace stillgate {

class KitButton;
class KitLabel;

/// Empty: nothing waits. Offline: no connection. Stale: what is shown no longer holds. Error: it did not work. Locked: not
/// yours to see or to do.
enum class StateKind : std::uint8_t { Empty, Offline, Stale, Error, Locked };

/// What happened, what did not, and the next step as a verb.
struct StateWords {
    StateKind kind = StateKind::Empty;
    QString title;
    QString text;
    QString step; ///< the words of the button; none without

    friend bool operator==(const StateWords&, const StateWords&) = default;
};

/// Says why there is nothing else to see here. Its button is "stateStep".
class StatePanel final : public QWidget {
    Q_OBJECT

public:
    explicit StatePanel(const StateWords& words, QWidget* parent = nullptr);

    void setWords(const StateWords& words);
    [[nodiscard]] const StateWords& words() const { return m_words; }

signals:
    void stepChosen();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StateWords m_words;
    KitLabel* m_title;
    KitLabel* m_text;
    KitButton* m_step;
};

} // namespace stillgate
