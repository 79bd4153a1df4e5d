// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/Secret.h"
#include "core/client/Link.h"
#include "core/domain/Ids.h"

namespace SQLite {
class Statement;
}

/// How values stand in the columns of the console's files.
namespace stillgate {

[[nodiscard]] Bytes sealText(const Secret32& key, const std::string& place, const std::string& text);
/// Corrupt when it was sealed with another key or for another place.
[[nodiscard]] Result<std::string> openText(const Secret32& key, const std::string& place, ByteView sealed);

[[nodiscard]] inline std::string nameContext(const TicketId& ticket)
{
    return "name/" + ticket.text();
}
[[nodiscard]] inline std::string packetContext(const TicketId& ticket)
{
    return "packet/" + ticket.text();
}

/// Origin, environment, person, roles and name as JSON.
[[nodiscard]] std::string identityText(const LinkStatus& status);
[[nodiscard]] Result<LinkStatus> identityFrom(const std::string& text);

/// Copies the bytes; an empty one is not NULL.
void bindBlob(SQLite::Statement& statement, int index, ByteView bytes);

template <typename Tag>
void bindId(SQLite::Statement& statement, int index, const Id<Tag>& id)
{
    bindBlob(statement, index, id.uuid.view());
}

/// Of a column; valid until the next step.
[[nodiscard]] ByteView blobAt(SQLite::Statement& statement, int column);

template <typename IdType>
[[nodiscard]] Result<IdType> idAt(SQLite::Statement& statement, int column)
{
    return fixedFrom<Uuid>(blobAt(statement, column)).map([](const Uuid& uuid) { return IdType{uuid}; });
}

} // namespace stillgate
