// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/sqlite/SqliteLedgerReader.h"

#include <SQLiteCpp/Database.h>

#include "core/ledger/Checkpoint.h"
#include "core/ledger/HeaderScan.h"
#include "core/ledger/Layout.h"
#include "core/ledger/Sealing.h"
#include "core/ledger/sqlite/Connection.h"
#include "core/ledger/sqlite/MasterKeyRotation.h"
#include "core/ledger/sqlite/Sql.h"

namespace stillgate {

struct SqliteLedgerReader::Queries {
    explicit Queries(SQLite::Database& database)
        : newestCheckpoint(database, "SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1")
        , nodes(database, "SELECT nodes FROM events WHERE seq = ?1")
        , eventsFrom(database, "SELECT seq, header FROM events WHERE seq >= ?1 ORDER BY seq LIMIT ?2")
        , eventsOfTicket(database, "SELECT seq, header FROM events WHERE ticket = ?1 ORDER BY seq")
        , header(database, "SELECT header FROM events WHERE seq = ?1")
        , box(database, "SELECT person, box FROM personal WHERE place = ?1")
        , person(database, "SELECT id, wrapped FROM persons WHERE no = ?1")
        , blob(database, "SELECT no, person, size FROM blobs WHERE id = ?1")
        , piece(database, "SELECT box FROM blob_pieces WHERE place = ?1")
        , contact(database, "SELECT id FROM contacts JOIN persons ON no = person WHERE hash = ?1")
        , row(database, "SELECT kind, id, grp, ord, row FROM projection WHERE kind = ?1 AND id = ?2")
        , page(database, "SELECT kind, id, grp, ord, row FROM projection "
                         "WHERE kind = ?1 AND ord > ?2 ORDER BY ord LIMIT ?3")
        , pageDown(database, "SELECT kind, id, grp, ord, row FROM projection "
                             "WHERE kind = ?1 AND ord < ?2 ORDER BY ord DESC LIMIT ?3")
        , groupPage(database, "SELECT kind, id, grp, ord, row FROM projection "
                              "WHERE kind = ?1 AND ord > ?2 AND grp = ?4 ORDER BY ord LIMIT ?3")
        , groupPageDown(database, "SELECT kind, id, grp, ord, row FROM projection "
                                  "WHERE kind = ?1 AND ord < ?2 AND grp = ?4 ORDER BY ord DESC LIMIT ?3")
        , counts(database, "SELECT grp, count(*) FROM projection WHERE kind = ?1 GROUP BY grp ORDER BY grp")
    {
    }

