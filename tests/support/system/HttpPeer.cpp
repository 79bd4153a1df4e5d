// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/HttpPeer.h"

#include <httplib.h>

#include "tests/support/system/Waiting.h"

namespace stillgate {

namespace {

httplib::Client clientFor(const std::string& url, const std::string& authority)
{
    httplib::Client client(url);
    if (!authority.empty()) {
        client.set_ca_cert_path(authority);
    }
    client.set_read_timeout(std::chrono::milliseconds(kPatience));
    return client;
}

httplib::Headers withToken(HttpPeer::Headers headers, const std::string& token)
{
    headers.emplace("Authorization", "Bearer " + token);
    return {headers.begin(), headers.end()};
}

HttpReply replyOf(const httplib::Result& result)
{
    return result ? HttpReply{result->status, parseJson(result->body).value_or(Json())} : HttpReply{};
}

} // namespace

HttpReply HttpPeer::get(const std::string& path) const
{
    return replyOf(clientFor(m_url, m_authority).Get(path, withToken({}, m_token)));
}

HttpReply HttpPeer::post(const std::string& path, const Json& body, Headers headers) const
{
    return replyOf(clientFor(m_url, m_authority)
                       .Post(path, withToken(std::move(headers), m_token), canonicalJson(body), "application/json"));
}

} // namespace stillgate
