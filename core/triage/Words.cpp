// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Words.h"

#include <algorithm>
#include <array>

#include <QString>

#include "core/triage/Redaction.h"
#include "core/triage/Utf8.h"

namespace stillgate::triage {

namespace {

enum class Role : std::uint8_t {
    Separator,
    Part,       ///< of a word
    Ideograph,  ///< a word of its own
    Symbol,     ///< a symbol of its own; a run of the same one counts once
    Apostrophe, ///< part of a word when letters stand on both sides
    Format,     ///< invisible: part of a word that is there already
};

constexpr char32_t kRightQuote = 0x2019;

constexpr std::array<Role, 128> asciiRoles()
{
    std::array<Role, 128> roles{};
    for (std::size_t c = 0; c < roles.size(); ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        roles[c] = letter || digit ? Role::Part : Role::Separator;
    }
    roles['?'] = roles['!'] = roles['$'] = Role::Symbol;
    roles['\''] = Role::Apostrophe;
    return roles;
}
constexpr std::array<Role, 128> kAsciiRoles = asciiRoles();

bool isIdeograph(char32_t c)
{
    const QChar::Script script = QChar::script(c);
    return script == QChar::Script_Han || script == QChar::Script_Hiragana || script == QChar::Script_Katakana;
}

Role roleOf(char32_t c)
{
    if (c < 128) {
        return kAsciiRoles[c];
    }
    if (c == kRightQuote) {
        return Role::Apostrophe;
    }
    switch (QChar::category(c)) {
    case QChar::Other_Format: return Role::Format;
    case QChar::Symbol_Currency:
    case QChar::Symbol_Other: return c == kNoCharacter ? Role::Separator : Role::Symbol;
    default: break;
    }
    if (QChar::isLetterOrNumber(c)) {
        return isIdeograph(c) ? Role::Ideograph : Role::Part;
    }
    return QChar::isMark(c) ? Role::Part : Role::Separator;
}

class Splitter {
public:
    explicit Splitter(std::string_view text) : m_text(text)
    {
        m_out.folded.reserve(text.size() + 2);
        m_out.folded.push_back(' ');
        m_out.list.reserve(text.size() / 5 + 1);
    }

    Words run()
    {
        std::size_t at = 0;
        while (at < m_text.size() && m_out.list.size() < kMostWords) {
            const CodePoint c = codePointAt(m_text, at);
            const std::size_t placeholder = c.value == '[' ? placeholderLengthAt(m_text, at) : 0;
            if (placeholder > 0) {
                add(at, at + placeholder, WordKind::Symbol, m_text.substr(at, placeholder));
                at += placeholder;
                continue;
            }
            switch (roleOf(c.value)) {
            case Role::Part: at = addRun(at); break;
            case Role::Ideograph: at = addFolded(at, at + c.bytes); break;
            case Role::Symbol: at = addSymbol(at, c); break;
            default: at += c.bytes; break;
            }
        }
        return std::move(m_out);
    }

private:
    /// From the first character of a word to its end; `at` stands on a Part.
    std::size_t addRun(std::size_t begin)
    {
        std::size_t at = begin;
        bool plain = true;
        while (at < m_text.size()) {
            const CodePoint c = codePointAt(m_text, at);
            const Role role = roleOf(c.value);
            const bool joins = role == Role::Apostrophe && partAt(at + c.bytes);
            if (role != Role::Part && role != Role::Format && !joins) {
                break;
            }
            plain = plain && c.value < 128;
            at += c.bytes;
        }
        if (!plain) {
            return addFolded(begin, at);
        }
        add(begin, at, WordKind::Text, m_text.substr(begin, at - begin));
        const Word& word = m_out.list.back();
        for (std::uint32_t i = word.foldedBegin; i < word.foldedEnd; ++i) {
            char& c = m_out.folded[i];
            if (c >= 'A' && c <= 'Z') {
                c = static_cast<char>(c - 'A' + 'a');
            } else if (c >= '0' && c <= '9') {
                c = '0';
            }
        }
        return at;
    }

    [[nodiscard]] bool partAt(std::size_t at) const
    {
        return at < m_text.size() && roleOf(codePointAt(m_text, at).value) == Role::Part;
    }

    std::size_t addFolded(std::size_t begin, std::size_t end)
    {
        const QString word = QString::fromUtf8(m_text.data() + begin, static_cast<qsizetype>(end - begin))
                                 .normalized(QString::NormalizationForm_KC)
                                 .toCaseFolded();
        QString folded;
        folded.reserve(word.size());
        for (const QChar c : word) {
            if (c.isDigit()) {
                folded.append(u'0');
            } else if (c.unicode() == kRightQuote) {
                folded.append(u'\'');
            } else if (c.category() != QChar::Other_Format && !c.isSpace()) {
                folded.append(c);
            }
        }
        if (!folded.isEmpty()) {
            add(begin, end, WordKind::Text, folded.toUtf8().toStdString());
        }
        return end;
    }

    std::size_t addSymbol(std::size_t begin, CodePoint c)
    {
        std::size_t end = begin + c.bytes;
        while (end < m_text.size() && codePointAt(m_text, end).value == c.value) {
            end += c.bytes;
        }
        add(begin, end, WordKind::Symbol, m_text.substr(begin, c.bytes));
        return end;
    }

    void add(std::size_t begin, std::size_t end, WordKind kind, std::string_view folded)
    {
        const auto start = static_cast<std::uint32_t>(m_out.folded.size());
        m_out.folded.append(folded);
        m_out.list.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), start,
                              static_cast<std::uint32_t>(m_out.folded.size()), kind});
        m_out.folded.push_back(' ');
    }

    std::string_view m_text;
    Words m_out;
};

} // namespace

Words splitWords(std::string_view text)
{
    return Splitter(text).run();
}

} // namespace stillgate::triage
