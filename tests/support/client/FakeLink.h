// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/Link.h"

namespace stillgate {

/// A link that stands as a test says.
class FakeLink final : public Link {
    Q_OBJECT

public:
    using Link::Link;

    [[nodiscard]] const LinkStatus& status() const override { return m_status; }
    void retryNow() override { ++retries; }

    void set(const LinkStatus& status)
    {
        m_status = status;
        emit statusChanged(m_status);
    }
    void enter(LinkState state)
    {
        m_status.state = state;
        emit statusChanged(m_status);
    }

    int retries = 0;

private:
    LinkStatus m_status;
};

} // namespace stillgate
