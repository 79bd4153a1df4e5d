// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include "app/sandbox/Messages.h"
#include "app/sandbox/Orders.h"
#include "app/sandbox/Refunds.h"
#include "app/sandbox/Seed.h"
#include "tests/support/ManualClock.h"

namespace stillgate::sandbox {

inline constexpr const char* kSampleSeed = R"({
"customers": [{"id": "C-1", "name": "Sample Customer 01", "email": "customer01@sample.example", "tier": "standard"}],
"orders": [{"id": "O-1", "customer": "C-1", "currency": "EUR", "total_minor": 12900, "status": "paid",
            "created_at": "2026-03-01T09:00:00Z"}],
"payments": [{"id": "P-1", "order": "O-1", "customer": "C-1", "amount_minor": 12900, "currency": "EUR",
              "captured_at": "2026-03-01T09:00:00Z", "method": "card"},
             {"id": "P-2", "order": "O-1", "customer": "C-1", "amount_minor": 12900, "currency": "EUR",
              "captured_at": "2026-03-01T11:00:10+02:00", "method": "card"}],
"refunds": [],
"accounts": [{"customer": "C-1", "status": "active", "plan": "basic"}]})";

inline constexpr const char* kRefund = R"({"payment": "P-2", "amount": "129.00", "currency": "EUR", "expected_version": 1})";
inline constexpr const char* kPartOfIt = R"({"payment": "P-2", "amount": "40.00", "currency": "EUR"})";

inline std::string codeOf(const Answer& answer)
{
    const Json* error = answer.body.find("error");
    return error != nullptr ? std::string(error->textAt("code")) : std::string();
}

/// A folder in memory where the system has one: a busy disk would make these tests slow, and its speed is not what they try.
inline QString templateOfFolder()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return (memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath()) + QStringLiteral("/books-XXXXXX");
}

/// Books of their own in a folder that goes away.
struct BooksFixture {
    explicit BooksFixture(SystemTraits traits = {})
        : file((folder.path() + QStringLiteral("/books.sqlite")).toStdString()), books(Books::open(file, clock, traits).value())
    {
    }

    [[nodiscard]] Result<bool> seed(const std::string& text = kSampleSeed) const
    {
        return parseJson(text).and_then([&](const Json& json) { return seedBooks(books, json); });
    }

    /// A refund as the interface takes it in: decoded first, then run under its key.
    [[nodiscard]] Answer refund(const std::string& body, std::optional<std::string> key) const
    {
        const Json json = parseJson(body).value();
        const auto request = refundFromJson(json);
        if (!request) {
            return malformedAnswer(request.error());
        }
        return books.write({"POST /v1/refunds", json, std::move(key)},
                           [&](const Entry& entry) { return createRefund(entry, *request); });
    }
    [[nodiscard]] Answer recharge(const std::string& refund, const std::string& body, std::optional<std::string> key) const
    {
        const Json json = parseJson(body).value();
        const auto request = rechargeFromJson(refund, json).value();
        return books.write({"POST /v1/refunds/" + refund + "/recharge", json, std::move(key)},
                           [&](const Entry& entry) { return createRecharge(entry, request); });
    }
    [[nodiscard]] Json order() const
    {
        return books.read([](const View& view) { return readOrder(view, "O-1"); }).body;
    }
    [[nodiscard]] std::size_t rows(std::string_view table) const { return books.dump().body.find(table)->asArray()->size(); }

    QTemporaryDir folder{templateOfFolder()};
    ManualClock clock{utcFromRfc3339("2026-03-02T09:12:04Z").value()};
    std::filesystem::path file;
    Books books;
};

} // namespace stillgate::sandbox
