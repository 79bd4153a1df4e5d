// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/PaletteModel.h"

#include <algorithm>

#include <QAction>

namespace stillgate {

namespace {

bool beginsAWord(const QString& text, const QString& word)
{
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (at == 0 || !text.at(at - 1).isLetterOrNumber()) {
            return true;
        }
    }
    return false;
}

bool matches(const PaletteEntry& entry, const QStringList& words)
{
    const QString all = entry.group + u' ' + entry.text;
    return std::all_of(words.begin(), words.end(), [&](const QString& word) { return beginsAWord(all, word); });
}

} // namespace

PaletteEntry entryOf(QAction& action, const QString& group)
{
    PaletteEntry entry;
    entry.text = action.text().remove(u'&');
    entry.group = group;
    entry.keys = action.shortcut();
    entry.enabled = action.isEnabled();
    entry.why = action.isEnabled() ? QString() : action.statusTip();
    entry.run = [pointer = QPointer<QAction>(&action)] {
        if (pointer) {
            pointer->trigger();
        }
    };
    return entry;
}

void PaletteModel::offer(std::vector<PaletteEntry> entries, Finder finder)
{
    m_entries = std::move(entries);
    m_finder = std::move(finder);
    type({});
}

void PaletteModel::type(const QString& typed)
{
    beginResetModel();
    m_shown = m_finder && !typed.trimmed().isEmpty() ? m_finder(typed.trimmed()) : std::vector<PaletteEntry>{};
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    std::copy_if(m_entries.begin(), m_entries.end(), std::back_inserter(m_shown),
                 [&](const PaletteEntry& entry) { return matches(entry, words); });
    std::stable_partition(m_shown.begin(), m_shown.end(), [](const PaletteEntry& entry) { return entry.enabled; });
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const PaletteEntry& row = entry(index.row());
    switch (role) {
    case Qt::DisplayRole: return row.text;
    case Qt::AccessibleTextRole: return row.why.isEmpty() ? row.text : row.text + QStringLiteral(". ") + row.why;
    default: return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    return entry(index.row()).enabled ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
                                      : Qt::ItemNeverHasChildren;
}

} // namespace stillgate
