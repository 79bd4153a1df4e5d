// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/client/AuditReader.h"
#include "core/client/CacheKeySource.h"
#include "core/client/DecisionService.h"
#include "core/client/HaltDesk.h"
#include "core/client/LedgerVerifier.h"
#include "core/client/LedgerWatch.h"
#include "core/client/Link.h"
#include "core/client/Outbox.h"
#include "core/client/PacketReader.h"
#include "core/client/PeopleService.h"
#include "core/client/ReviewService.h"
#include "core/client/ServerAccess.h"
#include "core/client/Signer.h"
#include "core/client/StateReader.h"
#include "core/client/TaxonomyReader.h"
#include "core/client/TicketStore.h"
#include "core/client/Timers.h"

namespace stillgate {

struct LocalCoreParts {
    std::filesystem::path folder; ///< of this console alone: cache and outbox; made when it is not there
    AccessSource access;
    std::string program; ///< named to the orchestrator
    std::string version;
    std::shared_ptr<Signer> signer; ///< none: view only
    CacheKeySource& cacheKey;
    const Clock& clock;
    Timers& timers;
    RandomSource random; ///< spreads the tries to connect
    std::optional<Environment> environment = {}; ///< of the orchestrator that is meant, where somebody said
};

/// The console's local core put together: link, watch, store, cache, outbox and the services on them. Lives in the UI thread; the parts
/// outlive it.
class LocalCore {
public:
    /// Conflict when another console uses the folder; Io. A damaged cache is set aside and begun anew, a damaged outbox is an error.
    [[nodiscard]] static Result<std::unique_ptr<LocalCore>> open(LocalCoreParts parts);
    ~LocalCore();
    LocalCore(const LocalCore&) = delete;
    LocalCore& operator=(const LocalCore&) = delete;

    /// Fills the store with what is remembered, then connects and stays connected.
    void start();
    /// Ends the connection; what is remembered is written.
    void stop();

    [[nodiscard]] Link& link();
    [[nodiscard]] LedgerWatch& watch();
    [[nodiscard]] TicketStore& tickets();
    [[nodiscard]] Outbox& outbox();
    [[nodiscard]] PacketReader& packets();
    [[nodiscard]] StateReader& states();
    [[nodiscard]] DecisionService& decisions();
    [[nodiscard]] ReviewService& reviews();
    [[nodiscard]] TaxonomyReader& taxonomy();
    [[nodiscard]] AuditReader& audit();
    [[nodiscard]] LedgerVerifier& verifier();
    [[nodiscard]] PeopleService& people();
    [[nodiscard]] HaltDesk& halts();

private:
    class Parts;
    explicit LocalCore(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace stillgate
