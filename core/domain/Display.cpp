// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Display.h"

namespace stillgate {

namespace {

template <typename P>
Result<P> payloadAs(const EventHeader& header)
{
    const auto payload = payloadOf(header);
    if (!payload) {
        return tl::make_unexpected(payload.error());
    }
    const P* typed = std::get_if<P>(&*payload);
    if (typed == nullptr) {
        return fail(ErrorCode::Malformed, header.code, "expected " + std::string(P::kCode));
    }
    return *typed;
}

std::optional<Digest> committed(const EventHeader& header, const std::string& field)
{
    const auto ref = header.personal.find(field);
    return ref == header.personal.end() ? std::nullopt : std::optional(ref->second.commitment);
}

} // namespace

Result<std::vector<DisplayLine>> displayLines(const EventHeader& proposed, const EventHeader& decided)
{
    const auto action = payloadAs<ActionProposed>(proposed);
    const auto policy = payloadAs<PolicyDecided>(decided);
    if (!action || !policy) {
        return tl::make_unexpected(!action ? action.error() : policy.error());
    }
    std::vector<DisplayLine> lines{
        {"operation", action->system, action->operation, std::nullopt},
        {"amount", {}, moneyText(action->amount), std::nullopt},
        {"target", {}, {}, committed(proposed, "target")},
        {"parameters", {}, {}, committed(proposed, "parameters")},
    };
    for (const StateChange& change : action->changes) {
        lines.push_back({"before", change.fact, change.before, std::nullopt});
        lines.push_back({"after", change.fact, change.after, std::nullopt});
    }
    lines.push_back({"reversibility", action->compensation, std::string(nameOf(action->reversibility)), std::nullopt});
    lines.push_back({"runbook", action->runbook, std::to_string(action->runbookVersion), std::nullopt});
    lines.push_back({"rule", {}, policy->rule.value_or(""), std::nullopt});
    lines.push_back({"stakes", {}, std::string(nameOf(policy->stakes)), std::nullopt});
    for (const QuorumPart& part : policy->quorum) {
        lines.push_back({"needs", std::string(nameOf(part.role)), std::to_string(part.count), std::nullopt});
    }
    return lines;
}

Digest displayDigest(const std::vector<DisplayLine>& lines)
{
    return sha256("stillgate/display/v1\n" + canonicalJson(toJson(lines)));
}

Digest proposalDigest(const ActionProposed& action, const Digest& target, const Digest& parameters)
{
    Json json = toJson(action);
    json.set("proposal", nullptr);
    json.set("target", toJson(target));
    json.set("parameters", toJson(parameters));
    return sha256("stillgate/proposal/v1\n" + canonicalJson(json));
}

} // namespace stillgate
