// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/Bytes.h"
#include "core/base/Time.h"
#include "core/domain/Words.h"

namespace stillgate {

/// What a message may hold at most, in bytes unless it says otherwise.
inline constexpr std::size_t kMostTextBytes = std::size_t{256} << 10U;
inline constexpr std::size_t kMostSubjectBytes = 1024;
inline constexpr std::size_t kMostReferenceBytes = 512; ///< of an id and of a thread reference
inline constexpr std::size_t kMostSourceBytes = 255;
inline constexpr std::size_t kMostEmailBytes = 320; ///< 64 before the @, 255 behind it (RFC 5321 section 4.5.3.1)
inline constexpr std::size_t kMostNameBytes = 512; ///< of a customer and of an attachment
inline constexpr std::size_t kMostDeviceBytes = 256;
inline constexpr std::size_t kMostAttachments = 20;
inline constexpr std::size_t kMostAttachmentBytes = std::size_t{25} << 20U; ///< each, and all of a message together
/// A message at all these limits, written as JSON, stays under this.
inline constexpr std::size_t kMostEncodedBytes = std::size_t{36} << 20U;

struct IntakeAttachment {
    std::string name; ///< as the sender gave it: never a path to write to
    std::string type; ///< media type without parameters, which could name people
    Bytes content;

    friend bool operator==(const IntakeAttachment&, const IntakeAttachment&) = default;
};

struct IntakeCustomer {
    std::optional<std::string> email;
    std::optional<std::string> name;

    friend bool operator==(const IntakeCustomer&, const IntakeCustomer&) = default;
};

/// What a channel delivers, as it came, before anything is known of the customer or the ticket.
struct IntakeMessage {
    std::optional<std::string> id; ///< the sender's own, unique within the source
    std::string source; ///< name of the mailbox, form, account or file it came from
    Channel channel = Channel::Email;
    std::optional<std::string> thread; ///< reference that messages of one conversation share
    IntakeCustomer customer;
    std::optional<std::string> subject;
    std::string text;
    std::optional<UtcTime> receivedAt; ///< as the channel says
    std::optional<std::string> language; ///< BCP 47 primary subtag: en
    std::optional<std::string> device;
    std::optional<std::string> country; ///< ISO 3166-1 alpha-2: IE
    std::vector<IntakeAttachment> attachments;

    friend bool operator==(const IntakeMessage&, const IntakeMessage&) = default;
};

/// Malformed or Limit; `where` is the field ("customer.email", "attachments[1].type"), `detail` what was expected. Values are never
/// repeated in an error, since errors are logged.
[[nodiscard]] Result<void> validate(const IntakeMessage& message);

} // namespace stillgate
