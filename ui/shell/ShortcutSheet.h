// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "ui/shell/PaletteModel.h"

namespace stillgate {

/// The keys of the workspace in view and of the window; over the window until any key.
class ShortcutSheet final : public QWidget {
    Q_OBJECT

public:
    explicit ShortcutSheet(QWidget* window);

    /// Entries without keys are left out. Groups come in the order in which they first appear.
    void open(const std::vector<PaletteEntry>& entries);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Group {
        QString name;
        std::vector<PaletteEntry> entries;
    };
    void place();
    void leave();

    std::vector<Group> m_groups;
    QPointer<QWidget> m_before;
};

} // namespace stillgate
