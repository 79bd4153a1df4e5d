// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/server/alerts/Alert.h"

namespace stillgate {

struct AlertWebhook {
    std::string name; ///< for logs and for the file that remembers how far it has come; the address is a secret
    AlertFormat format = AlertFormat::Slack;
    std::string url;
    std::vector<AlertKind> kinds; ///< all when empty

    friend bool operator==(const AlertWebhook&, const AlertWebhook&) = default;
};

/// How a message that was not taken is tried again: after `first`, then twice as long each time, `most` at the most.
struct AlertPauses {
    Duration first = Duration::seconds(1);
    Duration most = Duration::minutes(5);
    Duration timeout = Duration::seconds(15); ///< for the whole exchange
};

struct AlertSettings {
    std::vector<AlertWebhook> webhooks;
    AlertPauses pauses;
};

/// Reads `[[webhook]]` tables with name, format, url and kinds. Malformed names file, line and column; Refused an address that is not https
/// and not on this machine, for what is told of tickets must not travel in the clear.
[[nodiscard]] Result<std::vector<AlertWebhook>> loadAlertWebhooks(const std::filesystem::path& file);

} // namespace stillgate
