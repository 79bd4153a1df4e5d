// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/JsonCodec.h"
#include "core/intake/Message.h"

namespace stillgate {

/// A message in JSON, as JSONL files, the HTTP endpoint and `stillgatectl import` carry it:
///     {"id": "m-1", "source": "form", "channel": "web", "thread": "t-1",
///      "customer": {"email": "customer07@sample.example", "name": "Sample Customer 07"}, "subject": "Parcel", "text": "Hello",
///      "received_at": "2026-03-02T09:12:04Z", "language": "en", "device": "ios-app", "country": "IE",
///      "attachments": [{"name": "box.png", "type": "image/png", "content_base64": "iVBORw=="}]}
/// source, channel and text must be there. Reading validates; the error names the path and what was expected.
template <>
struct JsonForm<IntakeMessage> {
    static Json write(const IntakeMessage& message);
    static Result<IntakeMessage> read(const Json& json, const std::string& path);
};

/// A channel by its name; `where` is empty in the error.
[[nodiscard]] Result<Channel> channelFromText(std::string_view name);

} // namespace stillgate
