// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QPromise>

namespace stillgate {

/// A promise that is under way, to be shared with whoever ends it.
template <typename T>
[[nodiscard]] std::shared_ptr<QPromise<T>> startedPromise()
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    return promise;
}

} // namespace stillgate
