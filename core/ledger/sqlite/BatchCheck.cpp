// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/sqlite/BatchCheck.h"

#include <algorithm>
#include <set>

#include "core/base/Failpoint.h"
#include "core/ledger/Checkpoint.h"
#include "core/ledger/Layout.h"

namespace stillgate {

namespace {

constexpr std::string_view kOpened = "ledger.opened";
constexpr std::string_view kRedacted = "person.redacted";

tl::unexpected<Error> refused(const EventHeader& header, std::string detail)
{
    return fail(ErrorCode::Refused, "event " + std::to_string(header.sequence), std::move(detail));
}

/// Whether JSON writes the text as it is: what HeaderScan.h asks of codes and field names.
bool isPlain(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F && c != '"' && c != '\\'; });
}

Result<void> checkOpened(const EventHeader& header, const PublicKey& checkpointKey)
{
    if ((header.sequence == 0) != (header.code == kOpened)) {
        return refused(header, "a ledger begins with ledger.opened, once");
    }
    if (header.sequence != 0) {
        return {};
    }
    if (!isKeyName(header.data.textAt("origin"))) {
        return refused(header, "data.origin cannot name a key");
    }
    if (header.data.textAt("checkpoint_key") != toHex(checkpointKey.view())) {
        return refused(header, "data.checkpoint_key is not the key that signs this ledger's checkpoints");
    }
    return {};
}

Result<void> checkValues(const Event& event)
{
    const auto& personal = event.header.personal;
    if (personal.size() != event.values.size()) {
        return refused(event.header, "commitments and values differ in number");
    }
    std::set<PersonId> persons;
    for (const PersonalValue& value : event.values) {
        const auto ref = personal.find(value.field);
        if (ref == personal.end() || ref->second.person != value.person) {
            return refused(event.header, "the value " + value.field + " has no commitment for its person");
        }
        if (!isPlain(value.field) || (ref->second.context && !isPlain(*ref->second.context))) {
            return refused(event.header, "field names and contexts are plain ASCII");
        }
        persons.insert(value.person);
    }
    for (auto value = event.values.begin(); value != event.values.end(); ++value) {
        if (std::any_of(event.values.begin(), value, [&](const PersonalValue& other) { return other.field == value->field; })) {
            return refused(event.header, "two values for " + value->field);
        }
    }
    return persons.size() <= kPlaces ? Result<void>() : refused(event.header, "values of over 256 people");
}

/// Each erased person is named by an event of the batch, and nothing of them comes behind it.
Result<void> checkErased(const Batch& batch)
{
    for (const PersonId& person : batch.erased) {
        const auto named = std::find_if(batch.events.begin(), batch.events.end(), [&](const Event& event) {
            return event.header.code == kRedacted && event.header.data.textAt("person") == person.text();
        });
        if (named == batch.events.end()) {
            return fail(ErrorCode::Refused, "person " + person.text(), "no person.redacted event names them");
        }
        const auto isTheirs = [&](const PersonalValue& value) { return value.person == person; };
        const auto late = std::find_if(named, batch.events.end(), [&](const Event& event) {
            return std::any_of(event.values.begin(), event.values.end(), isTheirs);
        });
        if (late != batch.events.end()) {
            return refused(late->header, "a value of a person erased by then");
        }
    }
    return {};
}

} // namespace

Result<void> checkBatch(const Batch& batch, const LedgerTail& tail, const PublicKey& checkpointKey)
{
    LedgerTail at = tail;
    for (const Event& event : batch.events) {
        const EventHeader& header = event.header;
        if (header.sequence != at.size) {
            return fail(ErrorCode::Conflict, "event " + std::to_string(header.sequence),
                        "the ledger continues with event " + std::to_string(at.size));
        }
        if (at.size != 0 && header.time < at.time && STILLGATE_PROTECTION_ON("ledger_time")) {
            return refused(header, "its time lies before that of the event in front");
        }
        if (!isPlain(header.code)) {
            return refused(header, "a code is plain ASCII");
        }
        auto sound = checkOpened(header, checkpointKey).and_then([&] { return checkValues(event); });
        if (!sound) {
            return sound;
        }
        at = {at.size + 1, header.time};
    }
    const auto tooLarge = std::find_if(batch.blobs.begin(), batch.blobs.end(),
                                       [](const NewBlob& blob) { return blob.content.size() > kMostBlob; });
    if (tooLarge != batch.blobs.end()) {
        return fail(ErrorCode::Limit, "attachment " + tooLarge->id.text(), "over 25 MiB");
    }
    return checkErased(batch);
}

} // namespace stillgate
