// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace stillgate {

/// What somebody adds to an ordinary complaint in order to be given more than is due to them, or to be taken for somebody else.
struct Deception {
    enum class Place { BeforeText, AfterText, Subject, Name };

    std::string name; ///< for the test's report: "orders 07, after"
    std::string words;
    Place place = Place::AfterText;
};

/// 200 of them, always the same: orders to a model, played systems, forged calls, markup, bidi controls, invisible letters, letters of
/// other scripts, links, and controls.
[[nodiscard]] std::vector<Deception> deceptions();

} // namespace stillgate
