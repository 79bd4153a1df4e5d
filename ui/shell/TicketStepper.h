// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

namespace stillgate {

class KitButton;
class KitLabel;

/// Where something stands in the list that it was opened from: the `at`th of `of`, from 1.
struct ListPlace {
    int at = 0;
    int of = 0;

    friend bool operator==(const ListPlace&, const ListPlace&) = default;
};

/// "3 of 17" and the way to the one before and the one after.
class TicketStepper final : public QWidget {
    Q_OBJECT

public:
    explicit TicketStepper(QWidget* parent = nullptr);

    void tell(const ListPlace& place);

signals:
    /// One back or one on: -1 or 1.
    void stepAsked(int step);

private:
    KitLabel* m_words;
    KitButton* m_before;
    KitButton* m_after;
};

} // namespace stillgate
