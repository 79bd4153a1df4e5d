// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/ledger/Forger.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "core/ledger/Checkpoint.h"
#include "core/ledger/Layout.h"
#include "core/ledger/sqlite/Connection.h"

namespace stillgate {

Forger::Forger(const std::filesystem::path& folder)
    : m_database(std::make_unique<SQLite::Database>(ledgerPath(folder).string(), SQLite::OPEN_READWRITE))
{
}

Forger::~Forger() = default;

void Forger::run(const std::string& sql)
{
    m_database->exec(sql);
}

std::string Forger::text(const std::string& sql)
{
    return m_database->execAndGet(sql).getString();
}

std::int64_t Forger::number(const std::string& sql)
{
    return m_database->execAndGet(sql).getInt64();
}

void Forger::put(const std::string& sql, ByteView bytes)
{
    SQLite::Statement statement(*m_database, sql);
    statement.bind(1, bytes.data(), static_cast<int>(bytes.size()));
    statement.exec();
}

std::string Forger::header(Sequence sequence)
{
    return text("SELECT header FROM events WHERE seq = " + std::to_string(sequence));
}

void Forger::setHeader(Sequence sequence, const std::string& bytes)
{
    put("UPDATE events SET header = ? WHERE seq = " + std::to_string(sequence), asBytes(bytes));
}

void Forger::edit(Sequence sequence, const std::function<void(Json&)>& change)
{
    Json json = parseJson(header(sequence)).value();
    change(json);
    setHeader(sequence, canonicalJson(json));
}

void Forger::flip(const std::string& table, const std::string& column, const std::string& where, std::size_t offset)
{
    std::string bytes = text("SELECT " + column + " FROM " + table + " WHERE " + where);
    bytes.at(offset) = static_cast<char>(bytes.at(offset) ^ 0x20);
    put("UPDATE " + table + " SET " + column + " = ? WHERE " + where, asBytes(bytes));
}

void Forger::rehash()
{
    Frontier frontier;
    const std::int64_t count = number("SELECT count(*) FROM events");
    run("BEGIN");
    for (std::int64_t i = 0; i < count; ++i) {
        const auto nodes = frontier.append(leafHash(header(static_cast<Sequence>(i))));
        put("UPDATE events SET nodes = ? WHERE seq = " + std::to_string(i), {nodes.front().bytes.data(), nodes.size_bytes()});
    }
    run("COMMIT");
}

void Forger::resign(const std::string& origin, const SigningKey& key)
{
    Frontier frontier;
    const auto count = static_cast<std::uint64_t>(number("SELECT count(*) FROM events"));
    run("DELETE FROM checkpoints");
    for (std::uint64_t i = 0; i < count; ++i) {
        frontier.append(leafHash(header(i)));
        if (isKeptCheckpoint(i + 1) || i + 1 == count) {
            SQLite::Statement add(*m_database, "INSERT INTO checkpoints VALUES (?, ?)");
            add.bind(1, static_cast<std::int64_t>(i + 1));
            add.bind(2, signCheckpoint({origin, frontier.head()}, key));
            add.exec();
        }
    }
}

} // namespace stillgate
