// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace stillgate {

enum class LogLevel { Debug, Info, Warning, Error };

/// One named logger a module. A line is a stable event name and ids: never names, amounts or message text.
/// The process decides where lines go with startLog(); until then they are dropped.
class Log {
public:
    explicit Log(std::string module) : m_module(std::move(module)) {}

    using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;
    void debug(std::string_view event, Fields fields = {}) const { write(LogLevel::Debug, event, fields); }
    void info(std::string_view event, Fields fields = {}) const { write(LogLevel::Info, event, fields); }
    void warning(std::string_view event, Fields fields = {}) const { write(LogLevel::Warning, event, fields); }
    void error(std::string_view event, Fields fields = {}) const { write(LogLevel::Error, event, fields); }

private:
    void write(LogLevel level, std::string_view event, Fields fields) const;
    std::string m_module;
};

/// Sends lines at `least` and above to standard error, as "time level module event key=value".
void startLog(LogLevel least);

} // namespace stillgate
