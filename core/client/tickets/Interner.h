// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stillgate {

/// Keeps each of a few texts once and calls it by a number. Texts are never given back: for codes, not for what people write.
class Interner {
public:
    [[nodiscard]] std::uint32_t number(std::string_view text)
    {
        if (const auto known = m_numbers.find(text); known != m_numbers.end()) {
            return known->second;
        }
        const auto number = static_cast<std::uint32_t>(m_texts.size());
        m_numbers.emplace(m_texts.emplace_back(text), number);
        return number;
    }
    [[nodiscard]] const std::string& text(std::uint32_t number) const { return m_texts[number]; }

private:
    std::deque<std::string> m_texts; ///< a deque, so that the views of the map stay valid
    std::unordered_map<std::string_view, std::uint32_t> m_numbers;
};

} // namespace stillgate
