// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "core/ledger/Store.h"

namespace SQLite {
class Database;
}

namespace stillgate {

/// Somebody with write access to a ledger's file, and with as many of its keys as a test hands over.
class Forger {
public:
    explicit Forger(const std::filesystem::path& folder);
    ~Forger();

    void run(const std::string& sql);
    [[nodiscard]] std::string text(const std::string& sql);
    [[nodiscard]] std::int64_t number(const std::string& sql);
    /// Runs `sql` with one blob bound.
    void put(const std::string& sql, ByteView bytes);

    [[nodiscard]] std::string header(Sequence sequence);
    void setHeader(Sequence sequence, const std::string& bytes);
    /// Changes the header's JSON and writes it canonically.
    void edit(Sequence sequence, const std::function<void(Json&)>& change);
    /// Exclusive-or of one byte of a blob: `where` selects one row.
    void flip(const std::string& table, const std::string& column, const std::string& where, std::size_t offset);

    /// Recomputes every leaf and tree node from the headers.
    void rehash();
    /// Signs every checkpoint anew, over the tree as it stands.
    void resign(const std::string& origin, const SigningKey& key);

private:
    std::unique_ptr<SQLite::Database> m_database;
};

} // namespace stillgate