    Query newestCheckpoint;
    Query nodes;
    Query eventsFrom;
    Query eventsOfTicket;
    Query header;
    Query box;
    Query person;
    Query blob;
    Query piece;
    Query contact;
    Query row;
    Query page;
    Query pageDown;
    Query groupPage;
    Query groupPageDown;
    Query counts;
    std::uint64_t nodeReads = 0;
};

namespace {

ProjectionRow projectionRow(const RunningQuery& query)
{
    ProjectionRow out;
    out.kind = static_cast<ProjectionKind>(query.integer(0));
    out.id = fixedFrom<Uuid>(query.bytes(1)).value_or(Uuid{});
    out.group = query.text(2);
    out.order = query.integer(3);
    out.row = query.text(4);
    return out;
}

StoredEvent storedEvent(const RunningQuery& query)
{
    return {static_cast<Sequence>(query.integer(0)), std::string(query.text(1))};
}

std::int64_t sqlCount(std::size_t most)
{
    return static_cast<std::int64_t>(std::min<std::size_t>(most, std::numeric_limits<std::int32_t>::max()));
}

/// The opening of one field among those of its person and event.
Result<Opening> openingOf(ByteView plain, std::string_view field)
{
    OpeningReader reader(plain);
    for (auto next = reader.next(); next && *next; next = reader.next()) {
        if ((*next)->field == field) {
            return fixedFrom<Salt>((*next)->salt).map([&](const Salt& salt) {
                return Opening{salt, std::string((*next)->value)};
            });
        }
    }
    return fail(ErrorCode::Corrupt, std::string(field), "the value is not in its box");
}

} // namespace

Result<std::unique_ptr<SqliteLedgerReader>> SqliteLedgerReader::open(const std::filesystem::path& folder)
{
    auto database = openForReading(folder);
    if (!database) {
        return tl::make_unexpected(std::move(database.error()));
    }
    const auto key = presentMasterKey(folder);
    if (!key) {
        return tl::make_unexpected(key.error());
    }
    return attempt(ledgerPath(folder).string(), [&]() -> Result<std::unique_ptr<SqliteLedgerReader>> {
        return std::unique_ptr<SqliteLedgerReader>(new SqliteLedgerReader(std::move(*database), *key));
    });
}

SqliteLedgerReader::SqliteLedgerReader(std::unique_ptr<SQLite::Database> database, const Secret32& masterKey)
    : SqliteLedgerReader(*database, masterKey)
{
    m_owned = std::move(database);
}

SqliteLedgerReader::SqliteLedgerReader(SQLite::Database& database, const Secret32& masterKey)
    : m_masterKey(masterKey), m_queries(std::make_unique<Queries>(database)), m_where(database.getFilename())
{
}

SqliteLedgerReader::~SqliteLedgerReader() = default;

Result<std::string> SqliteLedgerReader::checkpoint()
{
    return attempt(m_where, [&]() -> Result<std::string> {
        auto query = m_queries->newestCheckpoint.with();
        if (!query.step()) {
            return fail(ErrorCode::NotFound, m_where, "the ledger has no event yet");
        }
        return std::string(query.text(0));
    });
}

Result<TreeHead> SqliteLedgerReader::head()
{
    const auto note = checkpoint();
    if (!note) {
        return note.error().code == ErrorCode::NotFound ? Result<TreeHead>(TreeHead{}) : tl::make_unexpected(note.error());
    }
    return parseCheckpoint(*note).map([](const CheckpointNote& parsed) { return parsed.checkpoint.head; });
}

Result<Digest> SqliteLedgerReader::node(NodeId id)
{
    return attempt(m_where, [&]() -> Result<Digest> {
        ++m_queries->nodeReads;
        auto query = m_queries->nodes.with(id.completedBy());
        if (!query.step()) {
            return fail(ErrorCode::NotFound, "event " + std::to_string(id.completedBy()), "the ledger does not reach so far");
        }
        const ByteView nodes = query.bytes(0);
        const std::size_t offset = id.level * Digest::kSize;
        if (nodes.size() < offset + Digest::kSize) {
            return fail(ErrorCode::Corrupt, "event " + std::to_string(id.completedBy()), "a tree node is missing");
        }
        return fixedFrom<Digest>(nodes.subspan(offset, Digest::kSize));
    });
}

std::uint64_t SqliteLedgerReader::nodeReads() const
{
    return m_queries->nodeReads;
}

Result<Frontier> SqliteLedgerReader::frontier(std::uint64_t size)
{
    std::vector<Digest> roots;
    for (const NodeId& id : Frontier::subtrees(size)) {
        auto root = node(id);
        if (!root) {
            return tl::make_unexpected(std::move(root.error()));
        }
        roots.push_back(*root);
    }
    return Frontier::from(size, std::move(roots));
}

Result<InclusionProof> SqliteLedgerReader::inclusion(Sequence sequence, std::uint64_t treeSize)
{
    return inclusionProof(sequence, treeSize, [this](NodeId id) { return node(id); });
}

Result<ConsistencyProof> SqliteLedgerReader::consistency(std::uint64_t oldSize, std::uint64_t newSize)
{
    return consistencyProof(oldSize, newSize, [this](NodeId id) { return node(id); });
}

Result<void> SqliteLedgerReader::events(Sequence from, std::size_t most, const std::function<bool(const StoredEvent&)>& each)
{
    return attempt(m_where, [&]() -> Result<void> {
        auto query = m_queries->eventsFrom.with(from, sqlCount(most));
        while (query.step() && each(storedEvent(query))) {
        }
        return {};
    });
}

Result<std::vector<StoredEvent>> SqliteLedgerReader::eventsOf(const TicketId& ticket)
{
    return attempt(m_where, [&]() -> Result<std::vector<StoredEvent>> {
        std::vector<StoredEvent> out;
        auto query = m_queries->eventsOfTicket.with(ticket.uuid.view());
        while (query.step()) {
            out.push_back(storedEvent(query));
        }
        return out;
    });
}

Result<Secret32> SqliteLedgerReader::personKey(std::int64_t number)
{
    auto query = m_queries->person.with(number);
    if (!query.step()) {
        return fail(ErrorCode::Corrupt, "person " + std::to_string(number), "the key is missing");
    }
    const auto id = fixedFrom<Uuid>(query.bytes(0));
    if (!id) {
        return fail(ErrorCode::Corrupt, "person " + std::to_string(number), "the identifier is not one");
    }
    return stillgate::open(m_masterKey, query.bytes(1), asBytes(personContext(PersonId{*id}))).and_then([](const Bytes& key) {
        return Secret32::from(key);
    });
}

Result<std::optional<Opening>> SqliteLedgerReader::value(Sequence sequence, const std::string& field)
{
    return attempt(m_where, [&]() -> Result<std::optional<Opening>> {
        HeaderView header;
        auto event = m_queries->header.with(sequence);
        if (!event.step()) {
            return fail(ErrorCode::NotFound, "event " + std::to_string(sequence), "there is no such event");
        }
        if (auto scanned = scanHeader(event.text(0), header); !scanned) {
            return tl::make_unexpected(std::move(scanned.error()));
        }
        const auto place = placeOfValue(header, field);
        if (!place) {
            return fail(ErrorCode::NotFound, "event " + std::to_string(sequence), "it commits to no value " + field);
        }
        auto row = m_queries->box.with(*place);
        if (!row.step()) {
            return fail(ErrorCode::Corrupt, "event " + std::to_string(sequence), "its values are missing");
        }
        if (isErased(row.bytes(1))) {
            return std::nullopt;
        }
        return personKey(row.integer(0))
            .and_then([&](const Secret32& key) { return stillgate::open(key, row.bytes(1), asBytes(valuesContext(sequence))); })
            .and_then([&](const Bytes& plain) { return openingOf(plain, field); })
            .map([](Opening&& opening) { return std::optional<Opening>(std::move(opening)); });
    });
}

Result<Bytes> SqliteLedgerReader::blob(const BlobId& id, std::size_t offset, std::size_t length)
{
    return attempt(m_where, [&]() -> Result<Bytes> {
        auto blob = m_queries->blob.with(id.uuid.view());
        if (!blob.step()) {
            return fail(ErrorCode::NotFound, id.text(), "there is no such attachment");
        }
        const auto size = static_cast<std::size_t>(blob.integer(2));
        const std::size_t end = offset < size ? offset + std::min(length, size - offset) : offset;
        const auto key = personKey(blob.integer(1));
        Bytes out;
        for (std::size_t at = offset; at < end;) {
            const std::size_t piece = at / kBlobPiece;
            auto row = m_queries->piece.with(placeOfPiece(blob.integer(0), piece));
            if (!row.step()) {
                return fail(ErrorCode::Corrupt, id.text(), "piece " + std::to_string(piece) + " is missing");
            }
            if (isErased(row.bytes(0))) {
                return fail(ErrorCode::NotFound, id.text(), "the attachment was erased");
            }
            const auto plain = key.and_then(
                [&](const Secret32& secret) { return stillgate::open(secret, row.bytes(0), asBytes(blobContext(id, piece))); });
            const std::size_t inside = at - piece * kBlobPiece;
            const std::size_t count = std::min(end - at, kBlobPiece - inside);
            if (!plain || plain->size() < inside + count) {
                return fail(ErrorCode::Corrupt, id.text(), "piece " + std::to_string(piece) + " does not open");
            }
            out.insert(out.end(), plain->begin() + static_cast<std::ptrdiff_t>(inside),
                       plain->begin() + static_cast<std::ptrdiff_t>(inside + count));
            at += count;
        }
        return out;
    });
}

Result<std::optional<PersonId>> SqliteLedgerReader::personOf(const Digest& contactHash)
{
    return attempt(m_where, [&]() -> Result<std::optional<PersonId>> {
        auto query = m_queries->contact.with(contactHash.view());
        if (!query.step()) {
            return std::nullopt;
        }
        return fixedFrom<Uuid>(query.bytes(0)).map([](const Uuid& id) { return std::optional(PersonId{id}); });
    });
}

Result<std::vector<ProjectionRow>> SqliteLedgerReader::rows(ProjectionKind kind, const ProjectionPage& page)
{
    return attempt(m_where, [&]() -> Result<std::vector<ProjectionRow>> {
        using Limits = std::numeric_limits<std::int64_t>;
        const std::int64_t after = page.after.value_or(page.descending ? Limits::max() : Limits::min());
        const auto kindNumber = static_cast<std::int64_t>(kind);
        const std::int64_t most = sqlCount(page.most);
        std::vector<ProjectionRow> out;
        const auto read = [&](RunningQuery query) {
            while (query.step()) {
                out.push_back(projectionRow(query));
            }
        };
        if (page.group) {
            Query& query = page.descending ? m_queries->groupPageDown : m_queries->groupPage;
            read(query.with(kindNumber, after, most, *page.group));
        } else {
            Query& query = page.descending ? m_queries->pageDown : m_queries->page;
            read(query.with(kindNumber, after, most));
        }
        return out;
    });
}

Result<std::optional<ProjectionRow>> SqliteLedgerReader::row(ProjectionKind kind, const Uuid& id)
{
    return attempt(m_where, [&]() -> Result<std::optional<ProjectionRow>> {
        auto query = m_queries->row.with(static_cast<std::int64_t>(kind), id.view());
        if (!query.step()) {
            return std::nullopt;
        }
        return projectionRow(query);
    });
}

Result<std::vector<std::pair<std::string, std::int64_t>>> SqliteLedgerReader::counts(ProjectionKind kind)
{
    return attempt(m_where, [&]() -> Result<std::vector<std::pair<std::string, std::int64_t>>> {
        std::vector<std::pair<std::string, std::int64_t>> out;
        auto query = m_queries->counts.with(static_cast<std::int64_t>(kind));
        while (query.step()) {
            out.emplace_back(query.text(0), query.integer(1));
        }
        return out;
    });
}

} // namespace stillgate
