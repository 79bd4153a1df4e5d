// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/client/PersonKeys.h"
#include "core/client/Timers.h"

namespace stillgate {

/// The desktop's keyring through QtKeychain (Secret Service, KWallet). Never in the clear: the library's fallback to a settings file is
/// off. What a keyring does not answer in time counts as Unavailable.
class DesktopKeyring final : public Keyring {
public:
    /// Long enough for somebody to unlock it.
    static constexpr Duration kAnswerTime = Duration::seconds(60);

    explicit DesktopKeyring(Timers& timers, Duration limit = kAnswerTime) : m_timers(timers), m_limit(limit) {}

    [[nodiscard]] QFuture<Result<void>> write(const std::string& name, const std::string& secret) override;
    [[nodiscard]] QFuture<Result<std::string>> read(const std::string& name) override;
    [[nodiscard]] QFuture<Result<void>> remove(const std::string& name) override;

private:
    Timers& m_timers;
    Duration m_limit;
};

} // namespace stillgate
