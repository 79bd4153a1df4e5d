// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme/KitResources.h"

#include <QtGlobal>

// The macro declares functions, which must not fall into our namespace.
static void initialiseKitResources()
{
    Q_INIT_RESOURCE(icons);
    Q_INIT_RESOURCE(fonts);
    Q_INIT_RESOURCE(translations);
}

namespace stillgate {

void useKitResources()
{
    initialiseKitResources();
}

} // namespace stillgate
