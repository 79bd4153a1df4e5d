// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Typos.h"

#include <utility>

namespace stillgate::triage {

namespace {

constexpr std::size_t kShortestWord = 3;
constexpr std::size_t kOneWordIn = 10;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void edit(std::string& word, Random& random)
{
    const std::size_t at = drawBelow(word.size(), random);
    const char letter = static_cast<char>('a' + drawBelow(26, random));
    switch (drawBelow(4, random)) {
    case 0: word.erase(at, 1); break;
    case 1: word.insert(at, 1, letter); break;
    case 2: word[at] = letter; break;
    default:
        if (at + 1 < word.size()) {
            std::swap(word[at], word[at + 1]);
        }
        break;
    }
}

} // namespace

std::string withTypos(std::string_view text, Random& random)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    std::string word;
    const auto endWord = [&] {
        if (word.size() >= kShortestWord && drawBelow(kOneWordIn, random) == 0) {
            edit(word, random);
        }
        out += word;
        word.clear();
    };
    for (const char c : text) {
        if (isLetter(c)) {
            word.push_back(c);
        } else {
            endWord();
            out.push_back(c);
        }
    }
    endWord();
    return out;
}

} // namespace stillgate::triage
