// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/SafeText.h"

namespace stillgate {

/// A text that somebody outside wrote: a customer, a model, a system of record. It is no string, so that it cannot end up before a
/// person's eyes by accident: what is shown comes from displaySafe(), and a lint rule sees to it that no screen asks for unescaped().
/// Any bytes; not always well-formed UTF-8.
class UntrustedText {
public:
    UntrustedText() = default;
    explicit UntrustedText(std::string text) : m_text(std::move(text)) {}

    /// As it came: to be hashed, stored, sent, searched and taken apart.
    [[nodiscard]] const std::string& unescaped() const { return m_text; }
    /// Takes another text into the same memory.
    void assign(std::string_view text) { m_text.assign(text); }
    [[nodiscard]] bool isEmpty() const { return m_text.empty(); }
    [[nodiscard]] std::string displaySafe(LineBreaks breaks = LineBreaks::Keep) const
    {
        return stillgate::displaySafe(m_text, breaks);
    }

    [[nodiscard]] std::size_t size() const { return m_text.size(); }
    [[nodiscard]] std::optional<std::size_t> find(char sign) const
    {
        const std::size_t at = m_text.find(sign);
        return at == std::string::npos ? std::nullopt : std::optional(at);
    }
    /// From one byte to before another.
    [[nodiscard]] UntrustedText part(std::size_t begin, std::size_t end) const
    {
        return UntrustedText(m_text.substr(begin, end - begin));
    }

    friend bool operator==(const UntrustedText&, const UntrustedText&) = default;

private:
    std::string m_text;
};

} // namespace stillgate
