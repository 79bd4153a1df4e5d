// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

#include "core/domain/Duties.h"
#include "core/server/Promised.h"

namespace stillgate {

namespace {

constexpr std::size_t kMostNameBytes = 200;

/// People and keys as the writer has them.
struct Known {
    std::map<PersonId, Person> persons;
    std::map<PersonId, std::map<std::string, EnrolledKey>> keys;
};

template <typename T>
QFuture<T> lookAtState(Orchestrator& orchestrator, std::function<T(const State&)> look)
{
    const auto promise = startedPromise<T>();
    orchestrator.inspect([promise, look = std::move(look)](const State& state) {
        promise->addResult(look(state));
        promise->finish();
    });
    return promise->future();
}

/// The names that stand in person.enrolled, where they are not erased.
Result<std::map<PersonId, std::string>> namesIn(LedgerReader& reader)
{
    std::map<PersonId, std::string> names;
    std::vector<std::pair<PersonId, Sequence>> enrolled;
    const auto read = reader.events(0, SIZE_MAX, [&](const StoredEvent& event) {
        if (event.header.find(PersonEnrolled::kCode) == std::string::npos) {
            return true;
        }
        const auto header = decodeHeader(event.header);
        const auto payload = header ? payloadOf(*header) : tl::make_unexpected(header.error());
        if (const auto* one = payload ? std::get_if<PersonEnrolled>(&*payload) : nullptr; one != nullptr) {
            enrolled.emplace_back(one->person, event.sequence);
        }
        return true;
    });
    if (!read) {
        return tl::make_unexpected(read.error());
    }
    for (const auto& [person, sequence] : enrolled) {
        if (const auto name = reader.value(sequence, "name"); name && *name) {
            names[person] = (*name)->value;
        }
    }
    return names;
}

rpc::PeopleList::Result rowsOf(const HandlerParts& parts, const Known& known, const std::map<PersonId, std::string>& names)
{
    rpc::PeopleList::Result out;
    for (const auto& [id, person] : known.persons) {
        rpc::PersonRow row{id, {}, person.roles, person.status, person.origin, {}, parts.signIn.stateOf(id)};
        if (const auto name = names.find(id); name != names.end()) {
            row.name = name->second;
        }
        if (const auto keys = known.keys.find(id); keys != known.keys.end()) {
            for (const auto& [keyId, key] : keys->second) {
                row.keys.push_back({keyId, key.revoked.has_value()});
            }
        }
        out.rows.push_back(std::move(row));
    }
    return out;
}

QFuture<Result<rpc::Invitation>> enrol(const HandlerParts& parts, QObject& context, const Caller& caller,
                                       const rpc::PeopleEnrol::Params& params)
{
    using Answer = Result<rpc::Invitation>;
    const bool fits = !params.login.empty() && params.login.size() <= kMostNameBytes && params.name.size() <= kMostNameBytes;
    if (!fits || parts.signIn.isTaken(params.login)) {
        return QtFuture::makeReadyFuture(
            Answer(fits ? fail(ErrorCode::Conflict, "$.login", "the name is taken")
                        : fail(ErrorCode::Malformed, "$.login", "login and name have at most 200 bytes, login at least one")));
    }
    const PersonId person{uuidV7(parts.clock.now(), randomFixed<Digest>())};
    const auto promise = startedPromise<Answer>();
    Submission submission;
    submission.what = Command(EnrolPerson{caller.person, person, params.roles, "admin", params.name, params.login});
    submission.actor = caller.person;
    submission.done = [promise, parts, person, login = params.login, &context](const Reply& reply) {
        QMetaObject::invokeMethod(&context, [promise, parts, person, login, reply] {
            if (reply.error || reply.refusal) {
                promise->addResult(
                    reply.error ? Answer(tl::make_unexpected(*reply.error))
                                : Answer(fail(ErrorCode::Refused, "permission", std::string(nameOf(reply.refusal->code)))));
            } else {
                promise->addResult(parts.signIn.invite(person, login).map([&](const auto& made) {
                    return rpc::Invitation{person, made.first, made.second};
                }));
            }
            promise->finish();
        });
    };
    parts.orchestrator.submit(std::move(submission));
    return promise->future();
}

/// Whether a decision of the person counts by this key.
std::optional<RefusalCode> keyAgainst(const State& state, const PersonId& person, const std::string& keyId)
{
    const auto keys = state.people.find(person);
    const auto key =
        keys == state.people.end() ? std::map<std::string, EnrolledKey>::const_iterator() : keys->second.find(keyId);
    if (keys == state.people.end() || key == keys->second.end()) {
        return RefusalCode::UnknownKey;
    }
    return key->second.revoked ? std::optional(RefusalCode::KeyRevoked) : std::nullopt;
}

rpc::GateMay::Result mayOn(const State& state, const Gate& gate, const PersonId& person, UtcTime now,
                           const std::optional<std::string>& keyId)
{
    rpc::GateMay::Result out;
    const auto key = keyId ? keyAgainst(state, person, *keyId) : std::nullopt;
    out.stepUp = needsStepUp(state, gate, person, Verdict::Approve);
    for (const auto& [verdict, name] : EnumNames<Verdict>::kNames) {
        rpc::VerdictMay may{verdict, slotsOf(state, gate, person, verdict), std::nullopt};
        const Role slot = may.roles.empty() ? Role::L2Agent : may.roles.front();
        if (may.roles.empty()) {
            may.refusal = RefusalCode::RoleMissing;
        } else if (const auto against = dutyAgainst(state, gate, {person, slot, verdict, now})) {
            may.refusal = against->code;
        } else if (!isPermitted(operationOf(verdict), slot, gate.status)) {
            may.refusal = RefusalCode::GateNotOpen;
        } else {
            may.refusal = key;
        }
        out.verdicts.push_back(std::move(may));
    }
    return out;
}

} // namespace

void addPeopleHandlers(RpcHandlers& handlers, const HandlerParts& parts, QObject& context)
{
    addHandler<rpc::PeopleList>(handlers, [parts, &context](const Caller&, const rpc::Nothing&) {
        return lookAtState<Known>(parts.orchestrator, [](const State& state) { return Known{state.persons, state.people}; })
            .then(&context,
                  [parts, &context](const Known& known) {
                      return parts.reading
                          .read<std::map<PersonId, std::string>>([](LedgerReader& reader) { return namesIn(reader); })
                          .then(&context, [parts, known](const Result<std::map<PersonId, std::string>>& names) {
                              return names.map([&](const auto& found) { return rowsOf(parts, known, found); });
                          });
                  })
            .unwrap();
    });
    addHandler<rpc::PeopleEnrol>(handlers, [parts, &context](const Caller& caller, const rpc::PeopleEnrol::Params& params) {
        return enrol(parts, context, caller, params);
    });
    addHandler<rpc::PeopleInvite>(handlers, [parts](const Caller&, const rpc::PeopleInvite::Params& params) {
        auto made = parts.signIn.invite(params.person, {});
        if (made) {
            parts.endConnections();
        }
        return QtFuture::makeReadyFuture(
            made.map([&](const auto& one) { return rpc::Invitation{params.person, one.first, one.second}; }));
    });
    addHandler<rpc::GateMay>(handlers, [parts](const Caller& caller, const rpc::GateMay::Params& params) {
        return lookAtState<Result<rpc::GateMay::Result>>(
            parts.orchestrator,
            [id = params.gate, keyId = params.keyId, person = caller.person,
             now = parts.clock.now()](const State& state) -> Result<rpc::GateMay::Result> {
                const auto gate = state.gates.find(id);
                if (gate == state.gates.end()) {
                    return fail(ErrorCode::NotFound, "$.gate", "there is no such gate");
                }
                return mayOn(state, gate->second, person, std::max(now, state.time), keyId);
            });
    });
}

} // namespace stillgate
