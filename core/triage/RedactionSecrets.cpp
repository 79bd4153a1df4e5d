// SPDX-License-Identifier: GPL-3.0-or-later
//
// Passwords and tokens: by what announces them, or by a shape that nothing else has (JWT, RFC 7519; credentials in a URL, RFC 3986).
#include <algorithm>

#include "core/triage/RedactionScan.h"

namespace stillgate::triage::scan {

namespace {

constexpr std::string_view kPasswordWords =
    "password passwords passwd passwort passworter pwd pw pass passphrase kennwort kennworter contrasena clave mdp passw0rd "
    "المرور السر السري";
constexpr std::string_view kTokenWords =
    "token tokens secret apikey key signature sig session sessionid jwt auth authorization bearer access_token schlussel";
constexpr std::string_view kLinks = "is was are ist lautet war es era est etait هي هو كانت";
constexpr std::string_view kSecretFillers =
    "id for my the account new old login to this that in fur mein neues altes alte nueva mi mon nouveau your site";
/// What is said about passwords. In the languages of the starter pack; a word with a digit or sign in it is none of these.
constexpr std::string_view kSaid =
    "wrong not incorrect invalid expired forgotten lost too no never still always being the a an my working rejected accepted "
    "weak "
    "strong correct right fine required needed missing unknown same different reset changed locked blocked refused broken gone "
    "stolen leaked compromised saved stored secure safe empty blank disabled good okay ok bad asked denied what how why where "
    "when "
    "falsch vergessen abgelaufen ungultig gesperrt weg incorrecta olvidada caducada oublie incorrect expire faux perdu link "
    "page "
    "email recovery change help issue problem forgot important short long impossible useless annoying nothing something";

bool isSecretCharacter(const Unit& unit)
{
    switch (unit.glyph) {
    case Glyph::Blank:
    case Glyph::Break: return false;
    case Glyph::Other: return unit.character != 0 && unit.character != '"' && unit.character != '<' && unit.character != '>';
    default: return true;
    }
}

bool isTokenCharacter(const Unit& unit)
{
    return (isAlphanumeric(unit) && unit.character != 0) || unit.glyph == Glyph::Dash || unit.glyph == Glyph::Dot ||
           unit.glyph == Glyph::Joiner || unit.character == '~' || unit.character == '+' || unit.character == '/' ||
           unit.character == '%';
}

/// How many of its characters are of each kind.
struct Makeup {
    std::size_t lower = 0;
    std::size_t upper = 0;
    std::size_t digits = 0;
    std::size_t signs = 0;
    std::size_t changes = 0; ///< between letters and digits
    bool upperInside = false;
};

Makeup makeupOf(const Units& units, std::size_t begin, std::size_t end)
{
    Makeup out;
    for (std::size_t i = begin; i < end; ++i) {
        const Unit& unit = units[i];
        const bool letter = unit.glyph == Glyph::Letter;
        out.upper += letter && unit.isUpper ? 1 : 0;
        out.lower += letter && !unit.isUpper ? 1 : 0;
        out.digits += unit.glyph == Glyph::Digit ? 1 : 0;
        out.signs += !isAlphanumeric(unit) && unit.glyph != Glyph::Joiner ? 1 : 0;
        out.upperInside = out.upperInside || (letter && unit.isUpper && i > begin && out.lower > 0);
        out.changes +=
            i > begin && isAlphanumeric(unit) && isAlphanumeric(units[i - 1]) && unit.glyph != units[i - 1].glyph ? 1 : 0;
    }
    return out;
}

/// From `begin` to the next blank, without the punctuation of the sentence.
std::size_t valueEnd(const Units& units, std::size_t begin)
{
    std::size_t end = begin;
    while (end + 1 < units.size() && isSecretCharacter(units[end])) {
        ++end;
    }
    while (end > begin && !isAlphanumeric(units[end - 1]) &&
           (units[end - 1].glyph == Glyph::Dot || units[end - 1].glyph == Glyph::Close || units[end - 1].character == ',' ||
            units[end - 1].character == ';' || units[end - 1].character == ':' || units[end - 1].character == '\'' ||
            units[end - 1].character == '?')) {
        --end;
    }
    return end;
}

bool isQuote(const Unit& unit)
{
    return unit.character == '"' || unit.character == '\'' || unit.character == '`';
}

std::size_t skipGaps(const Units& units, std::size_t at)
{
    while (isGap(units[at])) {
        ++at;
    }
    return at;
}

/// Six characters and more with letters and digits among them, so that it needs no word that introduces it.
bool looksLikeSecret(const Units& units, std::size_t begin)
{
    constexpr std::size_t kFewest = 6;
    const std::size_t end = valueEnd(units, begin);
    const Makeup makeup = makeupOf(units, begin, end);
    return end >= begin + kFewest && makeup.digits > 0 && makeup.lower + makeup.upper > 0;
}

/// Where the announced value begins, and how it was announced.
struct Announced {
    std::size_t begin = 0; ///< 0 when nothing was
    bool bySign = false; ///< ':' or '=', not a word
    bool inEnglish = false; ///< in the other languages only what no word can be is taken for a password
};

Announced announcedBehind(const Units& units, std::size_t end)
{
    constexpr int kMostWords = 4;
    std::size_t at = skipGaps(units, end);
    for (int n = 0; n < kMostWords; ++n) {
        if (units[at].character == ':' || units[at].character == '=') {
            std::size_t value = skipGaps(units, at + 1);
            if (units[value].glyph == Glyph::Break && units[value + 1].glyph != Glyph::Break) {
                value = skipGaps(units, value + 1);
            }
            return {value, true, false};
        }
        if (units[at].character == '"' && n == 0) {
            return {at, false, false};
        }
        if (n == 0 && looksLikeSecret(units, at)) {
            return {at, false, false};
        }
        const FoundWord word = wordAt(units, at);
        if (word.text == "to" && looksLikeSecret(units, skipGaps(units, word.end))) {
            return {skipGaps(units, word.end), false, false};
        }
        if (isListed(kLinks, word.text)) {
            std::size_t value = skipGaps(units, word.end);
            if (units[value].character == ':') {
                return {skipGaps(units, value + 1), true, false};
            }
            return {value, false, false};
        }
        if (!isListed(kSecretFillers, word.text)) {
            return {};
        }
        at = skipGaps(units, word.end);
    }
    return {};
}

bool endsSentence(const Units& units, std::size_t end)
{
    const std::size_t next = skipGaps(units, end);
    return next + 1 >= units.size() || units[next].glyph == Glyph::Break || units[next].glyph == Glyph::Dot ||
           units[next].character == ',' || units[next].character == ';' || units[next].character == '!';
}

/// A value that was announced as a password: anything with a digit, a sign or mixed case in it; after a sign and at the end of a
/// sentence also a word, unless it is one that is said of passwords.
bool looksLikePassword(const Units& units, std::size_t begin, std::size_t end, const Announced& announced)
{
    const Makeup makeup = makeupOf(units, begin, end);
    const FoundWord word = wordAt(units, begin);
    const std::size_t size = end - begin;
    if (size < 4 || placeholderUnits(units, begin) > 0) {
        return false;
    }
    if (makeup.digits > 0 && (makeup.lower + makeup.upper + makeup.signs > 0 || announced.bySign)) {
        return true;
    }
    if (makeup.signs > 0 && word.end < end && makeup.lower + makeup.upper > 0) {
        const bool contraction =
            size < 12 &&
            std::any_of(
                units.begin() + static_cast<std::ptrdiff_t>(begin), units.begin() + static_cast<std::ptrdiff_t>(end),
                [](const Unit& unit) {
                    return unit.character == '\'' || unit.character == '-' || unit.character == '/' || unit.character == '.';
                });
        return !contraction && !isListed(kSaid, word.text);
    }
    if (makeup.upperInside) {
        return true;
    }
    const bool plainEnglish = std::all_of(word.text.begin(), word.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool verb = word.text.ends_with("ed") || word.text.ends_with("ing");
    return announced.inEnglish && plainEnglish && size >= 6 && !verb && !isListed(kSaid, word.text) && endsSentence(units, end);
}

bool isTokenWord(const Units& units, const FoundWord& word)
{
    if (!isListed(kTokenWords, word.text)) {
        return false;
    }
    if (word.text != "key") {
        return true;
    }
    return isListed("api access secret private", wordBefore(units, word.begin).text) || units[word.end].character == '=';
}

bool isPasswordWord(const Units& units, const FoundWord& word)
{
    if (word.text == "passe") {
        return wordBefore(units, word.begin).text == "de";
    }
    if (word.text == "word") {
        return wordBefore(units, word.begin).text == "pass";
    }
    return isListed(kPasswordWords, word.text);
}

std::optional<Found> announcedSecret(const Units& units, std::size_t at)
{
    const FoundWord word = wordAt(units, at);
    const bool password = isPasswordWord(units, word);
    if (!password && !isTokenWord(units, word)) {
        return std::nullopt;
    }
    Announced announced = announcedBehind(units, word.end);
    announced.inEnglish = isListed("password passwords passwd pwd pw pass passphrase word", word.text);
    if (!password && announced.begin == 0 && isListed("bearer token", word.text) && units[word.end].glyph == Glyph::Blank) {
        announced.begin = skipGaps(units, word.end);
    }
    if (announced.begin == 0 || announced.begin + 1 >= units.size()) {
        return std::nullopt;
    }
    if (isQuote(units[announced.begin])) {
        const char quote = units[announced.begin].character;
        std::size_t end = announced.begin + 1;
        while (end + 1 < units.size() && units[end].character != quote && units[end].glyph != Glyph::Break) {
            ++end;
        }
        const bool closed = units[end].character == quote && end > announced.begin + 3;
        const bool hidden = placeholderUnits(units, announced.begin + 1) > 0;
        return closed && !hidden && end - announced.begin < 64
                   ? std::optional(Found{announced.begin + 1, end, password ? RedactedKind::Password : RedactedKind::Token})
                   : std::nullopt;
    }
    if (password) {
        const std::size_t end = valueEnd(units, announced.begin);
        return end > announced.begin && looksLikePassword(units, announced.begin, end, announced)
                   ? std::optional(Found{announced.begin, end, RedactedKind::Password})
                   : std::nullopt;
    }
    std::size_t end = announced.begin;
    while (isTokenCharacter(units[end])) {
        ++end;
    }
    while (end > announced.begin && !isAlphanumeric(units[end - 1])) {
        --end;
    }
    constexpr std::size_t kFewest = 8;
    const Makeup makeup = makeupOf(units, announced.begin, end);
    const bool mixed = makeup.digits > 0 && makeup.lower + makeup.upper > 0;
    return end >= announced.begin + kFewest && mixed ? std::optional(Found{announced.begin, end, RedactedKind::Token})
                                                     : std::nullopt;
}

/// A JWT: three base64url parts, the first of which is a JSON object ("eyJ").
std::optional<Found> webTokenAt(const Units& units, std::size_t at)
{
    if (units[at].character != 'e' || units[at + 1].character != 'y' || units[at + 2].character != 'j' ||
        !units[at + 2].isUpper) {
        return std::nullopt;
    }
    std::size_t end = at;
    std::size_t dots = 0;
    while (isAlphanumeric(units[end]) || units[end].glyph == Glyph::Dash || units[end].glyph == Glyph::Joiner ||
           (units[end].glyph == Glyph::Dot && isAlphanumeric(units[end + 1]))) {
        dots += units[end].glyph == Glyph::Dot ? 1 : 0;
        ++end;
    }
    constexpr std::size_t kFewest = 20;
    return dots >= 1 && end - at >= kFewest ? std::optional(Found{at, end, RedactedKind::Token}) : std::nullopt;
}

/// Twenty characters and more of one piece in which capitals, small letters and digits change places often.
std::optional<Found> randomTokenAt(const Units& units, std::size_t at)
{
    constexpr std::size_t kFewest = 20;
    std::size_t end = at;
    while ((isAlphanumeric(units[end]) && units[end].character != 0) || units[end].character == '_') {
        ++end;
    }
    if (end - at < kFewest) {
        return std::nullopt;
    }
    const Makeup makeup = makeupOf(units, at, end);
    const bool mixed = makeup.upper >= 2 && makeup.lower >= 2 && makeup.digits >= 3 && makeup.changes >= 4;
    return mixed ? std::optional(Found{at, end, RedactedKind::Token}) : std::nullopt;
}

/// user:password of scheme://user:password@host
std::optional<Found> urlCredentialsAt(const Units& units, std::size_t at)
{
    const bool behindScheme =
        at >= 3 && units[at - 1].character == '/' && units[at - 2].character == '/' && units[at - 3].character == ':';
    if (!behindScheme) {
        return std::nullopt;
    }
    bool colon = false;
    for (std::size_t i = at; i + 1 < units.size() && isSecretCharacter(units[i]) && units[i].glyph != Glyph::Slash; ++i) {
        if (units[i].glyph == Glyph::At) {
            return colon ? std::optional(Found{at, i, RedactedKind::Password}) : std::nullopt;
        }
        colon = colon || units[i].character == ':';
    }
    return std::nullopt;
}

} // namespace

std::optional<Found> secretAt(const Units& units, std::size_t at)
{
    if (auto credentials = urlCredentialsAt(units, at)) {
        return credentials;
    }
    if (!beginsWord(units, at)) {
        return std::nullopt;
    }
    if (auto token = webTokenAt(units, at)) {
        return token;
    }
    if (auto token = randomTokenAt(units, at)) {
        return token;
    }
    return announcedSecret(units, at);
}

} // namespace stillgate::triage::scan
