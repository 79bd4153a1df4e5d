// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QAbstractListModel>
#include <QKeySequence>
#include <QPointer>

#include "ui/kit/theme/Icon.h"

class QAction;

namespace stillgate {

/// Something the palette can do: a command of the window or of the workspace in view, or a place to go to.
struct PaletteEntry {
    QString text;
    QString group; ///< where it comes from: "Queues", "Anywhere"
    QKeySequence keys;
    bool enabled = true;
    QString why; ///< in words, when it is not enabled
    std::function<void()> run;
};

/// What an action says of itself; its status tip says why it is disabled.
[[nodiscard]] PaletteEntry entryOf(QAction& action, const QString& group);

/// The entries that match what was typed, best first: every word typed begins a word of the entry.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum PaletteRole { EntryRole = Qt::UserRole + 1 };
    /// Entries that depend on what was typed, as the number of a ticket; they come first.
    using Finder = std::function<std::vector<PaletteEntry>(const QString& typed)>;

    using QAbstractListModel::QAbstractListModel;

    void offer(std::vector<PaletteEntry> entries, Finder finder);
    void type(const QString& typed);
    [[nodiscard]] const PaletteEntry& entry(int row) const { return m_shown[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    std::vector<PaletteEntry> m_entries;
    std::vector<PaletteEntry> m_shown;
    Finder m_finder;
};

} // namespace stillgate
