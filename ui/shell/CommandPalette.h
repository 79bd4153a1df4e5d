// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/shell/PaletteModel.h"

class QLineEdit;
class QListView;

namespace stillgate {

/// Every command by its name: opens over the window at 96 from its top, 620 wide, and closes when it is left.
class CommandPalette final : public QWidget {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget* window);

    void open(std::vector<PaletteEntry> entries, PaletteModel::Finder finder);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    void refresh(const QString& typed);
    void step(int by);
    void run();
    void leave();

    QPointer<QWidget> m_before; ///< had the focus
    QLineEdit* m_input;
    QListView* m_list;
    PaletteModel m_model;
};

} // namespace stillgate
