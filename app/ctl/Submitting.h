// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Reach.h"
#include "core/protocol/KeyFile.h"

/// What verbs that change something have in common.
namespace stillgate::ctl {

[[nodiscard]] CommandId newCommandId();

/// The key file of whoever acts: `key`, or the first demonstration agent's of the data folder.
[[nodiscard]] Result<KeyFile> keyOf(const ReachOptions& reach, const std::filesystem::path& key);

/// A connection in the name of whoever acts: who signed in from the device, or who the key file is of.
[[nodiscard]] Result<std::unique_ptr<RpcConnection>> connectAsActor(const ReachOptions& reach,
                                                                    const std::filesystem::path& key);

/// Says what became of a command, and what had moved or whose decision counts where it was refused.
[[nodiscard]] ExitCode tell(const Result<rpc::CommandSubmit::Result>& result, bool json);

} // namespace stillgate::ctl
