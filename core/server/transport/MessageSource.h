// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QString>

#include "core/base/Result.h"

namespace stillgate {

/// What a connection is told without asking again. It is pulled and never pushed: the connection takes the next message when its send
/// queue has room for it, so that a client that reads slowly costs no more than its queue and holds up nobody. Lives in the thread
/// of the connections.
class MessageSource {
public:
    virtual ~MessageSource() = default;

    /// Called once, behind the answer to the call that brought the source. `ready` says that next() may have something again; it may
    /// be called until the source is destroyed, and takes messages at once.
    virtual void start(std::function<void()> ready) = 0;
    /// The next message, in ASCII; nothing when there is none now. After an error, which ends the connection, it is not asked again.
    [[nodiscard]] virtual Result<std::optional<QString>> next() = 0;
};

/// The calling connection, for handlers that have more to say than one answer.
class Subscriber {
public:
    virtual ~Subscriber() = default;

    /// From the answer to the present call on the connection takes messages from the source, in place of an earlier one, until it
    /// ends. A call that fails brings no source. To be called before the handler returns.
    virtual void follow(std::shared_ptr<MessageSource> source) = 0;
};

} // namespace stillgate
