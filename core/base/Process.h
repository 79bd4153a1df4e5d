// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stillgate {

/// What a program that holds keys does before anything else: new files are its owner's alone (umask 077), and its memory is nobody's: no
/// core file (RLIMIT_CORE 0), no debugger of the same user and no look into /proc/PID/mem (PR_SET_DUMPABLE 0).
void hardenProcess();

} // namespace stillgate
