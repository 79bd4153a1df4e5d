// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <string>
#include <vector>

#include <QTcpServer>

#include "core/base/Json.h"

namespace stillgate::wire {

/// A webhook on loopback that does with each request what it was told: the next of its script, or the last of it again and again.
class Hook {
public:
    enum class Behaviour {
        Take, ///< 200
        Fail, ///< 500
        Throttle, ///< 429, Retry-After 0
        Refuse, ///< 400
        Drop, ///< closes without an answer, having read everything
        Hang, ///< never answers
    };

    explicit Hook(std::deque<Behaviour> script);

    [[nodiscard]] std::string url() const;
    /// What is done from now on.
    void set(std::deque<Behaviour> script) { m_script = std::move(script); }
    /// Bodies as they came, whatever became of them.
    [[nodiscard]] const std::vector<std::string>& received() const { return m_received; }
    /// Ids of the alerts in the messages that were taken.
    [[nodiscard]] const std::vector<std::string>& taken() const { return m_taken; }

private:
    void accept();
    void answer(QTcpSocket& socket, const std::string& body);
    [[nodiscard]] Behaviour next();

    QTcpServer m_server;
    std::deque<Behaviour> m_script;
    std::vector<std::string> m_received;
    std::vector<std::string> m_taken;
};

} // namespace stillgate::wire
