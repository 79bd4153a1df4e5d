// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Progress.h"

#include <cstdio>

#include <unistd.h>

namespace stillgate::ctl {

namespace {

constexpr Duration kQuiet = Duration::seconds(2);
constexpr Duration kEveryLine = Duration::seconds(10);
constexpr Duration kEveryFrame{200};

} // namespace

Progress::Progress(std::string what, const Clock& clock)
    : m_what(std::move(what))
    , m_clock(clock)
    , m_start(clock.sinceBoot())
    , m_next{m_start.ms + kQuiet.ms}
    , m_terminal(::isatty(STDERR_FILENO) == 1)
{
}

Progress::~Progress()
{
    if (m_terminal && m_shown) {
        std::fputs("\r\x1b[K", stderr);
    }
}

void Progress::show(std::uint64_t done, std::uint64_t all)
{
    const Duration now = m_clock.sinceBoot();
    if (now < m_next || all == 0) {
        return;
    }
    m_next = {now.ms + (m_terminal ? kEveryFrame : kEveryLine).ms};
    m_shown = true;
    const auto percent = static_cast<unsigned>(done * 100 / all);
    const auto seconds = static_cast<long long>((now.ms - m_start.ms) / 1000);
    std::fprintf(stderr, m_terminal ? "\r\x1b[K%s: %u%% (%lld s)" : "%s: %u%% (%lld s)\n", m_what.c_str(), percent, seconds);
    std::fflush(stderr);
}

} // namespace stillgate::ctl
