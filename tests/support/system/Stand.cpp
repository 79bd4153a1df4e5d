// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/Stand.h"

namespace stillgate {

Stand::Stand(const SampleShop& shop, const Pauses& pauses, const QStringList& sandboxOptions)
    : m_sandbox(folder() / "sandbox", shop.books(), sandboxOptions), m_daemon(placeFor("orchestrator", pauses))
{
}

Daemon::Place Stand::placeFor(const std::string& name, const Pauses& pauses) const
{
    const std::filesystem::path models = folder() / "orchestrator" / "data" / "models";
    return {folder() / name, m_sandbox.readyFile(), writePack(folder() / (name + ".pack"), pauses),
            std::filesystem::exists(models) ? models : std::filesystem::path()};
}

} // namespace stillgate
