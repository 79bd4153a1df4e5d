// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/store/Sealed.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include "core/base/JsonCodec.h"

namespace stillgate {

template <typename Visitor>
void describe(Visitor& visit, LinkStatus& status)
{
    visit("origin", status.origin);
    visit("environment", status.environment);
    visit("person", status.person);
    visit("roles", status.roles);
    visit("name", status.name);
}

Bytes sealText(const Secret32& key, const std::string& place, const std::string& text)
{
    return seal(key, asBytes(text), asBytes(place));
}

Result<std::string> openText(const Secret32& key, const std::string& place, ByteView sealed)
{
    return open(key, sealed, asBytes(place))
        .map([](const Bytes& plain) { return std::string(asText(plain)); })
        .map_error([&](Error error) {
            error.where = place;
            return error;
        });
}

std::string identityText(const LinkStatus& status)
{
    return canonicalJson(toJson(status));
}

Result<LinkStatus> identityFrom(const std::string& text)
{
    return parseJson(text).and_then([](const Json& json) { return fromJson<LinkStatus>(json); });
}

void bindBlob(SQLite::Statement& statement, int index, ByteView bytes)
{
    // Without an address SQLite would bind NULL.
    statement.bind(index, bytes.empty() ? "" : static_cast<const void*>(bytes.data()), static_cast<int>(bytes.size()));
}

ByteView blobAt(SQLite::Statement& statement, int column)
{
    const SQLite::Column value = statement.getColumn(column);
    const auto* data = static_cast<const std::uint8_t*>(value.getBlob());
    return {data, static_cast<std::size_t>(value.getBytes())};
}

} // namespace stillgate
