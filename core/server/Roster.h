// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "core/domain/State.h"

namespace stillgate {

/// The roles of everybody who may do anything, as of the newest commit. Set by the writer, read by any thread.
class Roster {
public:
    using Table = std::map<PersonId, std::vector<Role>>;

    /// `given` are roles that stand in no ledger: of whoever starts the orchestrator.
    explicit Roster(std::map<PersonId, std::vector<Role>> given = {});

    void set(Table inLedger);
    /// Empty for who has none.
    [[nodiscard]] std::vector<Role> rolesOf(const PersonId& person) const;
    /// Whether somebody in the ledger has the role.
    [[nodiscard]] bool hasAny(Role role) const;

private:
    Table m_given;
    mutable std::mutex m_mutex;
    std::shared_ptr<const Table> m_table;
};

/// Everybody's roles as the ledger says.
[[nodiscard]] Roster::Table rosterOf(const State& state);

} // namespace stillgate
