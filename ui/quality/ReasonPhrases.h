// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/UntrustedText.h"
#include "core/domain/IntakeEvents.h"

namespace stillgate {

/// Neighbouring words that spoke for the model's label, or against it, together; by byte offsets in the redacted text.
struct ReasonPhrase {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::int64_t weight = 0; ///< thousandths, of its words together

    friend bool operator==(const ReasonPhrase&, const ReasonPhrase&) = default;
};

/// Words of one sign with nothing but spaces between them make a phrase. Left out are words that weigh less than a tenth of the heaviest
/// one: they say nothing to a person. In the order of the text.
[[nodiscard]] std::vector<ReasonPhrase> reasonPhrases(const UntrustedText& text, const std::vector<ReasonSpan>& reasons);

} // namespace stillgate
