// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "core/base/JsonCodec.h"

namespace stillgate::sandbox {

/// What goes wrong with a request.
enum class FaultMode {
    Latency, ///< waits, then goes on
    Throttle, ///< 429 with Retry-After, nothing happens
    DropRequest, ///< the connection closes before anything happens
    DropResponse, ///< everything happens, then the connection closes without an answer
    Fail, ///< 500, nothing happens
    Garbage, ///< everything happens, the body of the answer is broken
};

} // namespace stillgate::sandbox

template <>
struct stillgate::EnumNames<stillgate::sandbox::FaultMode> {
    using Mode = stillgate::sandbox::FaultMode;
    static constexpr std::array<std::pair<Mode, std::string_view>, 6> kNames{{{Mode::Latency, "latency"},
                                                                              {Mode::Throttle, "throttle"},
                                                                              {Mode::DropRequest, "drop_request"},
                                                                              {Mode::DropResponse, "drop_response"},
                                                                              {Mode::Fail, "fail"},
                                                                              {Mode::Garbage, "garbage"}}};
};

namespace stillgate::sandbox {

/// A fault as it is ordered.
struct FaultOrder {
    std::string match; ///< "POST /v1/refunds"; the method may be "*", the path may end in "*"
    FaultMode mode = FaultMode::Fail;
    std::optional<std::uint32_t> count; ///< strikes this often; without it, until it is taken away
    std::optional<std::uint32_t> ms; ///< latency: how long; throttle: how long to stay away (header: whole seconds, rounded up)
    std::optional<std::uint32_t> percent; ///< of the matching requests, 1 to 100; without it, all
    std::optional<std::uint64_t> seed; ///< of the draw behind percent
};

template <typename Visitor>
void describe(Visitor& visit, FaultOrder& order)
{
    visit("match", order.match);
    visit("mode", order.mode);
    visit("count", order.count);
    visit("ms", order.ms);
    visit("percent", order.percent);
    visit("seed", order.seed);
}

/// What strikes one request.
struct Strike {
    FaultMode mode = FaultMode::Fail;
    std::chrono::milliseconds span{0};
};

/// The faults on order. The oldest one that matches and is not used up strikes. Safe to call from any thread.
class Faults {
public:
    /// Malformed names the path.
    [[nodiscard]] Result<void> add(const Json& order);
    void clear();
    /// {"faults": [{the order, "struck": how often so far}…]}
    [[nodiscard]] Json list() const;

    [[nodiscard]] std::optional<Strike> strike(const std::string& method, const std::string& path);

    /// Sleeps; false when the sandbox stops before the time is over.
    [[nodiscard]] bool wait(std::chrono::milliseconds span) const;
    void stop();

private:
    struct Armed {
        FaultOrder order;
        std::uint32_t struck = 0;
        std::mt19937_64 draw;
    };

    mutable std::mutex m_mutex;
    mutable std::condition_variable m_wake;
    std::vector<Armed> m_armed;
    bool m_isStopped = false;
};

} // namespace stillgate::sandbox
