// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Schema.h"

#include <string>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

namespace stillgate::sandbox {

namespace {

// Amounts are whole minor units, times RFC 3339 in UTC: what an auditor reads with any tool. A version counts the changes
// of its row and of what hangs on it.
constexpr const char* kSchema = R"sql(
CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    tier TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX customers_by_email ON customers (email);
CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL REFERENCES customers (id),
    currency TEXT NOT NULL,
    total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
    status TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX orders_by_customer ON orders (customer);
CREATE TABLE payments (
    id TEXT PRIMARY KEY,
    "order" TEXT NOT NULL REFERENCES orders (id),
    customer TEXT NOT NULL REFERENCES customers (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency TEXT NOT NULL,
    method TEXT NOT NULL,
    captured_at TEXT NOT NULL
) STRICT;
CREATE INDEX payments_by_order ON payments ("order");
CREATE TABLE refunds (
    id TEXT PRIMARY KEY,
    payment TEXT NOT NULL REFERENCES payments (id),
    "order" TEXT NOT NULL REFERENCES orders (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency TEXT NOT NULL,
    idempotency_key TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX refunds_by_payment ON refunds (payment);
CREATE INDEX refunds_by_key ON refunds (idempotency_key);
CREATE TABLE recharges (
    id TEXT PRIMARY KEY,
    refund TEXT NOT NULL REFERENCES refunds (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency TEXT NOT NULL,
    idempotency_key TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX recharges_by_refund ON recharges (refund);
CREATE INDEX recharges_by_key ON recharges (idempotency_key);
CREATE TABLE accounts (
    customer TEXT PRIMARY KEY REFERENCES customers (id),
    status TEXT NOT NULL,
    plan TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE mailbox (
    id TEXT PRIMARY KEY,
    customer TEXT REFERENCES customers (id),
    address TEXT NOT NULL,
    channel TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    idempotency_key TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX mailbox_by_key ON mailbox (idempotency_key);
CREATE TABLE idempotency (
    key TEXT PRIMARY KEY,
    operation TEXT NOT NULL,
    request_digest TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    operation TEXT NOT NULL,
    artifact TEXT NOT NULL,
    idempotency_key TEXT,
    detail TEXT NOT NULL
) STRICT;
)sql";

} // namespace

int prepareBooks(SQLite::Database& database)
{
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA foreign_keys = ON");
    const int found = database.execAndGet("PRAGMA user_version").getInt();
    const bool isEmpty = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
    if (!isEmpty) {
        return found;
    }
    SQLite::Transaction transaction(database);
    database.exec(kSchema);
    database.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
    transaction.commit();
    return kSchemaVersion;
}

} // namespace stillgate::sandbox
