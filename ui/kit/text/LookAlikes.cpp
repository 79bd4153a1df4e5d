// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text/LookAlikes.h"

#include <array>
#include <optional>

namespace stillgate {

namespace {

struct Letter {
    qsizetype begin;
    qsizetype end;
    QChar::Script script;
    bool dressed;
};

// The scripts whose letters pass for each other. Others do not lie.
constexpr std::array kTwinScripts{QChar::Script_Latin,    QChar::Script_Cyrillic, QChar::Script_Greek,   QChar::Script_Armenian,
                                  QChar::Script_Cherokee, QChar::Script_Coptic,   QChar::Script_Georgian};

std::optional<std::size_t> twinScript(QChar::Script script)
{
    for (std::size_t i = 0; i < kTwinScripts.size(); ++i) {
        if (kTwinScripts[i] == script) {
            return i;
        }
    }
    return std::nullopt;
}

bool isDressed(char32_t point)
{
    const auto tag = QChar::decompositionTag(point);
    if (tag == QChar::NoDecomposition || tag == QChar::Canonical || !QChar::isLetter(point)) {
        return false;
    }
    const QString plain = QChar::decomposition(point);
    return plain.size() == 1 && plain.front().unicode() < 0x80 && plain.front().isLetter();
}

void judge(const std::vector<Letter>& word, std::vector<LookAlike>& found)
{
    std::array<int, kTwinScripts.size()> counts{};
    for (const Letter& letter : word) {
        if (const auto script = twinScript(letter.script)) {
            ++counts[*script];
        }
    }
    // The first of the largest: Latin stands first, so it wins when it is even.
    std::size_t main = 0;
    for (std::size_t i = 1; i < counts.size(); ++i) {
        main = counts[i] > counts[main] ? i : main;
    }
    for (const Letter& letter : word) {
        const auto script = twinScript(letter.script);
        if (letter.dressed || (script && *script != main)) {
            found.push_back({letter.begin, letter.end});
        }
    }
}

} // namespace

std::vector<LookAlike> findLookAlikes(const QString& text)
{
    std::vector<LookAlike> found;
    std::vector<Letter> word;
    for (qsizetype at = 0; at < text.size();) {
        const bool pair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        const char32_t point = pair ? QChar::surrogateToUcs4(text[at], text[at + 1]) : text[at].unicode();
        const qsizetype end = at + (pair ? 2 : 1);
        if (QChar::isLetter(point)) {
            word.push_back({at, end, QChar::script(point), isDressed(point)});
        } else if (!QChar::isMark(point)) {
            judge(word, found);
            word.clear();
        }
        at = end;
    }
    judge(word, found);
    return found;
}

} // namespace stillgate
