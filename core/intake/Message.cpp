// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/Message.h"

#include "core/base/SafeText.h"
#include "core/intake/Syntax.h"

namespace stillgate {

namespace {

/// Looks at one field after the other and keeps the first error.
class Validation {
public:
    /// UTF-8 of `least` to `most` bytes.
    void text(const std::string& field, std::string_view value, std::size_t least, std::size_t most)
    {
        if (const auto fault = utf8Fault(value)) {
            refuse(ErrorCode::Malformed, field,
                   "expected UTF-8, which byte " + std::to_string(*fault) + " of the field is not");
        } else if (value.size() > most) {
            refuse(ErrorCode::Limit, field,
                   "expected at most " + std::to_string(most) + " bytes, found " + std::to_string(value.size()));
        } else if (value.size() < least) {
            refuse(ErrorCode::Malformed, field, "expected a text that is not empty");
        }
    }
    void optionalText(const std::string& field, const std::optional<std::string>& value, std::size_t least, std::size_t most)
    {
        if (value) {
            text(field, *value, least, most);
        }
    }
    void form(const std::string& field, const std::optional<std::string>& value, bool (*accepts)(std::string_view),
              const char* expected)
    {
        if (!m_error && value && !accepts(*value)) {
            refuse(ErrorCode::Malformed, field, expected);
        }
    }
    void refuse(ErrorCode code, const std::string& field, std::string expected)
    {
        if (!m_error) {
            m_error = Error{code, field, std::move(expected)};
        }
    }
    [[nodiscard]] Result<void> outcome() &&
    {
        return m_error ? Result<void>(tl::make_unexpected(std::move(*m_error))) : Result<void>();
    }

private:
    std::optional<Error> m_error;
};

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// A picture or a subject alone is a message too; nothing at all is none.
bool saysSomething(const IntakeMessage& message)
{
    return !isBlank(message.text) || !message.attachments.empty() || (message.subject && !isBlank(*message.subject));
}

void validateAttachments(Validation& validation, const std::vector<IntakeAttachment>& attachments)
{
    if (attachments.size() > kMostAttachments) {
        validation.refuse(ErrorCode::Limit, "attachments",
                          "expected at most " + std::to_string(kMostAttachments) + " attachments, found " +
                              std::to_string(attachments.size()));
    }
    std::size_t together = 0;
    for (std::size_t i = 0; i < attachments.size(); ++i) {
        const IntakeAttachment& attachment = attachments[i];
        const std::string field = "attachments[" + std::to_string(i) + "]";
        validation.text(field + ".name", attachment.name, 1, kMostNameBytes);
        validation.form(field + ".type", attachment.type, isMediaType,
                        "expected a media type without parameters, such as image/png");
        together += attachment.content.size();
        if (together > kMostAttachmentBytes) {
            validation.refuse(ErrorCode::Limit, field + ".content",
                              "expected at most " + std::to_string(kMostAttachmentBytes) +
                                  " bytes in all attachments together");
        }
    }
}

} // namespace

Result<void> validate(const IntakeMessage& message)
{
    Validation validation;
    validation.optionalText("id", message.id, 1, kMostReferenceBytes);
    validation.text("source", message.source, 1, kMostSourceBytes);
    validation.optionalText("thread", message.thread, 1, kMostReferenceBytes);
    validation.optionalText("customer.email", message.customer.email, 1, kMostEmailBytes);
    validation.form("customer.email", message.customer.email, isEmailAddress,
                    "expected an e-mail address such as name@sample.example");
    validation.optionalText("customer.name", message.customer.name, 0, kMostNameBytes);
    validation.optionalText("subject", message.subject, 0, kMostSubjectBytes);
    validation.text("text", message.text, 0, kMostTextBytes);
    if (!saysSomething(message)) {
        validation.refuse(ErrorCode::Malformed, "text", "expected a text, or else a subject or an attachment");
    }
    validation.form("language", message.language, isLanguageCode, "expected two or three small letters, such as en (BCP 47)");
    validation.optionalText("device", message.device, 1, kMostDeviceBytes);
    validation.form("country", message.country, isCountryCode,
                    "expected two capitals, such as IE (ISO 3166-1; the United Kingdom is GB)");
    validateAttachments(validation, message.attachments);
    return std::move(validation).outcome();
}

} // namespace stillgate
