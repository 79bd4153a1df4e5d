// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stillgate {

/// Makes the icons, fonts and translations linked into this module readable under ":/stillgate". May be called again.
void useKitResources();

} // namespace stillgate
