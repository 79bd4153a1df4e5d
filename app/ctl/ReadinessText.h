// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/learning/history/ReadinessReport.h"

/// A readiness report in words.
namespace stillgate::ctl {

[[nodiscard]] std::string readinessText(const history::ReadinessReport& report);
/// As docs/triage.md states it: the report, and with each finding what it is and what to do next.
[[nodiscard]] Json readinessJson(const history::ReadinessReport& report);

} // namespace stillgate::ctl
