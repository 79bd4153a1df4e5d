// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/SigningDecisionService.h"
#include "core/client/packet/PacketAssembly.h"
#include "tests/support/client/FakeLink.h"
#include "tests/support/client/ReplicaRig.h"

namespace stillgate {

/// A person before a gate of a paper ledger, with an outbox that sends to nobody.
struct DecisionRig {
    explicit DecisionRig(std::int64_t cents = 12'900)
        : person(paper.agent(101)), signer(std::make_shared<KeySigner>(person.key))
    {
        gate = paper.openGate(7, cents);
        paper.decidesAs(person);
        LinkStatus status;
        status.state = LinkState::Live;
        status.origin = paper.origin();
        status.person = person.id;
        status.roles = {Role::L2Agent};
        link.set(status);
        auto file =
            OutboxFile::open(rig.dir.path().toStdString() + "/outbox.sqlite", *Secret32::from(samples::digest("key").view()));
        outbox = std::move(*DurableOutbox::open(std::move(*file), {link, outgoing, rig.clock, rig.timers, [] { return 0U; }}));
        (void)rig.begin(paper);
        service.emplace(DecisionParts{signer, link, rig.watch, rig.store, rig.clock, *outbox});
    }

    /// The gate as a packet shows it now.
    [[nodiscard]] GateView view() const
    {
        PacketAnswers answers;
        const Gate& found = paper.loop().state().gates.at(gate);
        answers.row = rowOf(paper.loop().state(), paper.loop().ticket(found.ticket));
        for (const Event& event : paper.loop().log()) {
            if (event.header.ticket == found.ticket) {
                answers.events.push_back(paper.view(event.header.sequence));
            }
        }
        const auto asked = toJson(rpc::GateGet::Params{gate, keyIdOf(signer->publicKey())});
        answers.gate = *fromJson<rpc::GateGet::Result>(*paper.answer(rpc::GateGet::kName, asked));
        return *packetFrom(answers)->gate;
    }

    /// The decision that went out last.
    [[nodiscard]] rpc::SubmitDecision sent() const
    {
        return std::get<rpc::SubmitDecision>(fromJson<rpc::CommandSubmit::Params>(outgoing.waiting.back().params)->command);
    }

    mutable PaperLedger paper;
    ReplicaRig rig;
    const Agent& person;
    std::shared_ptr<KeySigner> signer;
    GateId gate;
    FakeLink link;
    FakeCaller outgoing;
    std::unique_ptr<DurableOutbox> outbox;
    std::optional<SigningDecisionService> service;
};

} // namespace stillgate
