// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/intake/MessageJson.h"
#include "core/intake/RowDelivery.h"

namespace stillgate {

namespace {

Result<IntakeMessage> messageOf(std::string_view line, const ImportDefaults& defaults)
{
    if (line.size() > kMostEncodedBytes) {
        return fail(ErrorCode::Limit, {}, "expected at most " + std::to_string(kMostEncodedBytes) + " bytes in a line");
    }
    auto json = parseJson(line);
    if (!json) {
        return fail(json.error().code, {}, "expected one JSON object: " + json.error().detail);
    }
    if (json->asObject() != nullptr && json->find("source") == nullptr) {
        json->set("source", defaults.source);
    }
    return fromJson<IntakeMessage>(*json);
}

} // namespace

Result<void> readJsonl(std::string_view bytes, RowDelivery& delivery)
{
    std::size_t at = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    for (std::int64_t line = 1; at < bytes.size(); ++line) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        std::string_view raw = bytes.substr(at, end - at);
        if (raw.ends_with('\r')) {
            raw.remove_suffix(1);
        }
        if (raw.find_first_not_of(" \t") != std::string_view::npos) {
            const FileRow row{line, at, raw};
            if (auto delivered = delivery.deliver(row, messageOf(raw, delivery.defaults())); !delivered) {
                return delivered;
            }
        }
        at = end + 1;
    }
    return {};
}

} // namespace stillgate
