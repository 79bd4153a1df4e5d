// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/SentimentTrend.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace stillgate {

SentimentTrend sentimentTrend(std::span<const int> sentiments)
{
    constexpr std::size_t kMostBefore = 4;
    if (sentiments.size() < 2) {
        return SentimentTrend::Steady;
    }
    const auto before = sentiments.first(sentiments.size() - 1).last(std::min(kMostBefore, sentiments.size() - 1));
    const int mean = std::accumulate(before.begin(), before.end(), 0) / static_cast<int>(before.size());
    const int change = sentiments.back() - mean;
    if (std::abs(change) < kLeastTrend) {
        return SentimentTrend::Steady;
    }
    return change > 0 ? SentimentTrend::Improving : SentimentTrend::Worsening;
}

} // namespace stillgate
