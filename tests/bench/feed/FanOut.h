// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace stillgate::bench {

/// The raw limit of a feed: a WebSocket server of the same library that sends ready texts to all who are connected, and does nothing
/// else. Runs in a process of its own until its standard input ends, which says "BYTES MESSAGES_A_SECOND" for each run; its first line
/// of output is the port.
int runFanOut(int argc, char** argv);

} // namespace stillgate::bench
