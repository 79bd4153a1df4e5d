// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/Bytes.h"

namespace SQLite {
class Database;
class Statement;
} // namespace SQLite

/// SQLite for this folder: statements that are prepared once, and errors as values at its edge. Inside, the library's exception runs
/// up to the nearest attempt().
namespace stillgate {

/// A statement in use: bound, stepped, and reset when it goes out of scope, so that no read transaction outlives its reader.
class RunningQuery {
public:
    explicit RunningQuery(SQLite::Statement& statement) : m_statement(statement) {}
    RunningQuery(const RunningQuery&) = delete;
    RunningQuery& operator=(const RunningQuery&) = delete;
    ~RunningQuery();

    /// Whether there is another row.
    [[nodiscard]] bool step();
    /// For statements without rows.
    void run();

    [[nodiscard]] std::int64_t integer(int column) const;
    /// Valid until the next step.
    [[nodiscard]] ByteView bytes(int column) const;
    [[nodiscard]] std::string_view text(int column) const { return asText(bytes(column)); }
    [[nodiscard]] bool isNull(int column) const;

private:
    SQLite::Statement& m_statement;
};

class Query {
public:
    Query(SQLite::Database& database, const char* sql);
    ~Query();

    /// Binds by position. Texts and bytes are not copied: they outlive the running query.
    template <typename... Values>
    [[nodiscard]] RunningQuery with(const Values&... values)
    {
        int index = 0;
        (bind(++index, values), ...);
        return RunningQuery(*m_statement);
    }

private:
    void bind(int index, std::int64_t value);
    void bind(int index, std::uint64_t value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, ByteView bytes);
    void bind(int index, const std::optional<ByteView>& bytes);
    void bind(int index, const std::string& text);

    std::unique_ptr<SQLite::Statement> m_statement;
};

/// The library's exception in flight as an error: Limit for a full disk, Corrupt, Unavailable while locked, Io for the rest of what
/// the operating system refuses.
[[nodiscard]] Error sqliteErrorInFlight(const std::string& where);

/// Runs `work`, which returns a Result; an SQLite error becomes that result's error.
template <typename Work>
[[nodiscard]] auto attempt(const std::string& where, Work&& work) -> decltype(work())
{
    try {
        return std::forward<Work>(work)();
    } catch (const std::exception&) {
        return tl::make_unexpected(sqliteErrorInFlight(where));
    }
}

} // namespace stillgate
