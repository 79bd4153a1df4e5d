// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

#include <QAbstractTableModel>
#include <QHash>
#include <QTimeZone>

#include "core/client/TicketStore.h"
#include "core/client/Timers.h"
#include "ui/queue/FilterTokens.h"
#include "ui/queue/QueueOrder.h"
#include "ui/queue/QueuePresenter.h"
#include "ui/queue/QueueViews.h"

namespace stillgate {

struct QueueModelParts {
    TicketStore& store;
    const QueuePresenter& presenter;
    const Clock& clock;
    Timers& timers;
    QTimeZone zone; ///< of the midnight that "today" begins at
};

/// The tickets that a filter lets in, sorted, kept up to date by the store. Made for a million rows and 2,000 changes a second: changes
/// gather and are taken in every 16 ms, and the cells that can be seen are announced one by one; rows that have to move do so together,
/// a few times a second, in one layoutChanged().
class QueueModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        RowRole = Qt::UserRole, ///< QueueRowPtr
        GlowRole, ///< double: 1 just changed, 0 faded
    };
    /// Whether new rows above the fold come in at once or gather until showGathered().
    enum class Arrivals { Insert, Gather };

    explicit QueueModel(QueueModelParts parts, QObject* parent = nullptr);
    ~QueueModel() override;

    /// Reads the store anew.
    void load();
    /// Whom "me" means in filters.
    void setSelf(const PersonId& self);
    /// Gives intents their categories.
    void setTaxonomy(const ShownTaxonomy& taxonomy);
    void setFilter(QueueFilter filter);
    [[nodiscard]] const QueueFilter& filter() const { return m_filter; }
    [[nodiscard]] StageShown stageShown() const { return m_stageShown; }
    void setSort(QueueSort sort);
    [[nodiscard]] QueueSort sorting() const { return m_sort; }

    [[nodiscard]] std::optional<TicketId> ticketAt(int row) const;
    [[nodiscard]] std::optional<int> rowOf(const TicketId& ticket) const;
    /// The rows that can be seen; others are not announced.
    void setVisibleRows(int first, int last);
    /// Stays in the list while it is pinned, even when the filter no longer lets it in.
    void setPinned(std::optional<TicketId> ticket);
    /// While it holds, no row moves: somebody is pointing at them.
    void setHolding(bool holding);
    void setArrivals(Arrivals arrivals) { m_arrivals = arrivals; }
    /// How long a changed row glows; zero for no glow.
    void setGlow(Duration glow) { m_glow = glow; }
    [[nodiscard]] int gathered() const { return static_cast<int>(m_gathered.size()); }
    void showGathered();
    /// Takes in at once what has come, and puts every row in its place, unless somebody is pointing at them.
    void settle();
    /// Words that depend on the time alone: deadlines and ages of the rows that can be seen.
    void refreshTimes();

    [[nodiscard]] const ViewCounts::Counts& viewCounts() const { return m_counts.counts(); }
    [[nodiscard]] FilterNames names() const;
    [[nodiscard]] QStringList teams() const { return m_columns.teams().sorted(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

signals:
    void gatheredChanged(int count);
    void viewCountsChanged();
    /// Rows have come, gone or moved, and stand where they belong: while they are changed they do not.
    void settled();

private:
    struct Glow {
        Slot slot;
        std::int64_t since; ///< milliseconds since boot
    };

    void onTicketsChanged(const std::vector<TicketId>& tickets);
    void onGatesChanged(const std::vector<GateId>& gates);
    void tickSoon();
    void tick();
    void takeIn(const TicketId& ticket);
    void light(const std::vector<Slot>& changed);
    void fadeGlows();
    void announce(int row);
    void takeNamesAnew();
    [[nodiscard]] double glowOf(Slot slot) const;
    void arrangeSoon();
    void arrange();
    void rearrange();
    [[nodiscard]] bool staysOut(Slot slot) const;
    void apply(QueueMerge merge);
    void replaceRows(std::vector<Slot> rows);
    [[nodiscard]] bool isStray() const;
    [[nodiscard]] std::vector<Slot> keepingStray(std::vector<Slot> rows, const std::vector<Slot>& moved) const;
    [[nodiscard]] FilterMoment moment() const;
    [[nodiscard]] bool isWanted(Slot slot) const;
    [[nodiscard]] QueueRowPtr rowAt(int row) const;

    QueueModelParts m_parts;
    QueueColumns m_columns;
    ViewCounts m_counts;
    QueueOrder m_order;
    QueueFilter m_filter;
    StageShown m_stageShown = StageShown::Stage;
    FilterPlan m_plan;
    QueueSort m_sort;
    FilterMoment m_moment;

    std::unordered_set<TicketId> m_dirty; ///< changed in the store, not read again yet
    std::unordered_set<Slot> m_moving; ///< may stand in another row, or in none
    std::unordered_set<Slot> m_gathered; ///< let in, and waiting to be shown
    std::vector<Glow> m_glows;
    std::optional<Slot> m_pinned;
    mutable QHash<Slot, QueueRowPtr> m_ready;
    std::unique_ptr<PendingCall> m_nextTick;
    std::unique_ptr<PendingCall> m_nextArrange;
    int m_firstVisible = 0;
    int m_lastVisible = -1;
    Arrivals m_arrivals = Arrivals::Insert;
    bool m_isHolding = false;
    Duration m_glow{};
};

} // namespace stillgate
