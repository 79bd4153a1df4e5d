// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/transport/HttpHead.h"

#include <algorithm>

namespace stillgate {

namespace {

constexpr std::string_view kLineEnd = "\r\n";

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isTokenChar(char c)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || marks.find(c) != std::string_view::npos;
}

bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20U && c != '\t') || byte == 0x7FU;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

tl::unexpected<Error> malformed(std::size_t line, std::string detail)
{
    return fail(ErrorCode::Malformed, "line " + std::to_string(line), std::move(detail));
}

Result<HttpHead> requestLine(std::string_view line)
{
    const std::size_t first = line.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second == std::string_view::npos || line.substr(second + 1) != "HTTP/1.1") {
        return malformed(1, "expected a method, a target and HTTP/1.1");
    }
    HttpHead head{std::string(line.substr(0, first)), std::string(line.substr(first + 1, second - first - 1)), {}};
    if (!isToken(head.method) || head.target.empty()) {
        return malformed(1, "expected a method and a target");
    }
    return head;
}

} // namespace

std::vector<std::string_view> HttpHead::values(std::string_view lowerName) const
{
    std::vector<std::string_view> out;
    for (const Field& field : fields) {
        if (field.name == lowerName) {
            out.emplace_back(field.value);
        }
    }
    return out;
}

std::string_view HttpHead::value(std::string_view lowerName) const
{
    const auto all = values(lowerName);
    return all.size() == 1 ? all.front() : std::string_view();
}

Result<HttpHead> parseHttpHead(std::string_view head)
{
    if (!head.ends_with("\r\n\r\n")) {
        return malformed(1, "expected an empty line at the end");
    }
    head.remove_suffix(kLineEnd.size());
    Result<HttpHead> out = malformed(1, "expected a request line");
    for (std::size_t number = 1; !head.empty(); ++number) {
        const std::size_t end = head.find(kLineEnd);
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(end + kLineEnd.size());
        if (std::any_of(line.begin(), line.end(), isControl)) {
            return malformed(number, "a control character");
        }
        if (number == 1) {
            out = requestLine(line);
        } else {
            const std::size_t colon = line.find(':');
            if (colon == std::string_view::npos || !isToken(line.substr(0, colon))) {
                return malformed(number, "expected a field name and a colon");
            }
            std::string name(line.substr(0, colon));
            std::transform(name.begin(), name.end(), name.begin(), lower);
            out->fields.push_back({std::move(name), std::string(trimmed(line.substr(colon + 1)))});
        }
        if (!out) {
            return out;
        }
    }
    return out;
}

bool equalIgnoringCase(std::string_view left, std::string_view right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

std::vector<std::string_view> listItems(std::string_view list)
{
    std::vector<std::string_view> out;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (const std::string_view item = trimmed(list.substr(0, comma)); !item.empty()) {
            out.push_back(item);
        }
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return out;
}

std::string httpAnswer(const HttpRefusal& refusal)
{
    const std::string body = std::string(refusal.reason) + "\n";
    std::string out = "HTTP/1.1 " + std::to_string(refusal.status) + " " + std::string(refusal.phrase) + "\r\n";
    if (!refusal.field.empty()) {
        out.append(refusal.field).append(kLineEnd);
    }
    return out +
           "Connection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

} // namespace stillgate
