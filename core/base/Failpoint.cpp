// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Failpoint.h"

#ifdef STILLGATE_FAULTS

#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>

namespace stillgate::faults {

namespace {

struct Armed {
    std::string name;
    std::string what; ///< happens there; empty for death
    std::atomic<long> passesLeft{1};

    Armed()
    {
        const char* value = std::getenv("STILLGATE_FAILPOINT");
        name = value != nullptr ? value : "";
        if (const auto colon = name.find(':'); colon != std::string::npos) {
            long count = 1;
            const char* end = std::from_chars(name.data() + colon + 1, name.data() + name.size(), count).ptr;
            what = end != name.data() + name.size() ? end + 1 : "";
            passesLeft = count;
            name.resize(colon);
        }
    }
};

} // namespace

void pass(std::string_view name)
{
    static Armed armed;
    if (armed.name != name || armed.passesLeft.fetch_sub(1) != 1) {
        return;
    }
    if (armed.what == "sleep") {
        std::this_thread::sleep_for(std::chrono::seconds(3));
    } else {
        std::raise(armed.what == "stop" ? SIGSTOP : SIGKILL);
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
