// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Payload.h"

#include <algorithm>

namespace stillgate {

namespace {

Json asItIs(const Json& data)
{
    return data;
}

/// One step for each version that is not the newest. A version that only knows more words reads the older data as it is.
constexpr std::array<Upcaster, 11> kReleasedUpcasters{
    {{"action.failed", 1, asItIs},
     {"notice.failed", 1, asItIs},
     {"gate.decided", 1, asItIs},
     {"gate.decided", 2, asItIs},
     {"key.enrolled", 1, asItIs},
     {"ticket.escalated", 1, asItIs},
     {"ticket.classified", 1,
      [](const Json& data) { return Json(data).set("further", Json::array()).set("band_reason", "unrecorded"); }},
     {"command.refused", 3, asItIs},
     {"command.refused", 2, asItIs},
     {"command.refused", 1, [](const Json& data) { return Json(data).set("moved", Json::array()); }},
     {"notice.intended", 1, [](const Json& data) { return Json(data).set("purpose", "confirmation"); }}}};

template <typename P>
Result<Payload> decodeAs(const EventHeader& header)
{
    return liftedData(header, P::kVersion, kReleasedUpcasters).and_then([](const Json& data) {
        return fromJson<P>(data, "$.data").map([](P&& payload) { return Payload(std::move(payload)); });
    });
}

template <std::size_t... I>
Result<Payload> decodeByCode(const EventHeader& header, std::index_sequence<I...>)
{
    Result<Payload> out = fail(ErrorCode::Unsupported, header.code, "this build does not know the event");
    (void)((header.code == std::variant_alternative_t<I, Payload>::kCode
                ? (out = decodeAs<std::variant_alternative_t<I, Payload>>(header), true)
                : false) ||
           ...);
    return out;
}

} // namespace

bool speaksForTicket(Band band, BandReason reason)
{
    return band != Band::Manual || reason == BandReason::AlwaysManual || reason == BandReason::RedFlag;
}

Result<Json> liftedData(const EventHeader& header, int newest, std::span<const Upcaster> upcasters)
{
    const std::string place = header.code + " version " + std::to_string(header.version);
    if (header.version > newest || header.version < 1) {
        return fail(ErrorCode::Unsupported, place, "this build knows versions up to " + std::to_string(newest));
    }
    Json data = header.data;
    for (int version = header.version; version < newest; ++version) {
        const auto step = std::find_if(upcasters.begin(), upcasters.end(), [&](const Upcaster& upcaster) {
            return upcaster.code == header.code && upcaster.from == version;
        });
        if (step == upcasters.end()) {
            return fail(ErrorCode::Unsupported, place, "there is no step to version " + std::to_string(version + 1));
        }
        data = step->lift(data);
    }
    return data;
}

Result<Payload> payloadOf(const EventHeader& header)
{
    return decodeByCode(header, std::make_index_sequence<std::variant_size_v<Payload>>{});
}

} // namespace stillgate
