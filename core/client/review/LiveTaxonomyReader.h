// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>

#include "core/client/TaxonomyReader.h"
#include "core/client/link/RpcCaller.h"

namespace stillgate {

/// Asks the orchestrator, and keeps the newest answer for when it cannot be asked.
class LiveTaxonomyReader final : public TaxonomyReader {
public:
    /// The caller outlives it.
    explicit LiveTaxonomyReader(RpcCaller& calls) : m_calls(calls) {}

    [[nodiscard]] QFuture<Result<ShownTaxonomy>> read() override;

private:
    RpcCaller& m_calls;
    std::optional<ShownTaxonomy> m_last;
    QObject m_context;
};

} // namespace stillgate
