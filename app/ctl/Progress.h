// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/base/Time.h"

namespace stillgate::ctl {

/// Shows on standard error how far a piece of work is, once it has taken two seconds: in place on a terminal, elsewhere as a line
/// every ten seconds. What it wrote in place is wiped when it ends.
class Progress {
public:
    Progress(std::string what, const Clock& clock);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::uint64_t done, std::uint64_t all);

private:
    std::string m_what;
    const Clock& m_clock;
    Duration m_start;
    Duration m_next;
    bool m_terminal = false;
    bool m_shown = false;
};

} // namespace stillgate::ctl
