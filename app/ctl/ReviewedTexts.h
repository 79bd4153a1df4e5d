// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/learning/ReviewedExamples.h"

namespace stillgate::ctl {

/// The reviews that count in a data folder, with their texts. Only reads; an orchestrator may be running on it.
[[nodiscard]] Result<std::vector<ReviewedText>> readReviewedTexts(const std::filesystem::path& data);

} // namespace stillgate::ctl
