// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/Json.h"

namespace stillgate {

/// Bytes that end a run of plain characters in a string.
inline constexpr std::array<bool, 256> kEndsPlainRun = [] {
    std::array<bool, 256> out{};
    for (std::size_t i = 0; i < 0x20; ++i) {
        out[i] = true;
    }
    out['"'] = true;
    out['\\'] = true;
    return out;
}();

/// One pass over the bytes of canonical JSON (RFC 8785, without floating-point numbers; valid UTF-8 is the caller's to check). Every
/// function returns whether it found what it stands for, in canonical form, and then stands behind it.
class CanonicalScanner {
public:
    explicit CanonicalScanner(std::string_view text) : m_at(text.data()), m_end(text.data() + text.size()) {}

    [[nodiscard]] bool atEnd() const { return m_at == m_end; }
    [[nodiscard]] const char* position() const { return m_at; }

    [[nodiscard]] bool skip(char expected)
    {
        if (m_at == m_end || *m_at != expected) {
            return false;
        }
        ++m_at;
        return true;
    }

    /// The characters between the quotes, escapes and all.
    [[nodiscard]] bool string(std::string_view& raw)
    {
        if (!skip('"')) {
            return false;
        }
        const char* begin = m_at;
        for (;;) {
            while (m_at != m_end && !kEndsPlainRun[static_cast<unsigned char>(*m_at)]) {
                ++m_at;
            }
            if (m_at == m_end || (*m_at != '"' && *m_at != '\\')) {
                return false;
            }
            if (*m_at == '"') {
                raw = {begin, static_cast<std::size_t>(m_at - begin)};
                ++m_at;
                return true;
            }
            if (!escape()) {
                return false;
            }
        }
    }

    [[nodiscard]] bool integer(std::int64_t& value)
    {
        const char* begin = m_at;
        if (m_at != m_end && *m_at == '-') {
            ++m_at;
        }
        const char* digits = m_at;
        while (m_at != m_end && *m_at >= '0' && *m_at <= '9') {
            ++m_at;
        }
        const bool leadingZero = digits != m_end && *digits == '0';
        if (digits == m_at || (leadingZero && (m_at - digits > 1 || digits != begin))) {
            return false;
        }
        const auto parsed = std::from_chars(begin, m_at, value);
        return parsed.ec == std::errc() && value >= -Json::kMostInteger && value <= Json::kMostInteger;
    }

    /// Any value, skipped.
    [[nodiscard]] bool value(unsigned depthLeft)
    {
        if (m_at == m_end) {
            return false;
        }
        std::string_view text;
        std::int64_t number = 0;
        switch (*m_at) {
        case '"': return string(text);
        case '{': return object(depthLeft, [&](std::string_view) { return value(depthLeft - 1); });
        case '[': return array(depthLeft);
        case 't': return word("true");
        case 'f': return word("false");
        case 'n': return word("null");
        default: return integer(number);
        }
    }

    /// Calls `member(key)` for each member; the call reads its value.
    template <typename Member>
    [[nodiscard]] bool object(unsigned depthLeft, Member member)
    {
        if (depthLeft == 0 || !skip('{')) {
            return false;
        }
        if (skip('}')) {
            return true;
        }
        std::string_view previous;
        for (bool first = true;; first = false) {
            std::string_view key;
            if (!string(key) || (!first && !sortsBefore(previous, key)) || !skip(':') || !member(key)) {
                return false;
            }
            previous = key;
            if (!skip(',')) {
                return skip('}');
            }
        }
    }

private:
    [[nodiscard]] bool word(std::string_view expected)
    {
        if (std::string_view(m_at, static_cast<std::size_t>(m_end - m_at)).substr(0, expected.size()) != expected) {
            return false;
        }
        m_at += expected.size();
        return true;
    }

    [[nodiscard]] bool array(unsigned depthLeft)
    {
        if (depthLeft == 0 || !skip('[')) {
            return false;
        }
        if (skip(']')) {
            return true;
        }
        do {
            if (!value(depthLeft - 1)) {
                return false;
            }
        } while (skip(','));
        return skip(']');
    }

    /// Canonical escapes: two characters where JSON has such a form, \u00xx in lower case for other control characters.
    [[nodiscard]] bool escape()
    {
        ++m_at;
        if (m_at == m_end) {
            return false;
        }
        const char kind = *m_at++;
        if (kind != 'u') {
            return std::string_view("\"\\bfnrt").find(kind) != std::string_view::npos;
        }
        static constexpr std::string_view kShortForms = "\b\f\n\r\t";
        if (m_end - m_at < 4 || m_at[0] != '0' || m_at[1] != '0' || (m_at[2] != '0' && m_at[2] != '1')) {
            return false;
        }
        const std::size_t low = std::string_view("0123456789abcdef").find(m_at[3]);
        const std::size_t character = (m_at[2] == '1' ? 16U : 0U) + low;
        m_at += 4;
        return low != std::string_view::npos && kShortForms.find(static_cast<char>(character)) == std::string_view::npos;
    }

    [[nodiscard]] static std::string unescaped(std::string_view raw)
    {
        const auto json = parseJson("\"" + std::string(raw) + "\"");
        const std::string* text = json ? json->asString() : nullptr;
        return text != nullptr ? *text : std::string();
    }

    [[nodiscard]] static bool sortsBefore(std::string_view left, std::string_view right)
    {
        if (left.find('\\') == std::string_view::npos && right.find('\\') == std::string_view::npos) {
            return lessUtf16(left, right);
        }
        return lessUtf16(unescaped(left), unescaped(right));
    }

    const char* m_at;
    const char* m_end;
};

} // namespace stillgate
