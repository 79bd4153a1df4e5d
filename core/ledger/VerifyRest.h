// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/VerifyValues.h"

/// What is checked once the events are through.
namespace stillgate {

/// Every attachment an event describes is there, whole, and no other.
void checkAttachments(RawLedger& ledger, const ValueCheck& values, PeopleCheck& people, VerifyReport& report,
                      Findings& findings);

/// Every address an event shows leads to its person, and no other.
void checkContacts(RawLedger& ledger, const ValueCheck& values, VerifyReport& report, Findings& findings);

/// Stored folds equal the fold of the events.
void checkProjection(RawLedger& ledger, const ExpectedProjection& expected, VerifyReport& report, Findings& findings);

} // namespace stillgate
