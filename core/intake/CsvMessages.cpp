// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/base/Csv.h"
#include "core/intake/MessageJson.h"
#include "core/intake/RowDelivery.h"

namespace stillgate {

namespace {

/// Puts a cell that is not empty into the message, by moving where it can; the error has no place yet.
using CellSetter = Result<void> (*)(IntakeMessage&, std::string& cell);

template <auto Member>
Result<void> setText(IntakeMessage& message, std::string& cell)
{
    message.*Member = std::move(cell);
    return {};
}

Result<void> setEmail(IntakeMessage& message, std::string& cell)
{
    message.customer.email = std::move(cell);
    return {};
}

Result<void> setName(IntakeMessage& message, std::string& cell)
{
    message.customer.name = std::move(cell);
    return {};
}

Result<void> setChannel(IntakeMessage& message, std::string& cell)
{
    return channelFromText(cell).map([&](Channel channel) { message.channel = channel; });
}

Result<void> setReceivedAt(IntakeMessage& message, std::string& cell)
{
    return utcFromRfc3339(cell).map([&](UtcTime time) { message.receivedAt = time; });
}

struct Column {
    std::string_view name;
    CellSetter set;
};

constexpr std::array kColumns{
    Column{"text", setText<&IntakeMessage::text>},
    Column{"id", setText<&IntakeMessage::id>},
    Column{"channel", setChannel},
    Column{"customer_email", setEmail},
    Column{"customer_name", setName},
    Column{"thread", setText<&IntakeMessage::thread>},
    Column{"subject", setText<&IntakeMessage::subject>},
    Column{"received_at", setReceivedAt},
    Column{"language", setText<&IntakeMessage::language>},
    Column{"device", setText<&IntakeMessage::device>},
    Column{"country", setText<&IntakeMessage::country>},
};

/// A column of the product and where the file has it.
struct Place {
    Column column;
    std::size_t index = 0;
};

std::vector<Place> placesIn(const CsvTable& table)
{
    std::vector<Place> places;
    for (const Column& column : kColumns) {
        if (const auto index = table.column(column.name)) {
            places.push_back({column, *index});
        }
    }
    return places;
}

/// Column and field differ by a sign alone: customer_email holds customer.email.
std::string columnOfField(std::string field)
{
    std::replace(field.begin(), field.end(), '.', '_');
    return field;
}

Result<IntakeMessage> messageOf(CsvRecord& record, const std::vector<Place>& places, const ImportDefaults& defaults)
{
    IntakeMessage message{.source = defaults.source, .channel = defaults.channel};
    for (const auto& [column, index] : places) {
        if (std::string& cell = record.fields[index]; !cell.empty()) {
            if (auto set = atPath(column.set(message, cell), std::string(column.name)); !set) {
                return tl::make_unexpected(std::move(set.error()));
            }
        }
    }
    if (auto valid = validate(message); !valid) {
        return fail(valid.error().code, columnOfField(std::move(valid.error().where)), std::move(valid.error().detail));
    }
    return message;
}

/// The header line with the byte order mark and the line end that the file has.
std::string headerOf(std::string_view bytes, const CsvPlace& place)
{
    const std::size_t behind = place.offset + place.raw.size();
    const std::string_view lineEnd = place.end > behind ? bytes.substr(behind, place.end - behind) : "\n";
    std::string header(bytes.starts_with(kByteOrderMark) ? kByteOrderMark : "");
    return header.append(place.raw).append(lineEnd);
}

} // namespace

Result<std::string> readCsv(std::string_view bytes, const std::filesystem::path& path, RowDelivery& delivery)
{
    // The limits of a message are better told by the name of the field than by the reader, which would have to guess where the next
    // row begins.
    const CsvLimits limits{.field = bytes.size()};
    auto table = CsvTable::open(bytes, limits);
    if (!table) {
        return fail(table.error().code, path.string() + ", " + table.error().where, std::move(table.error().detail));
    }
    if (!table->column("text")) {
        return fail(ErrorCode::Malformed, path.string(), "expected a column named text in the header line");
    }
    const std::vector<Place> places = placesIn(*table);
    for (;;) {
        auto record = table->next();
        if (record && !*record) {
            return headerOf(bytes, table->header());
        }
        const CsvPlace& place = table->place();
        auto message = record ? messageOf(**record, places, delivery.defaults())
                              : fail(record.error().code, {}, std::move(record.error().detail));
        const FileRow row{static_cast<std::int64_t>(place.line), place.offset, place.raw};
        auto delivered = delivery.deliver(row, std::move(message));
        if (!delivered) {
            return tl::make_unexpected(std::move(delivered.error()));
        }
    }
}

} // namespace stillgate
