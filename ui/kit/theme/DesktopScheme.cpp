// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme/DesktopScheme.h"

#include <QDBusConnection>

#include "ui/kit/theme/PortalScheme.h"

namespace stillgate {

std::unique_ptr<SchemeSource> desktopScheme(const QPalette& given)
{
    return std::make_unique<PortalScheme>(QDBusConnection::sessionBus(), given);
}

} // namespace stillgate
