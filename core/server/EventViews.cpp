// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/EventViews.h"

namespace stillgate {

namespace {

/// A longer value is fetched by other means.
constexpr std::size_t kMostValue = std::size_t{300} << 10U;
constexpr std::size_t kOverhead = 160;

rpc::ShownValue shownOf(const PersonId& person, std::optional<Opening> value)
{
    if (person == kOrchestrator) {
        // What belongs to the orchestrator, such as the planted flag, is nobody's to see before it is opened.
        return tl::make_unexpected(rpc::Hidden::NotYours);
    }
    if (!value) {
        return tl::make_unexpected(rpc::Hidden::Erased);
    }
    if (value->value.size() > kMostValue) {
        return tl::make_unexpected(rpc::Hidden::TooLarge);
    }
    return std::move(*value);
}

} // namespace

Result<rpc::EventView> viewOf(LedgerReader& reader, const StoredEvent& event)
{
    auto header = rpc::CarriedHeader::fromBytes(event.header);
    if (!header) {
        return tl::make_unexpected(header.error());
    }
    rpc::EventView view{std::move(*header), {}};
    for (const auto& [field, ref] : view.header.header().personal) {
        auto value = reader.value(event.sequence, field);
        if (!value) {
            return tl::make_unexpected(value.error());
        }
        view.values.emplace(field, shownOf(ref.person, std::move(*value)));
    }
    return view;
}

Result<rpc::EventView> viewAt(LedgerReader& reader, Sequence sequence)
{
    Result<rpc::EventView> view = fail(ErrorCode::NotFound, std::to_string(sequence), "there is no such event");
    const auto read = reader.events(sequence, 1, [&](const StoredEvent& event) {
        view = viewOf(reader, event);
        return false;
    });
    return read ? view : tl::make_unexpected(read.error());
}

std::size_t sizeOf(const rpc::EventView& view)
{
    std::size_t size = view.header.bytes().size();
    for (const auto& [field, value] : view.values) {
        size += field.size() + kOverhead + (value ? value->value.size() : 0);
    }
    return size;
}

} // namespace stillgate
