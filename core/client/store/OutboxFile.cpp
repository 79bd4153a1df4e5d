// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/store/OutboxFile.h"

#include <array>

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "core/base/JsonCodec.h"
#include "core/client/store/OutboxTable.h"
#include "core/client/store/Sealed.h"

namespace stillgate {

template <>
struct EnumNames<OutboxState> {
    static constexpr std::array<std::pair<OutboxState, std::string_view>, 4> kNames{{{OutboxState::Queued, "queued"},
                                                                                     {OutboxState::Sent, "sent"},
                                                                                     {OutboxState::Confirmed, "confirmed"},
                                                                                     {OutboxState::Refused, "refused"}}};
};

template <>
struct EnumNames<OutboxKind> {
    static constexpr std::array<std::pair<OutboxKind, std::string_view>, 4> kNames{
        {{OutboxKind::Decision, "decision"},
         {OutboxKind::Review, "review"},
         {OutboxKind::ReviewWithdrawal, "review_withdrawal"},
         {OutboxKind::Erasure, "erasure"}}};
};

template <typename Visitor>
void describe(Visitor& visit, OutboxRefusal& refusal)
{
    visit("code", refusal.code);
    visit("detail", refusal.detail);
    visit("moved", refusal.moved);
}

namespace {

/// Version by version; a step that was released is never edited.
constexpr std::array kOutboxMigrations = {
    R"(
    CREATE TABLE commands(
        place INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, origin TEXT NOT NULL, person BLOB NOT NULL,
        kind TEXT NOT NULL, ticket BLOB, gate BLOB, verdict TEXT, state TEXT NOT NULL, stored INTEGER NOT NULL, sealed BLOB,
        ended INTEGER, refusal BLOB, first INTEGER, last INTEGER);
    )",
};

constexpr DatabaseKind kOutboxKind{0x53474F42, kOutboxMigrations, Durability::EveryCommit}; // "SGOB"

std::string commandContext(const CommandId& id)
{
    return "command/" + id.text();
}

std::string refusalContext(const CommandId& id)
{
    return "refusal/" + id.text();
}

template <typename IdType>
std::optional<IdType> optionalId(SQLite::Statement& statement, int column)
{
    const auto id = idAt<IdType>(statement, column);
    return statement.isColumnNull(column) || !id ? std::nullopt : std::optional(*id);
}

template <typename Number>
std::optional<Number> optionalNumber(SQLite::Statement& statement, int column)
{
    return statement.isColumnNull(column) ? std::nullopt
                                          : std::optional(static_cast<Number>(statement.getColumn(column).getInt64()));
}

tl::unexpected<Error> damagedOutbox(std::string detail)
{
    return fail(ErrorCode::Corrupt, "outbox", std::move(detail));
}

Result<std::optional<OutboxRefusal>> refusalFrom(const Secret32& key, const CommandId& id, SQLite::Statement& statement,
                                                 int column)
{
    if (statement.isColumnNull(column)) {
        return std::nullopt;
    }
    return openText(key, refusalContext(id), blobAt(statement, column))
        .and_then([](const std::string& text) { return parseJson(text); })
        .and_then([](const Json& json) { return fromJson<OutboxRefusal>(json); })
        .map([](OutboxRefusal&& refusal) { return std::optional(std::move(refusal)); });
}

Result<StoredCommand> commandFrom(const Secret32& key, SQLite::Statement& row)
{
    const auto id = idAt<CommandId>(row, 0);
    const auto person = idAt<PersonId>(row, 2);
    const auto kind = enumNamed<OutboxKind>(row.getColumn(3).getString());
    const auto state = enumNamed<OutboxState>(row.getColumn(7).getString());
    if (!id || !person || !kind || !state) {
        return damagedOutbox("a command has no good id, kind or state");
    }
    auto refusal = refusalFrom(key, *id, row, 11);
    auto command =
        row.isColumnNull(9) ? Result<std::string>(std::string()) : openText(key, commandContext(*id), blobAt(row, 9));
    if (!refusal || !command) {
        return tl::make_unexpected(!refusal ? refusal.error() : command.error());
    }
    OutboxEntry entry;
    entry.id = *id;
    entry.kind = *kind;
    entry.ticket = optionalId<TicketId>(row, 4);
    entry.gate = optionalId<GateId>(row, 5);
    entry.verdict = row.isColumnNull(6) ? std::nullopt : enumNamed<Verdict>(row.getColumn(6).getString());
    entry.state = *state;
    entry.stored = UtcTime{row.getColumn(8).getInt64()};
    const auto ended = optionalNumber<std::int64_t>(row, 10);
    entry.ended = ended ? std::optional(UtcTime{*ended}) : std::nullopt;
    entry.refusal = std::move(*refusal);
    entry.first = optionalNumber<Sequence>(row, 12);
    entry.last = optionalNumber<Sequence>(row, 13);
    return StoredCommand{std::move(entry), row.getColumn(1).getString(), *person, std::move(*command)};
}

template <typename IdType>
void bindOptional(SQLite::Statement& statement, int index, const std::optional<IdType>& id)
{
    if (id) {
        bindId(statement, index, *id);
    }
}

} // namespace

