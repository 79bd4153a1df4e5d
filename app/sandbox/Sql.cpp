// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Sql.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "core/base/Money.h"

namespace stillgate::sandbox {

void bindOptional(SQLite::Statement& statement, int index, const std::optional<std::string>& value)
{
    if (value) {
        statement.bind(index, *value);
    } else {
        statement.bind(index);
    }
}

std::string decimalOf(std::int64_t minor, const std::string& currency)
{
    return Currency::fromText(currency)
        .map([&](const Currency& known) { return Money{minor, known}.decimal(); })
        .value_or(std::string());
}

Answer listUnderKey(const View& view, std::string_view member, const std::string& query, const std::string& key,
                    const std::function<Json(const SQLite::Statement&)>& objectOf)
{
    if (view.traits.lookups == Lookups::Missing) {
        return errorAnswer(404, "lookup_not_offered", "this system cannot look up by key");
    }
    Json found = Json::array();
    SQLite::Statement rows(view.database, query);
    rows.bind(1, key);
    while (rows.executeStep()) {
        found.push(objectOf(rows));
    }
    Answer answer;
    answer.body.set(member, std::move(found));
    return answer;
}

} // namespace stillgate::sandbox
