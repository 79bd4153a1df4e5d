// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/intake/Message.h"

/// What the tests of intake share.
namespace stillgate {

/// A message with every field set.
inline IntakeMessage fullMessage()
{
    return {.id = "sample-7",
            .source = "sample",
            .channel = Channel::Web,
            .thread = "thread-7",
            .customer = {"customer07@sample.example", "Sample Customer 07"},
            .subject = "Parcel",
            .text = " Where is it?\r\n",
            .receivedAt = UtcTime{1772442724500},
            .language = "en",
            .device = "ios-app",
            .country = "IE",
            .attachments = {{"box.txt", "text/plain", {'b', 'o', 'x'}}, {"empty.bin", "application/octet-stream", {}}}};
}

/// For comparisons that show both sides when they fail.
inline QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

template <typename T>
QString shown(const Result<T>& result)
{
    return result ? QStringLiteral("accepted") : shown(result.error().text());
}

} // namespace stillgate
