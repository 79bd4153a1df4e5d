// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Submitting.h"

#include <iostream>

namespace stillgate::ctl {

namespace {

void tellRefusal(const Refusal& refusal)
{
    std::cout << "refused: " << nameOf(refusal.code) << (refusal.detail.empty() ? "" : " (") << refusal.detail
              << (refusal.detail.empty() ? "" : ")") << '\n';
    for (const StateChange& moved : refusal.moved) {
        std::cout << "  " << moved.fact << " was " << moved.before << " when it was shown and is " << moved.after << " now\n";
    }
    if (refusal.decided) {
        std::cout << "  the person " << refusal.decided->person.text() << " signed " << nameOf(refusal.decided->verdict)
                  << " at " << toRfc3339(refusal.decided->time) << ", event " << refusal.decided->event << '\n';
    }
}

} // namespace

CommandId newCommandId()
{
    return {uuidV7(SystemClock().now(), randomFixed<Digest>())};
}

Result<KeyFile> keyOf(const ReachOptions& reach, const std::filesystem::path& key)
{
    if (key.empty() && reach.data.empty()) {
        return fail(ErrorCode::Malformed, "--key", "say whose key it is: --key FILE (or --data DIR of a demonstration)");
    }
    return readKeyFile(key.empty() ? reach.data / "demonstration" / "agent-1.json" : key);
}

Result<std::unique_ptr<RpcConnection>> connectAsActor(const ReachOptions& reach, const std::filesystem::path& key)
{
    if (!reach.device.empty()) {
        return connectTo(reach);
    }
    const auto file = keyOf(reach, key);
    return file ? connectTo(reach, file->token) : tl::make_unexpected(file.error());
}

ExitCode tell(const Result<rpc::CommandSubmit::Result>& result, bool json)
{
    if (!result) {
        return report(result.error());
    }
    const bool accepted = result->outcome == rpc::CommandOutcome::Accepted;
    if (json) {
        std::cout << prettyJson(toJson(*result)) << '\n';
    } else if (accepted) {
        std::cout << "accepted, event " << result->first.value_or(0) << '\n';
    } else if (result->refusal) {
        tellRefusal(*result->refusal);
    }
    return accepted ? ExitCode::Done : ExitCode::FoundWrong;
}

} // namespace stillgate::ctl
