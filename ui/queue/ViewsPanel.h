// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QWidget>

#include "ui/queue/QueueViews.h"

namespace stillgate {

/// The saved views with their counts.
class ViewsModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { CountRole = Qt::UserRole, MoodRole };

    using QAbstractListModel::QAbstractListModel;

    void setCounts(const ViewCounts::Counts& counts);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    ViewCounts::Counts m_counts{};
};

/// The side list: its name, and one line for each view. Up and down choose.
class ViewsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ViewsPanel(QWidget* parent = nullptr);

    void setCounts(const ViewCounts::Counts& counts) { m_model.setCounts(counts); }
    /// Without a signal.
    void setCurrent(std::size_t view);

signals:
    /// By the user.
    void chosen(std::size_t view);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ViewsModel m_model;
    QListView* m_list;
    bool m_isSetting = false;
};

} // namespace stillgate
