// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <vector>

#include "core/domain/Decide.h"
#include "core/protocol/KeyFile.h"
#include "core/server/IntakeDesk.h"
#include "core/triage/HandlingRules.h"

/// What is loaded before an orchestrator can start.
namespace stillgate {

struct LoadedPacks {
    Policy policy;
    std::vector<Runbook> runbooks;
    TriageSet triage;
    std::shared_ptr<const triage::HandlingRules> handling;
    std::map<std::string, Digest> digests; ///< of the loaded values, by name
};

/// Loads a pack and its model. The model is trained from the pack's examples at the first start and kept in `modelFolder` under the
/// digest of what it was trained from.
[[nodiscard]] Result<LoadedPacks> loadPacks(const std::filesystem::path& pack, const std::filesystem::path& modelFolder);

/// What the taxonomy and the red flags say of each intent, for decisions.
[[nodiscard]] std::vector<IntentRoute> routesOf(const TriageSet& set);

/// The demonstration's people: two L2 agents with key files agent-1.json and agent-2.json in the folder, made when missing.
[[nodiscard]] Result<std::vector<KeyFile>> demonstrationKeys(const std::filesystem::path& folder);

} // namespace stillgate
