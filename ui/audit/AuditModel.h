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

/// The ledger as a list, newest first, read page by page by the sequence that the last page ended with. What comes later gathers until
/// showNewer(): no row moves by itself.
class AuditModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int kPage = 200; ///< events
    static constexpr Duration kProbeDelay = Duration::seconds(1); ///< gathers news before asking for it

    AuditModel(AuditReader& reader, const AuditPresenter& presenter, Timers& timers, QObject* parent = nullptr);

    /// Reads anew.
    void setFilter(AuditFilter filter);
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

signals:
    /// State, error, reading or the size of the ledger.
    void stateChanged();
    void newerChanged();

private:
    void read(std::optional<Sequence> from);
    void take(const Result<AuditPage>& page);
    void probe();
    void takeProbe(const Result<AuditPage>& page);

    AuditReader& m_reader;
    const AuditPresenter& m_presenter;
    Timers& m_timers;
    AuditFilter m_filter;
    std::deque<AuditRow> m_rows;
    std::deque<AuditRow> m_newer; ///< newest first
    std::unique_ptr<PendingCall> m_nextProbe;
    std::optional<Sequence> m_next;
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
