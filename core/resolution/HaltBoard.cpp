// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/resolution/HaltBoard.h"

#include <cerrno>

#include <sys/stat.h>

#include "core/base/Failpoint.h"

namespace stillgate {

HaltBoard::HaltBoard(std::filesystem::path file) : m_file(std::move(file)), m_halts(std::make_shared<const Halts>()) {}

void HaltBoard::publish(const Halts& halts)
{
    auto copy = std::make_shared<const Halts>(halts);
    const std::lock_guard lock(m_mutex);
    m_halts = std::move(copy);
}

Halts HaltBoard::standing() const
{
    const std::lock_guard lock(m_mutex);
    return *m_halts;
}

bool HaltBoard::isFileThere() const
{
    struct stat found{};
    // lstat: a link that leads nowhere was put there all the same.
    return !m_file.empty() && (::lstat(m_file.c_str(), &found) == 0 || errno != ENOENT);
}

bool HaltBoard::stops(const Leaving& leaving) const
{
    std::shared_ptr<const Halts> halts;
    {
        const std::lock_guard lock(m_mutex);
        halts = m_halts;
    }
    return (isFileThere() && STILLGATE_PROTECTION_ON("halt")) || haltOver(*halts, leaving);
}

} // namespace stillgate