OutboxFile::OutboxFile(std::unique_ptr<SQLite::Database> database, const Secret32& key)
    : m_database(std::move(database)), m_key(key)
{
}

OutboxFile::OutboxFile(OutboxFile&&) noexcept = default;
OutboxFile& OutboxFile::operator=(OutboxFile&&) noexcept = default;
OutboxFile::~OutboxFile() = default;

Result<OutboxFile> OutboxFile::open(const std::filesystem::path& path, const Secret32& key)
{
    return openDatabase(path, kOutboxKind).and_then([&](std::unique_ptr<SQLite::Database>&& database) {
        return tryDatabase([&]() -> Result<OutboxFile> {
            if (const std::string found = database->execAndGet("PRAGMA quick_check(1)").getString(); found != "ok") {
                return damagedOutbox(found);
            }
            return OutboxFile(std::move(database), key);
        });
    });
}

Result<std::vector<StoredCommand>> OutboxFile::readAll()
{
    return tryDatabase([&]() -> Result<std::vector<StoredCommand>> {
        std::vector<StoredCommand> out;
        SQLite::Statement row(*m_database,
                              "SELECT id, origin, person, kind, ticket, gate, verdict, state, stored, sealed, ended, "
                              "refusal, first, last FROM commands ORDER BY place");
        while (row.executeStep()) {
            auto command = commandFrom(m_key, row);
            if (!command) {
                return tl::make_unexpected(std::move(command.error()));
            }
            out.push_back(std::move(*command));
        }
        return out;
    });
}

Result<void> OutboxFile::add(const StoredCommand& command)
{
    return tryDatabase([&]() -> Result<void> {
        const OutboxEntry& entry = command.entry;
        SQLite::Statement known(*m_database, "SELECT 1 FROM commands WHERE id = ?");
        bindId(known, 1, entry.id);
        if (known.executeStep()) {
            return fail(ErrorCode::Conflict, entry.id.text(), "the command is in the outbox");
        }
        SQLite::Statement insert(*m_database,
                                 "INSERT INTO commands(id, origin, person, kind, ticket, gate, verdict, state, stored, "
                                 "sealed) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        bindId(insert, 1, entry.id);
        insert.bind(2, command.origin);
        bindId(insert, 3, command.person);
        insert.bind(4, std::string(nameOf(entry.kind)));
        bindOptional(insert, 5, entry.ticket);
        bindOptional(insert, 6, entry.gate);
        if (entry.verdict) {
            insert.bind(7, std::string(nameOf(*entry.verdict)));
        }
        insert.bind(8, std::string(nameOf(entry.state)));
        insert.bind(9, entry.stored.ms);
        bindBlob(insert, 10, sealText(m_key, commandContext(entry.id), command.command));
        insert.exec();
        return {};
    });
}

Result<void> OutboxFile::update(const OutboxEntry& entry)
{
    return tryDatabase([&]() -> Result<void> {
        SQLite::Statement update(*m_database, isAnswered(entry.state)
                                                  ? "UPDATE commands SET state = ?2, ended = ?3, refusal = ?4, first = ?5, "
                                                    "last = ?6, sealed = NULL WHERE id = ?1"
                                                  : "UPDATE commands SET state = ?2 WHERE id = ?1");
        bindId(update, 1, entry.id);
        update.bind(2, std::string(nameOf(entry.state)));
        if (isAnswered(entry.state)) {
            if (entry.ended) {
                update.bind(3, entry.ended->ms);
            }
            if (entry.refusal) {
                bindBlob(update, 4, sealText(m_key, refusalContext(entry.id), canonicalJson(toJson(*entry.refusal))));
            }
            if (entry.first && entry.last) {
                update.bind(5, static_cast<std::int64_t>(*entry.first));
                update.bind(6, static_cast<std::int64_t>(*entry.last));
            }
        }
        update.exec();
        return {};
    });
}

Result<void> OutboxFile::dropEndedBefore(UtcTime time)
{
    return tryDatabase([&]() -> Result<void> {
        SQLite::Statement statement(*m_database, "DELETE FROM commands WHERE ended < ?");
        statement.bind(1, time.ms);
        statement.exec();
        return {};
    });
}

} // namespace stillgate
