// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Runbook.h"

namespace stillgate {

Digest digestOf(const Runbook& runbook)
{
    return sha256(canonicalJson(toJson(runbook)));
}

} // namespace stillgate
