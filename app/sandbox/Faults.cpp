// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Faults.h"

namespace stillgate::sandbox {

namespace {

constexpr std::uint32_t kMostMs = 600'000;

bool matches(const std::string& match, const std::string& method, const std::string& path)
{
    const std::size_t blank = match.find(' ');
    const std::string_view wantedMethod = std::string_view(match).substr(0, blank);
    std::string_view wantedPath = std::string_view(match).substr(blank + 1);
    if (wantedMethod != "*" && wantedMethod != method) {
        return false;
    }
    if (wantedPath.ends_with('*')) {
        wantedPath.remove_suffix(1);
        return path.starts_with(wantedPath);
    }
    return path == wantedPath;
}

Result<void> check(const FaultOrder& order)
{
    const std::size_t blank = order.match.find(' ');
    if (blank == std::string::npos || blank == 0 || order.match.substr(blank + 1, 1) != "/") {
        return fail(ErrorCode::Malformed, "$.match", "expected a method and a path, such as POST /v1/refunds");
    }
    if (order.count && *order.count == 0) {
        return fail(ErrorCode::Malformed, "$.count", "expected at least 1");
    }
    if (order.mode == FaultMode::Latency && !order.ms) {
        return fail(ErrorCode::Malformed, "$.ms", "latency needs its milliseconds");
    }
    if (order.ms && *order.ms > kMostMs) {
        return fail(ErrorCode::Malformed, "$.ms", "expected at most " + std::to_string(kMostMs));
    }
    if (order.percent && (*order.percent == 0 || *order.percent > 100)) {
        return fail(ErrorCode::Malformed, "$.percent", "expected 1 to 100");
    }
    return {};
}

} // namespace

Result<void> Faults::add(const Json& order)
{
    const auto decoded = fromJson<FaultOrder>(order);
    if (!decoded) {
        return tl::make_unexpected(decoded.error());
    }
    if (auto checked = check(*decoded); !checked) {
        return checked;
    }
    const std::lock_guard lock(m_mutex);
    m_armed.push_back({*decoded, 0, std::mt19937_64(decoded->seed.value_or(0))});
    return {};
}

void Faults::clear()
{
    const std::lock_guard lock(m_mutex);
    m_armed.clear();
}

Json Faults::list() const
{
    const std::lock_guard lock(m_mutex);
    Json faults = Json::array();
    for (const Armed& armed : m_armed) {
        Json fault = toJson(armed.order);
        fault.set("struck", std::int64_t{armed.struck});
        faults.push(std::move(fault));
    }
    Json list;
    list.set("faults", std::move(faults));
    return list;
}

std::optional<Strike> Faults::strike(const std::string& method, const std::string& path)
{
    const std::lock_guard lock(m_mutex);
    for (Armed& armed : m_armed) {
        const bool isUsedUp = armed.order.count && armed.struck >= *armed.order.count;
        if (isUsedUp || !matches(armed.order.match, method, path)) {
            continue;
        }
        if (armed.order.percent && armed.draw() % 100 >= *armed.order.percent) {
            continue;
        }
        ++armed.struck;
        return Strike{armed.order.mode, std::chrono::milliseconds(armed.order.ms.value_or(0))};
    }
    return std::nullopt;
}

bool Faults::wait(std::chrono::milliseconds span) const
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, span, [&] { return m_isStopped; });
}

void Faults::stop()
{
    const std::lock_guard lock(m_mutex);
    m_isStopped = true;
    m_wake.notify_all();
}

} // namespace stillgate::sandbox
