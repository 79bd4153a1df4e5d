// SPDX-License-Identifier: GPL-3.0-or-later
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "core/base/JsonCodec.h"
#include "core/client/TextState.h"
#include "core/client/store/CacheFile.h"
#include "core/client/store/Sealed.h"

namespace stillgate {

namespace {

template <typename Row>
Result<Row> rowFrom(const SQLite::Statement& statement, int column)
{
    const std::string text = statement.getColumn(column).getString();
    return parseJson(text).and_then([](const Json& json) { return fromJson<Row>(json); });
}

tl::unexpected<Error> damaged(std::string detail)
{
    return fail(ErrorCode::Corrupt, "cache", std::move(detail));
}

Result<SeenHead> seenFrom(SQLite::Statement& statement)
{
    return fixedFrom<Digest>(blobAt(statement, 3)).map([&](const Digest& root) {
        return SeenHead{{static_cast<std::uint64_t>(statement.getColumn(2).getInt64()), root},
                        statement.getColumn(4).getString(),
                        {statement.getColumn(5).getInt64()}};
    });
}

Result<Frontier> foldFrom(std::uint64_t size, ByteView bytes)
{
    std::vector<Digest> roots;
    for (; bytes.size() >= Digest::kSize; bytes = bytes.subspan(Digest::kSize)) {
        roots.push_back(*fixedFrom<Digest>(bytes.first(Digest::kSize)));
    }
    return Frontier::from(size, std::move(roots));
}

} // namespace

Result<std::map<std::string, LedgerMemory>> CacheFile::memories()
{
    return tryDatabase([&]() -> Result<std::map<std::string, LedgerMemory>> {
        std::map<std::string, LedgerMemory> out;
        SQLite::Statement ledgers(*m_database, "SELECT origin, key, size, root, note, compared_at FROM ledgers");
        while (ledgers.executeStep()) {
            LedgerMemory memory;
            memory.origin = ledgers.getColumn(0).getString();
            if (!ledgers.isColumnNull(1)) {
                const auto key = fixedFrom<PublicKey>(blobAt(ledgers, 1));
                if (!key) {
                    return damaged("a pinned key has another length");
                }
                memory.key = *key;
            }
            if (!ledgers.isColumnNull(2)) {
                auto seen = seenFrom(ledgers);
                if (!seen) {
                    return damaged("a root has another length");
                }
                memory.seen = std::move(*seen);
            }
            out[memory.origin] = std::move(memory);
        }
        SQLite::Statement fold(*m_database, "SELECT origin, size, roots FROM fold WHERE size IS NOT NULL");
        if (fold.executeStep()) {
            auto frontier = foldFrom(static_cast<std::uint64_t>(fold.getColumn(1).getInt64()), blobAt(fold, 2));
            if (!frontier) {
                return damaged("the frontier does not fit its size");
            }
            out[fold.getColumn(0).getString()].fold = std::move(*frontier);
        }
        return out;
    });
}

Result<LinkStatus> CacheFile::identity()
{
    return tryDatabase([&]() -> Result<LinkStatus> {
        SQLite::Statement statement(*m_database, "SELECT sealed FROM identity");
        if (!statement.executeStep()) {
            return LinkStatus{};
        }
        return openText(m_key, "identity", blobAt(statement, 0)).and_then(identityFrom);
    });
}

Result<std::optional<std::string>> CacheFile::taxonomy()
{
    return tryDatabase([&]() -> Result<std::optional<std::string>> {
        SQLite::Statement statement(*m_database, "SELECT content FROM taxonomy");
        return statement.executeStep() ? std::optional(statement.getColumn(0).getString()) : std::nullopt;
    });
}

Result<ShownText> CacheFile::nameFrom(const TicketId& ticket, int state, ByteView sealed) const
{
    if (state != 0) {
        return ShownText(withheld(state));
    }
    return openText(m_key, nameContext(ticket), sealed).map([](std::string&& name) {
        return ShownText(UntrustedText(std::move(name)));
    });
}

Result<void> CacheFile::readRows(std::size_t rowsAtOnce, const std::function<void(StoreChange)>& take)
{
    return tryDatabase(
        [&]() -> Result<void> { return readTickets(rowsAtOnce, take).and_then([&] { return readGates(rowsAtOnce, take); }); });
}

Result<void> CacheFile::readTickets(std::size_t rowsAtOnce, const std::function<void(StoreChange)>& take)
{
    StoreChange change;
    SQLite::Statement statement(*m_database, "SELECT t.row, x.subject_state, x.subject, x.name_state, x.name FROM tickets t "
                                             "LEFT JOIN texts x ON x.ticket = t.id ORDER BY t.latest DESC");
    while (statement.executeStep()) {
        auto row = rowFrom<TicketRow>(statement, 0);
        if (!row) {
            return damaged("a ticket's row: " + row.error().text());
        }
        if (!statement.isColumnNull(1)) {
            const int subjectState = statement.getColumn(1).getInt();
            const int nameState = statement.getColumn(3).getInt();
            if (subjectState < 0 || subjectState > kMostTextState || nameState < 0 || nameState > kMostTextState) {
                return damaged("a text is in no state");
            }
            auto name = nameFrom(row->id, nameState, blobAt(statement, 4));
            if (!name) {
                return tl::make_unexpected(name.error());
            }
            ShownText subject =
                subjectState == 0 ? ShownText(UntrustedText(statement.getColumn(2).getString())) : withheld(subjectState);
            change.texts.push_back({row->id, std::move(subject), std::move(*name)});
        }
        change.tickets.push_back(std::move(*row));
        if (change.tickets.size() == rowsAtOnce) {
            take(std::exchange(change, {}));
        }
    }
    take(std::move(change));
    return {};
}

Result<void> CacheFile::readGates(std::size_t rowsAtOnce, const std::function<void(StoreChange)>& take)
{
    StoreChange change;
    SQLite::Statement statement(*m_database, "SELECT row FROM gates");
    while (statement.executeStep()) {
        auto row = rowFrom<GateRow>(statement, 0);
        if (!row) {
            return damaged("a gate's row: " + row.error().text());
        }
        change.gates.push_back(std::move(*row));
        if (change.gates.size() == rowsAtOnce) {
            take(std::exchange(change, {}));
        }
    }
    take(std::move(change));
    return {};
}

Result<std::optional<CachedPacket>> CacheFile::packet(const TicketId& ticket, UtcTime notBefore)
{
    return tryDatabase([&]() -> Result<std::optional<CachedPacket>> {
        SQLite::Statement statement(*m_database, "SELECT read_at, sealed FROM packets WHERE ticket = ? AND read_at >= ?");
        bindId(statement, 1, ticket);
        statement.bind(2, notBefore.ms);
        if (!statement.executeStep()) {
            return std::nullopt;
        }
        const UtcTime readAt{statement.getColumn(0).getInt64()};
        return openText(m_key, packetContext(ticket), blobAt(statement, 1)).map([&](std::string&& content) {
            return std::optional(CachedPacket{ticket, readAt, {}, std::move(content)});
        });
    });
}

} // namespace stillgate
