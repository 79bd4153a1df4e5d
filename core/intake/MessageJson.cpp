// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/MessageJson.h"

namespace stillgate {

namespace {

struct CustomerForm {
    std::optional<std::string> email;
    std::optional<std::string> name;
};

struct AttachmentForm {
    std::string name;
    std::string type;
    std::string content;
};

/// The message with texts where the value has a time, a channel or bytes.
struct MessageForm {
    std::optional<std::string> id;
    std::string source;
    std::string channel;
    std::optional<std::string> thread;
    std::optional<CustomerForm> customer;
    std::optional<std::string> subject;
    std::string text;
    std::optional<std::string> receivedAt;
    std::optional<std::string> language;
    std::optional<std::string> device;
    std::optional<std::string> country;
    std::optional<std::vector<AttachmentForm>> attachments;
};

template <typename Visitor>
void describe(Visitor& visit, CustomerForm& form)
{
    visit("email", form.email);
    visit("name", form.name);
}

template <typename Visitor>
void describe(Visitor& visit, AttachmentForm& form)
{
    visit("name", form.name);
    visit("type", form.type);
    visit("content_base64", form.content);
}

template <typename Visitor>
void describe(Visitor& visit, MessageForm& form)
{
    visit("id", form.id);
    visit("source", form.source);
    visit("channel", form.channel);
    visit("thread", form.thread);
    visit("customer", form.customer);
    visit("subject", form.subject);
    visit("text", form.text);
    visit("received_at", form.receivedAt);
    visit("language", form.language);
    visit("device", form.device);
    visit("country", form.country);
    visit("attachments", form.attachments);
}

/// Channel, time and contents; every other field is text on both sides.
Result<void> decodeFields(const MessageForm& form, const std::string& path, IntakeMessage& message)
{
    const auto channel = atPath(channelFromText(form.channel), path + ".channel");
    if (!channel) {
        return tl::make_unexpected(channel.error());
    }
    message.channel = *channel;
    if (form.receivedAt) {
        const auto time = atPath(utcFromRfc3339(*form.receivedAt), path + ".received_at");
        if (!time) {
            return tl::make_unexpected(time.error());
        }
        message.receivedAt = *time;
    }
    for (std::size_t i = 0; form.attachments && i < form.attachments->size(); ++i) {
        const AttachmentForm& attachment = (*form.attachments)[i];
        auto content = fromBase64(attachment.content);
        if (!content) {
            return fail(ErrorCode::Malformed, path + ".attachments[" + std::to_string(i) + "].content_base64",
                        "expected base64 (RFC 4648 section 4, with padding)");
        }
        message.attachments.push_back({attachment.name, attachment.type, std::move(*content)});
    }
    return {};
}

} // namespace

Result<Channel> channelFromText(std::string_view name)
{
    if (const auto channel = enumNamed<Channel>(name)) {
        return *channel;
    }
    std::string expected;
    for (const auto& [channel, known] : EnumNames<Channel>::kNames) {
        expected.append(expected.empty() ? "expected one of " : ", ").append(known);
    }
    return fail(ErrorCode::Malformed, {}, std::move(expected));
}

Json JsonForm<IntakeMessage>::write(const IntakeMessage& message)
{
    MessageForm form{.id = message.id,
                     .source = message.source,
                     .channel = std::string(nameOf(message.channel)),
                     .thread = message.thread,
                     .subject = message.subject,
                     .text = message.text,
                     .language = message.language,
                     .device = message.device,
                     .country = message.country};
    if (message.customer != IntakeCustomer{}) {
        form.customer = CustomerForm{message.customer.email, message.customer.name};
    }
    if (message.receivedAt) {
        form.receivedAt = toRfc3339(*message.receivedAt);
    }
    if (!message.attachments.empty()) {
        form.attachments.emplace();
        for (const IntakeAttachment& attachment : message.attachments) {
            form.attachments->push_back({attachment.name, attachment.type, toBase64(attachment.content)});
        }
    }
    return toJson(form);
}

Result<IntakeMessage> JsonForm<IntakeMessage>::read(const Json& json, const std::string& path)
{
    auto form = fromJson<MessageForm>(json, path);
    if (!form) {
        return tl::make_unexpected(std::move(form.error()));
    }
    IntakeMessage message{.id = std::move(form->id),
                          .source = std::move(form->source),
                          .thread = std::move(form->thread),
                          .subject = std::move(form->subject),
                          .text = std::move(form->text),
                          .language = std::move(form->language),
                          .device = std::move(form->device),
                          .country = std::move(form->country)};
    if (form->customer) {
        message.customer = {std::move(form->customer->email), std::move(form->customer->name)};
    }
    auto decoded = decodeFields(*form, path, message);
    if (decoded) {
        decoded = validate(message).map_error([&](Error error) {
            error.where = path + "." + error.where;
            return error;
        });
    }
    if (!decoded) {
        return tl::make_unexpected(std::move(decoded.error()));
    }
    return message;
}

} // namespace stillgate
