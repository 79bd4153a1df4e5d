// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QFuture>
#include <QThread>

#include "core/base/Log.h"
#include "core/client/Timers.h"
#include "core/client/store/CacheFile.h"

namespace stillgate {

/// What the console remembers, so that it can paint before anything answers. Reads and writes happen in a thread of its own; what comes
/// in quick succession is written together. What cannot be kept is lost without harm: the next start begins with a snapshot. Used from
/// the UI thread.
class Cache {
public:
    static constexpr Duration kWritePause{250};
    static constexpr Duration kPacketLife = Duration::days(1);

    /// What is there at the start.
    struct Remembered {
        std::map<std::string, LedgerMemory> ledgers; ///< by origin
        LinkStatus identity;
        std::optional<std::string> taxonomy;
    };

    /// A damaged file is set aside and begun anew. Io when there can be none.
    [[nodiscard]] static Result<std::unique_ptr<Cache>> open(const std::filesystem::path& path, const Secret32& key,
                                                             const Clock& clock, Timers& timers);
    ~Cache();
    Cache(const Cache&) = delete;
    Cache& operator=(const Cache&) = delete;

    [[nodiscard]] const Remembered& remembered() const { return m_remembered; }
    /// Hands out all rows, what moved last first. An error means that they do not count, and that the file was begun anew.
    void load(std::function<void(StoreChange)> take, std::function<void(const Result<void>&)> done);

    /// Rows, and the fold that they stand for.
    void put(const StoreChange& change, const LedgerMemory& memory);
    void putIdentity(const LinkStatus& status);
    void putTaxonomy(std::string json);
    void putPacket(CachedPacket packet);
    /// Texts and packets of this person go, from the disk too.
    void erase(const PersonId& person);
    /// All rows and packets go; what is known of ledgers stays.
    void clearRows(const LedgerMemory& memory);

    [[nodiscard]] QFuture<Result<std::optional<CachedPacket>>> packet(const TicketId& ticket);

    /// Writes what waits, and waits for it.
    void flush();

private:
    class Worker;
    Cache(std::unique_ptr<Worker> worker, Remembered remembered, const Clock& clock, Timers& timers);
    void writeSoon();
    void write();
    void written(const Result<void>& outcome);
    [[nodiscard]] LedgerMemory asFarAsWhole(LedgerMemory memory) const;

    const Clock& m_clock;
    Timers& m_timers;
    Remembered m_remembered;
    CacheBatch m_pending;
    bool m_isWriting = false;
    bool m_isPartial = false; ///< rows were lost: the fold must not be kept until all rows come anew
    std::unique_ptr<PendingCall> m_writeTimer;
    std::unique_ptr<Worker> m_worker; ///< used in the thread alone
    QObject m_context; ///< answers come back here
    QThread m_thread;
    Log m_log{"cache"};
};

} // namespace stillgate
