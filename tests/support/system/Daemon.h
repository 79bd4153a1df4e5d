// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Payload.h"
#include "core/protocol/KeyFile.h"
#include "tests/support/system/HttpPeer.h"
#include "tests/support/system/PersonConnection.h"
#include "tests/support/system/Program.h"

namespace stillgate {

/// What a build with failpoints is told (core/base/Failpoint.h).
struct Faults {
    std::string failpoint; ///< where it dies
    std::string disabled; ///< protections that are off
};

/// stillgated as a process on a data folder of its own, with the demonstration's people. Belongs to one thread.
class Daemon {
public:
    struct Place {
        std::filesystem::path folder;
        std::filesystem::path sandbox; ///< ready file of the sandbox
        std::filesystem::path pack;
        std::filesystem::path models; ///< trained before, so that it need not train; may be empty
    };

    explicit Daemon(Place place);

    [[nodiscard]] bool start(const Faults& faults = {}, std::optional<std::chrono::milliseconds> killAfter = {});
    /// Starts a process of it with other options; `start` above takes the usual ones.
    [[nodiscard]] bool startWith(const Program::Start& start);
    [[nodiscard]] QStringList usualArguments() const;
    [[nodiscard]] Program& program() { return m_program; }
    [[nodiscard]] std::filesystem::path data() const { return m_place.folder / "data"; }

    [[nodiscard]] HttpPeer http() const { return {m_program.ready().http, m_program.ready().token, m_authority.string()}; }
    /// Serves over TLS from its next start, with a certificate of an authority of its own; the options for that. Trust the authority's file.
    [[nodiscard]] QStringList certify();
    [[nodiscard]] const std::filesystem::path& authority() const { return m_authority; }
    /// Brings a message in; its ticket when it was taken.
    [[nodiscard]] std::optional<TicketId> takeIn(const Json& message) const;

    /// The demonstration's people, from 1.
    [[nodiscard]] KeyFile agent(int number) const;
    /// A call with this token.
    template <rpc::Method M>
    [[nodiscard]] Result<typename M::Result> callAs(const std::string& token, const typename M::Params& params)
    {
        return m_sessions[token].call<M>({m_program.ready().url, token}, params);
    }
    /// A call with the token of the ready file.
    template <rpc::Method M>
    [[nodiscard]] Result<typename M::Result> call(const typename M::Params& params)
    {
        return callAs<M>(m_program.ready().token, params);
    }

    /// The ticket as it stands, with all its events.
    [[nodiscard]] Result<rpc::TicketGet::Result> ticket(const TicketId& id);
    /// Waits until the ticket stands there. False when it ends elsewhere.
    [[nodiscard]] bool reaches(const TicketId& id, Stage stage);
    /// Waits until the ticket has an open gate other than `before`.
    [[nodiscard]] std::optional<GateId> awaitGate(const TicketId& id, std::optional<GateId> before = {});

private:
    Place m_place;
    Program m_program;
    std::filesystem::path m_authority; ///< certificate of whom it is trusted by; empty without TLS
    std::map<std::string, PersonConnection> m_sessions; ///< by token
};

/// The payloads of one kind among the events, oldest first.
template <typename P>
[[nodiscard]] std::vector<P> payloadsOf(const rpc::TicketGet::Result& ticket)
{
    std::vector<P> out;
    for (const rpc::EventView& event : ticket.events) {
        if (const auto payload = payloadOf(event.header.header()); payload && std::holds_alternative<P>(*payload)) {
            out.push_back(std::get<P>(*payload));
        }
    }
    return out;
}

} // namespace stillgate
