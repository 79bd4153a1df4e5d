// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Books.h"

#include <array>
#include <mutex>
#include <utility>

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include "app/sandbox/Schema.h"
#include "app/sandbox/Sql.h"
#include "core/base/Digest.h"
#include "core/base/Log.h"
#include "core/base/Secret.h"

namespace stillgate::sandbox {

namespace {

const Log kBooksLog("sandbox.books");

std::string digestOfRequest(const WriteRequest& request)
{
    Json whole;
    whole.set("operation", request.operation);
    whole.set("body", request.body);
    return toHex(sha256(canonicalJson(whole)).view());
}

/// What the key has answered before, if it has.
std::optional<Answer> storedAnswer(SQLite::Database& database, const WriteRequest& request)
{
    SQLite::Statement row(database, "SELECT request_digest, status, body FROM idempotency WHERE key = ?");
    row.bind(1, *request.key);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    if (row.getColumn(0).getString() != digestOfRequest(request)) {
        return errorAnswer(409, "idempotency_error", "this key was used with another request");
    }
    auto body = parseJson(row.getColumn(2).getString());
    if (!body) {
        return errorAnswer(500, "internal", "the stored answer cannot be read");
    }
    return Answer{.status = row.getColumn(1).getInt(), .body = std::move(*body), .replay = Replay::Replayed};
}

void storeAnswer(const Entry& entry, const WriteRequest& request, const Answer& answer)
{
    SQLite::Statement row(entry.database, "INSERT INTO idempotency (key, operation, request_digest, status, body, created_at) "
                                          "VALUES (?, ?, ?, ?, ?, ?)");
    row.bind(1, *request.key);
    row.bind(2, request.operation);
    row.bind(3, digestOfRequest(request));
    row.bind(4, answer.status);
    row.bind(5, canonicalJson(answer.body));
    row.bind(6, entry.now);
    row.exec();
}

Json cellOf(const SQLite::Column& column)
{
    if (column.isNull()) {
        return nullptr;
    }
    return column.isInteger() ? Json(std::int64_t{column.getInt64()}) : Json(column.getString());
}

Json rowsOf(SQLite::Database& database, std::string_view table)
{
    Json rows = Json::array();
    SQLite::Statement query(database, "SELECT * FROM " + std::string(table) + " ORDER BY rowid");
    while (query.executeStep()) {
        Json row = Json::object();
        for (int i = 0; i < query.getColumnCount(); ++i) {
            row.set(query.getColumnName(i), cellOf(query.getColumn(i)));
        }
        rows.push(std::move(row));
    }
    return rows;
}

Answer brokenAnswer(const SQLite::Exception& exception)
{
    kBooksLog.error("sqlite_failed", {{"code", std::to_string(exception.getExtendedErrorCode())}});
    return errorAnswer(500, "internal", "the books cannot be read or written");
}

} // namespace

struct Books::State {
    State(const std::filesystem::path& file, const Clock& theClock, SystemTraits theTraits)
        : clock(theClock), traits(theTraits), database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
    {
    }

    const Clock& clock;
    SystemTraits traits;
    std::mutex mutex;
    SQLite::Database database;
};

void Entry::journal(const std::string& operation, const std::string& artifact, const Json& detail) const
{
    SQLite::Statement row(database,
                          "INSERT INTO journal (at, operation, artifact, idempotency_key, detail) VALUES (?, ?, ?, ?, ?)");
    row.bind(1, now);
    row.bind(2, operation);
    row.bind(3, artifact);
    bindOptional(row, 4, key);
    row.bind(5, canonicalJson(detail));
    row.exec();
}

Books::Books(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Books::Books(Books&&) noexcept = default;
Books& Books::operator=(Books&&) noexcept = default;
Books::~Books() = default;

Result<Books> Books::open(const std::filesystem::path& file, const Clock& clock, SystemTraits traits)
{
    try {
        auto state = std::make_unique<State>(file, clock, traits);
        const int version = prepareBooks(state->database);
        if (version != kSchemaVersion) {
            return fail(ErrorCode::Unsupported, file.string(), "the books have version " + std::to_string(version));
        }
        return Books(std::move(state));
    } catch (const SQLite::Exception& exception) {
        return fail(ErrorCode::Io, file.string(), exception.what());
    }
}

Answer Books::read(const std::function<Answer(const View&)>& operation) const
{
    const std::lock_guard lock(m_state->mutex);
    try {
        return operation(View{m_state->database, m_state->traits});
    } catch (const SQLite::Exception& exception) {
        return brokenAnswer(exception);
    }
}

Answer Books::write(const WriteRequest& request, const std::function<Answer(Entry&)>& operation) const
{
    const std::lock_guard lock(m_state->mutex);
    const bool keyed = request.key && m_state->traits.keys == Keys::Honoured;
    try {
        if (keyed) {
            if (auto stored = storedAnswer(m_state->database, request)) {
                return std::move(*stored);
            }
        }
        Entry entry{m_state->database, m_state->traits, toRfc3339(m_state->clock.now()), request.key};
        Answer answer;
        {
            SQLite::Transaction transaction(m_state->database, SQLite::TransactionBehavior::IMMEDIATE);
            answer = operation(entry);
            if (isSuccess(answer)) {
                if (keyed) {
                    storeAnswer(entry, request, answer);
                }
                transaction.commit();
                return answer;
            }
        }
        // A refusal has changed nothing: whatever the operation had begun was rolled back.
        if (keyed && answer.status < 500) {
            storeAnswer(entry, request, answer);
        }
        return answer;
    } catch (const SQLite::Exception& exception) {
        return brokenAnswer(exception);
    }
}

Answer Books::dump() const
{
    return read([](const View& view) {
        Answer answer;
        for (const std::string_view table : kTables) {
            answer.body.set(table, rowsOf(view.database, table));
        }
        return answer;
    });
}

Result<bool> Books::fill(const std::function<Result<void>(SQLite::Database&)>& filler) const
{
    const std::lock_guard lock(m_state->mutex);
    try {
        SQLite::Transaction transaction(m_state->database, SQLite::TransactionBehavior::IMMEDIATE);
        for (const std::string_view table : kTables) {
            if (m_state->database.execAndGet("SELECT count(*) FROM " + std::string(table)).getInt64() != 0) {
                return false;
            }
        }
        if (auto filled = filler(m_state->database); !filled) {
            return tl::make_unexpected(std::move(filled.error()));
        }
        transaction.commit();
        return true;
    } catch (const SQLite::Exception& exception) {
        return fail(ErrorCode::Io, "books", exception.what());
    }
}

std::string newId(const std::string& prefix)
{
    std::array<std::uint8_t, 10> bytes{};
    fillRandom(bytes);
    return prefix + toHex(bytes);
}

} // namespace stillgate::sandbox
