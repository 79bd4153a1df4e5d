// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

namespace stillgate {

struct KeyHint {
    QString keys;
    QString words;
};

/// What the keys do, in one line; hints that find no room are left out from the end.
class KeyHints final : public QWidget {
    Q_OBJECT

public:
    explicit KeyHints(std::vector<KeyHint> hints, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override { return {240, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<KeyHint> m_hints;
};

} // namespace stillgate
