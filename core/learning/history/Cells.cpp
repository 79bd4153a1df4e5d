// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/history/Cells.h"

#include <algorithm>

namespace stillgate::history {

namespace {

constexpr std::size_t kDateLength = 10; // 2026-03-02
constexpr std::size_t kMinuteLength = 16; // 2026-03-02T09:12

std::string inSmallLetters(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

bool areDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// The offset as RFC 3339 writes it, from what stands behind the time of day; nothing is UTC.
std::string offsetOf(std::string_view text)
{
    const std::string_view zone = trimmed(text);
    if (zone.empty() || zone == "UTC" || zone == "GMT") {
        return "Z";
    }
    const bool isSigned = zone.front() == '+' || zone.front() == '-';
    if (isSigned && zone.size() == 5 && areDigits(zone.substr(1))) {
        return std::string(zone.substr(0, 3)).append(":").append(zone.substr(3));
    }
    return std::string(zone);
}

/// Whether redaction would take the whole of it for an address: what it does not know can neither be hidden nor matched.
bool isAddress(const std::string& text)
{
    const triage::Redaction redaction = triage::redact(text);
    return std::ranges::count(text, '@') == 1 && text.find_first_of(" \t") == std::string::npos &&
           redaction.spans().size() == 1 && redaction.spans().front().kind == triage::RedactedKind::Email &&
           redaction.text().size() == triage::placeholderOf(triage::RedactedKind::Email).size();
}

} // namespace

std::string_view trimmed(std::string_view cell)
{
    const std::size_t begin = cell.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) {
        return {};
    }
    return cell.substr(begin, cell.find_last_not_of(" \t\r\n") - begin + 1);
}

Result<UtcTime> timeOf(std::string_view cell)
{
    const std::string_view text = trimmed(cell);
    std::string form(text.substr(0, kDateLength));
    if (text.size() == kDateLength) {
        form += "T00:00:00Z";
    } else if (text.size() >= kMinuteLength) {
        form.append("T").append(text.substr(kDateLength + 1, kMinuteLength - kDateLength - 1));
        std::string_view rest = text.substr(kMinuteLength);
        const std::size_t seconds = rest.starts_with(':') ? std::min(rest.find_first_not_of("0123456789.", 1), rest.size()) : 0;
        form.append(seconds > 0 ? rest.substr(0, seconds) : ":00").append(offsetOf(rest.substr(seconds)));
    }
    const bool isApart = text.size() <= kDateLength || text[kDateLength] == 'T' || text[kDateLength] == ' ';
    const auto time = utcFromRfc3339(form);
    if (!time || !isApart) {
        return fail(ErrorCode::Malformed, {}, "expected a time such as 2026-03-02T09:12:04Z or 2026-03-02 09:12");
    }
    return *time;
}

Result<Reopened> reopenedOf(std::string_view cell)
{
    const std::string text = inSmallLetters(trimmed(cell));
    if (text.empty()) {
        return Reopened::Unknown;
    }
    if (text == "yes" || text == "true" || text == "reopened" || text == "y") {
        return Reopened::Yes;
    }
    if (text == "no" || text == "false" || text == "n") {
        return Reopened::No;
    }
    if (areDigits(text)) {
        return text.find_first_not_of('0') == std::string::npos ? Reopened::No : Reopened::Yes;
    }
    return fail(ErrorCode::Malformed, {}, "expected yes, no, true, false or a number of times");
}

CustomerKey emailKeyOf(std::string_view cell)
{
    const std::string text = inSmallLetters(trimmed(cell));
    return {sha256(text), isAddress(text)};
}

CustomerKey customerKeyOf(std::string_view cell)
{
    return {sha256(trimmed(cell)), true};
}

} // namespace stillgate::history
