// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Failpoint.h"

#ifdef STILLGATE_FAULTS

#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <string>

namespace stillgate::faults {

namespace {

struct Armed {
    std::string name;
    std::atomic<long> passesLeft{1};

    Armed()
    {
        const char* value = std::getenv("STILLGATE_FAILPOINT");
        name = value != nullptr ? value : "";
        if (const auto colon = name.find(':'); colon != std::string::npos) {
            long count = 1;
            std::from_chars(name.data() + colon + 1, name.data() + name.size(), count);
            passesLeft = count;
            name.resize(colon);
        }
    }
};

} // namespace

void pass(std::string_view name)
{
    static Armed armed;
    if (armed.name == name && armed.passesLeft.fetch_sub(1) == 1) {
        std::raise(SIGKILL);
    }
}

bool isDisabled(std::string_view protection)
{
    static const std::string list = [] {
        const char* value = std::getenv("STILLGATE_DISABLE");
        return "," + std::string(value != nullptr ? value : "") + ",";
    }();
    return list.find("," + std::string(protection) + ",") != std::string::npos;
}

} // namespace stillgate::faults

#endif
