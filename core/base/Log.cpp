// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Log.h"

#include <atomic>
#include <memory>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "core/base/SafeText.h"

namespace stillgate {

namespace {

// spdlog's own registry is the one place a process-wide sink can live; nothing of ours reads it back.
constexpr const char* kLogger = "stillgate";

spdlog::level::level_enum levelOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug: return spdlog::level::debug;
    case LogLevel::Info: return spdlog::level::info;
    case LogLevel::Warning: return spdlog::level::warn;
    case LogLevel::Error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

} // namespace

void Log::write(LogLevel level, std::string_view event, Fields fields) const
{
    const auto logger = spdlog::get(kLogger);
    if (!logger || !logger->should_log(levelOf(level))) {
        return;
    }
    std::string line = m_module + " " + std::string(event);
    for (const auto& [key, value] : fields) {
        line += " " + std::string(key) + "=" + displaySafe(value, LineBreaks::Show);
    }
    logger->log(levelOf(level), line);
}

void startLog(LogLevel least)
{
    spdlog::drop(kLogger);
    const auto logger = spdlog::stderr_color_mt(kLogger);
    logger->set_level(levelOf(least));
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    logger->flush_on(spdlog::level::info);
}

} // namespace stillgate
