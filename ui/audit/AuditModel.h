// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>
#include <optional>

#include <QAbstractTableModel>

#include "core/client/AuditReader.h"
#include "core/client/Timers.h"
#include "ui/audit/AuditPresenter.h"

namespace stillgate {

enum class AuditListState {
    Loading, ///< the first page of this filter is under way
    Ready,
    Failed, ///< the first page did not come
};

/// The ledger as a list, newest first, read page by page by the sequence that the last page ended with: from the newest event down, or
/// from any event both ways. What comes later gathers until showNewer(): no row moves by itself.
class AuditModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int kPage = 200; ///< events
    static constexpr Duration kProbeDelay = Duration::seconds(1); ///< gathers news before asking for it

    AuditModel(AuditReader& reader, const AuditPresenter& presenter, Timers& timers, QObject* parent = nullptr);

    /// Reads anew: from the newest event, or from `around` where it is given, so that both ways from there can be read on.
    void setFilter(AuditFilter filter, std::optional<Sequence> around = {});
    void reload() { setFilter(m_filter); }
    [[nodiscard]] const AuditFilter& filter() const { return m_filter; }
    /// The ledger has at least so many events: asks what of them the filter lets in.
    void noticeSize(std::uint64_t size);
    void showNewer();

    [[nodiscard]] AuditListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; } ///< of the page asked for last
    [[nodiscard]] bool isReading() const { return m_isReading; }
    [[nodiscard]] std::optional<std::uint64_t> ledgerSize() const { return m_size; }
    [[nodiscard]] int newer() const { return static_cast<int>(m_newer.size()); }
    [[nodiscard]] bool hasMoreNewer() const { return m_hasMoreNewer; } ///< than newer() says

    [[nodiscard]] const AuditRow& rowAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] std::optional<int> rowOf(Sequence sequence) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    /// Whether the list began below the newest event and has not been read up to it.
    [[nodiscard]] bool canFetchNewer() const { return m_newerFrom && !m_isReading; }
    void fetchNewer();

signals:
    /// State, error, reading or the size of the ledger.
    void stateChanged();
    void newerChanged();

private:
    void read(std::optional<Sequence> from, AuditOrder order);
    void take(const Result<AuditPage>& page, AuditOrder order);
    void putOlder(const AuditPage& page);
    void putNewer(const AuditPage& page);
    void readOnWhereNothingFits();
    void probe();
    void takeProbe(const Result<AuditPage>& page);

    AuditReader& m_reader;
    const AuditPresenter& m_presenter;
    Timers& m_timers;
    AuditFilter m_filter;
    std::deque<AuditRow> m_rows;
    std::deque<AuditRow> m_newer; ///< newest first
    std::unique_ptr<PendingCall> m_nextProbe;
    std::optional<Sequence> m_next; ///< of the older ones
    std::optional<Sequence> m_newerFrom; ///< of the newer ones, where the list does not begin with the newest
    std::optional<Sequence> m_around;
    std::optional<std::uint64_t> m_size;
    std::optional<Error> m_error;
    std::uint64_t m_round = 0; ///< answers to an older filter are passed over
    std::uint64_t m_seenSize = 0; ///< the events before it are in the list or gathered
    std::uint64_t m_noticedSize = 0;
    AuditListState m_state = AuditListState::Loading;
    bool m_isReading = false;
    bool m_isProbing = false;
    bool m_hasMoreNewer = false;
};

} // namespace stillgate
