// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/domain/IntakeEvents.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

/// Where the words that spoke for a label stand in the text that is shown. The reasons count bytes of the redacted text: `subject`, a
/// line feed and `text` with personal parts replaced, or `text` alone. A word is found again as the occurrence of the same number; one
/// that the redaction took away is left out. Neighbours with nothing but blanks between them become one.
[[nodiscard]] std::vector<Highlight> reasonHighlights(const std::vector<ReasonSpan>& reasons, const UntrustedText& redacted,
                                                      const UntrustedText& subject, const UntrustedText& text);

} // namespace stillgate
