// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text/LookAlikes.h"

#include <algorithm>
#include <map>

#include "core/base/Confusables.h"

namespace stillgate {

namespace {

struct Letter {
    qsizetype begin;
    qsizetype end;
    QChar::Script script;
    bool dressed;
};

bool isDressed(char32_t point)
{
    const auto tag = QChar::decompositionTag(point);
    if (tag == QChar::NoDecomposition || tag == QChar::Canonical || !QChar::isLetter(point)) {
        return false;
    }
    const QString plain = QChar::decomposition(point);
    return plain.size() == 1 && plain.front().unicode() < 0x80 && plain.front().isLetter();
}

/// The one with the most letters; Latin when it is even.
QChar::Script mainScriptOf(const std::vector<Letter>& word)
{
    std::map<QChar::Script, int> counts;
    for (const Letter& letter : word) {
        ++counts[letter.script];
    }
    QChar::Script main = QChar::Script_Latin;
    for (const auto& [script, count] : counts) {
        main = count > counts[main] ? script : main;
    }
    return main;
}

/// A word with its place in the text.
class Word {
public:
    explicit Word(const QString& text) : m_text(text) {}

    void add(const Letter& letter) { m_letters.push_back(letter); }

    void judge(std::vector<LookAlike>& found)
    {
        if (!m_letters.empty()) {
            const ScriptMix mix = isOneScript() ? ScriptMix::Harmless : mixOf(m_letters.front().begin, m_letters.back().end);
            const QChar::Script main = mainScriptOf(m_letters);
            for (const Letter& letter : m_letters) {
                if (letter.dressed || isForeign(letter, mix, main)) {
                    found.push_back({letter.begin, letter.end});
                }
            }
            m_letters.clear();
        }
    }

private:
    [[nodiscard]] bool isOneScript() const
    {
        return std::all_of(m_letters.begin(), m_letters.end(),
                           [this](const Letter& letter) { return letter.script == m_letters.front().script; });
    }

    [[nodiscard]] ScriptMix mixOf(qsizetype begin, qsizetype end) const
    {
        return scriptMixOf(m_text.mid(begin, end - begin).toStdString());
    }

    [[nodiscard]] bool isForeign(const Letter& letter, ScriptMix mix, QChar::Script main) const
    {
        switch (mix) {
        case ScriptMix::Harmless: return false;
        case ScriptMix::Uncommon:
            return letter.script != QChar::Script_Latin &&
                   passesForAscii(m_text.mid(letter.begin, letter.end - letter.begin).toStdString());
        case ScriptMix::Deceptive: return letter.script != main && letter.script != QChar::Script_Common;
        }
        return false;
    }

    const QString& m_text;
    std::vector<Letter> m_letters;
};

} // namespace

std::vector<LookAlike> findLookAlikes(const QString& text)
{
    std::vector<LookAlike> found;
    Word word(text);
    for (qsizetype at = 0; at < text.size();) {
        const bool pair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        const char32_t point = pair ? QChar::surrogateToUcs4(text[at], text[at + 1]) : text[at].unicode();
        const qsizetype end = at + (pair ? 2 : 1);
        if (QChar::isLetter(point)) {
            word.add({at, end, QChar::script(point), isDressed(point)});
        } else if (!QChar::isMark(point)) {
            word.judge(found);
        }
        at = end;
    }
    word.judge(found);
    return found;
}

std::vector<LookAlike> findDisguises(const QString& name)
{
    std::vector<LookAlike> found = findLookAlikes(name);
    const bool hasAscii =
        std::any_of(name.begin(), name.end(), [](QChar sign) { return sign.unicode() < 0x80 && sign.isLetter(); });
    for (qsizetype at = 0; hasAscii && at < name.size();) {
        qsizetype end = at;
        while (end < name.size() && name[end].isLetter()) {
            ++end;
        }
        if (passesForAscii(name.mid(at, end - at).toStdString()) &&
            scriptMixOf(name.mid(at, end - at).toStdString()) == ScriptMix::Harmless) {
            found.push_back({at, end});
        }
        at = end + 1;
    }
    return found;
}

} // namespace stillgate
