// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Process.h"

#include <cstdlib>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "core/base/Failpoint.h"

namespace stillgate {

namespace {

bool leavesNoCore()
{
    constexpr rlimit kNone{0, 0};
    return !STILLGATE_PROTECTION_ON("core_files") ||
           (::setrlimit(RLIMIT_CORE, &kNone) == 0 && ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0);
}

} // namespace

void hardenProcess()
{
    ::umask(S_IRWXG | S_IRWXO);
    // Neither can fail on a system that this was built for; where they do, no key may be read.
    if (!leavesNoCore()) {
        std::abort();
    }
}

} // namespace stillgate
