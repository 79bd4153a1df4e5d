// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/PersonConnection.h"

namespace stillgate {

Result<void> PersonConnection::connect(const ServerAccess& access)
{
    if (m_connection && m_connection->isOpen() && m_url == access.url) {
        return {};
    }
    m_url = access.url;
    m_connection = std::make_unique<RpcConnection>(access);
    return awaitResult(m_connection->open()).value_or(fail(ErrorCode::Unavailable, access.url, "it never opened"));
}

} // namespace stillgate
