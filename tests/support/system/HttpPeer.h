// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "core/base/Json.h"

namespace stillgate {

struct HttpReply {
    int status = 0; ///< 0: no whole answer came
    Json body; ///< null when it is no JSON
};

/// A server on loopback and the token it wants, and over TLS the file of the authority that it is trusted by. Calls wait for their
/// answer; each has a connection of its own. Any thread.
class HttpPeer {
public:
    using Headers = std::multimap<std::string, std::string>;

    HttpPeer(std::string url, std::string token, std::string authority = {})
        : m_url(std::move(url)), m_token(std::move(token)), m_authority(std::move(authority))
    {
    }

    [[nodiscard]] HttpReply get(const std::string& path) const;
    [[nodiscard]] HttpReply post(const std::string& path, const Json& body, Headers headers = {}) const;

private:
    std::string m_url;
    std::string m_token;
    std::string m_authority;
};

} // namespace stillgate
