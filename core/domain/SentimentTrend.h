// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "core/base/JsonCodec.h"

namespace stillgate {

/// Where the mood of a ticket's messages goes.
enum class SentimentTrend { Improving, Steady, Worsening };
template <>
struct EnumNames<SentimentTrend> {
    static constexpr std::array<std::pair<SentimentTrend, std::string_view>, 3> kNames{
        {{SentimentTrend::Improving, "improving"},
         {SentimentTrend::Steady, "steady"},
         {SentimentTrend::Worsening, "worsening"}}};
};

/// A change smaller than this, of 100, is the ordinary unevenness of short messages.
inline constexpr int kLeastTrend = 20;

/// Of the customer's messages of a ticket, -100 to 100 each, oldest first: the last one against the mean of up to four before it. One
/// message is steady.
[[nodiscard]] SentimentTrend sentimentTrend(std::span<const int> sentiments);

} // namespace stillgate
