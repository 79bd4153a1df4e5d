// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stillgate {

/// The widgets that come with Qt, as the style draws them, on a board of 960x520.
class StandardBoard final : public QWidget {
    Q_OBJECT

public:
    explicit StandardBoard(QWidget* parent = nullptr);

private:
    [[nodiscard]] QWidget* fields();
    [[nodiscard]] QWidget* choices();
    [[nodiscard]] QWidget* lists();
};

} // namespace stillgate
