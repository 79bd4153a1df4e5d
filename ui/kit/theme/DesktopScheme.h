// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QPalette>

#include "ui/kit/theme/SchemeSource.h"

namespace stillgate {

/// What the desktop of this session wants, and wants later: its portal's word (PortalScheme.h), or without one that of the
/// palette it gave the application before Appearance put its own in force.
[[nodiscard]] std::unique_ptr<SchemeSource> desktopScheme(const QPalette& given);

} // namespace stillgate
