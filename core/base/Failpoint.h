// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// Named places where a test can end the process as a power cut would (SIGKILL) or switch a protection off. They exist only in
/// builds with STILLGATE_FAULTS; elsewhere the macros are empty and no name reaches the binary.
///   STILLGATE_FAILPOINT=name[:count]   dies at the count-th pass of the place (1 by default)
///   STILLGATE_FAILPOINT=name:count:stop or :sleep   there the process stops until it is continued (SIGSTOP), or the thread sleeps 3 s
///   STILLGATE_DISABLE=name[,name...]   switches the named protections off
#ifdef STILLGATE_FAULTS
namespace stillgate::faults {
void pass(std::string_view name);
[[nodiscard]] bool isDisabled(std::string_view protection);
} // namespace stillgate::faults
#define STILLGATE_FAILPOINT(name) ::stillgate::faults::pass(name)
#define STILLGATE_PROTECTION_ON(name) (!::stillgate::faults::isDisabled(name))
#else
#define STILLGATE_FAILPOINT(name) static_cast<void>(0)
#define STILLGATE_PROTECTION_ON(name) true
#endif
