// SPDX-License-Identifier: GPL-3.0-or-later
//
// Postal addresses: a house number beside a street, known by its word in five languages, with what belongs to it before and behind (flat,
// postcode, town); post boxes; and postcodes that are called so.
#include <algorithm>

#include "core/triage/RedactionPlaces.h"

namespace stillgate::triage::scan {

namespace {

/// Words that are a street in any writing, and those that are one only in a name with a capital.
constexpr std::string_view kStreets = "street road avenue ave lane boulevard blvd terrace crescent rd";
constexpr std::string_view kNamedStreets = "st ln drive dr close court ct gardens garden way place pl square sq hill row mews "
                                           "walk highway hwy parkway pkwy grove park green "
                                           "view rise wharf quay circle loop trail alley";
constexpr std::string_view kFrenchStreets =
    "rue avenue boulevard bd chemin place allee impasse quai route cours square passage sentier";
constexpr std::string_view kSpanishStreets =
    "calle c avenida avda plaza paseo carrera camino ronda travesia rua praca via viale piazza corso cl";
constexpr std::string_view kGermanEndings[] = {"straße", "strasse", "str",  "weg",  "platz",   "gasse",
                                               "allee",  "ring",    "damm", "ufer", "chaussee"};
constexpr std::string_view kPostcodeWords = "postcode zip zipcode plz postleitzahl cp postcodes eircode";
constexpr std::string_view kArabicStreets = "شارع طريق حي";

bool isHouseNumber(const FoundWord& word)
{
    return isNumberWord(word, 1, 5);
}

bool isLetters(const Units& units, const FoundWord& word)
{
    return !word.text.empty() && units[word.begin].glyph == Glyph::Letter;
}

std::optional<Found> address(const Units& units, std::size_t begin, std::size_t end)
{
    return Found{begin, addressTail(units, end), RedactedKind::Address};
}

/// "14 Mill Road", "221b Sample Street", "12 rue de l'Exemple", "12 شارع النموذج"; the number stands at `at`.
std::optional<Found> numberFirst(const Units& units, std::size_t at, const FoundWord& number)
{
    std::size_t end = number.end;
    if (units[end].character == '-' && isHouseNumber(wordAt(units, end + 1))) {
        end = wordAt(units, end + 1).end;
    }
    std::size_t next = blanksFrom(units, end);
    next = units[next].character == ',' ? blanksFrom(units, next + 1) : next;
    FoundWord word = beginsWord(units, next) ? wordAt(units, next) : FoundWord{};
    if (isListed("bis ter quater", word.text)) {
        next = blanksFrom(units, word.end);
        next = units[next].character == ',' ? blanksFrom(units, next + 1) : next;
        word = wordAt(units, next);
    }
    const bool arabic = isListed(kArabicStreets, word.text);
    if (arabic || isListed(kFrenchStreets, word.text)) {
        const bool onlyFrench = arabic || isListed("rue chemin allee impasse quai bd sentier", word.text);
        std::size_t last = 0;
        for (int n = 0; n < 5; ++n) {
            const FoundWord name = nextWord(units, n == 0 ? word.end : std::max(last, word.end));
            const bool particle = isListed(kParticles, name.text);
            const bool first =
                last == 0 && onlyFrench && !particle && isLetters(units, name) && !isListed(kNotNames, name.text);
            if (!particle && !first && !isCapital(units, name) && !(arabic && n == 0)) {
                break;
            }
            if (particle) {
                word = name;
                continue;
            }
            last = name.end;
        }
        return last > 0 ? address(units, at, last) : std::nullopt;
    }
    bool capital = false;
    for (int n = 0; n < 4 && isLetters(units, word) && !isListed(kNotNames, word.text); ++n) {
        const bool named = isListed(kNamedStreets, word.text) && capital && isCapital(units, word);
        if (n > 0 && (isListed(kStreets, word.text) || named)) {
            return n <= 2 || capital ? address(units, at, word.end) : std::nullopt;
        }
        capital = capital || isCapital(units, word);
        word = nextWord(units, word.end);
    }
    return std::nullopt;
}

/// The house number behind a street: "12", "12a", ", nº 12", "رقم 12"; 0 when there is none.
std::size_t houseNumberEnd(const Units& units, std::size_t end)
{
    std::size_t at = units[end].glyph == Glyph::Dot ? end + 1 : end;
    at = blanksFrom(units, at);
    at = units[at].character == ',' ? blanksFrom(units, at + 1) : at;
    FoundWord word = beginsWord(units, at) ? wordAt(units, at) : FoundWord{};
    if (isListed("n no nr num numero no. nº n° رقم", word.text)) {
        at = word.end;
        while (isGap(units[at]) || units[at].glyph == Glyph::Dot || units[at].character == 0) {
            if (at + 1 >= units.size() || isAlphanumeric(units[at])) {
                break;
            }
            ++at;
        }
        word = beginsWord(units, at) ? wordAt(units, at) : FoundWord{};
    }
    if (!isHouseNumber(word) || units[word.end].character == ':' || units[word.end].character == '%') {
        return 0;
    }
    return units[word.end].character == '-' && isHouseNumber(wordAt(units, word.end + 1)) ? wordAt(units, word.end + 1).end
                                                                                          : word.end;
}

/// "Musterstraße 12", "Am Beispielweg 3a", "Sample Str. 5"
std::optional<Found> germanStreet(const Units& units, std::size_t at, const FoundWord& word)
{
    const auto* ending = std::ranges::find_if(kGermanEndings, [&](std::string_view text) { return word.text.ends_with(text); });
    if (ending == std::end(kGermanEndings)) {
        return std::nullopt;
    }
    const bool plain = *ending == "straße" || *ending == "strasse" || *ending == "str";
    const std::size_t name = word.text.size() - ending->size();
    const FoundWord before = wordBefore(units, at);
    const bool apart = name == 0 && plain && isCapital(units, before) && before.end + 2 >= at;
    if (!apart &&
        (name < 3 || (!plain && !isCapital(units, word)) || isListed("vorweg hinweg umweg unterweg weltweit", word.text))) {
        return std::nullopt;
    }
    const std::size_t end = houseNumberEnd(units, word.end);
    const bool joined = apart || (isListed("am im zum zur alter alte neue neuer", before.text) && isCapital(units, before));
    return end > 0 ? address(units, joined ? before.begin : at, end) : std::nullopt;
}

/// "Calle de la Muestra, 12", "Avda. Ejemplo 5", "شارع النموذج 12"
std::optional<Found> streetFirst(const Units& units, std::size_t at, const FoundWord& word)
{
    const bool arabic = isListed(kArabicStreets, word.text);
    if (!arabic && !isListed(kSpanishStreets, word.text)) {
        return std::nullopt;
    }
    std::size_t end = word.end;
    if (word.text == "c") {
        if (units[end].character != '/') {
            return std::nullopt;
        }
        ++end;
    }
    const bool isShort = isListed("via rua corso cl", word.text);
    for (int n = 0; n < 5; ++n) {
        const FoundWord name = nextWord(units, end);
        if (!isLetters(units, name) || isListed("no num numero رقم", name.text)) {
            break;
        }
        // "via SWIFT 9 days ago" is no street: both words have a capital, and the name only one.
        const bool named = isCapital(units, word) && isCapital(units, name) && !units[name.begin + 1].isUpper;
        if (isShort && n == 0 && !named) {
            return std::nullopt;
        }
        end = name.end;
        if (n > 0 || !isListed(kParticles, name.text)) {
            if (const std::size_t number = houseNumberEnd(units, end); number > 0) {
                return address(units, at, number);
            }
        }
    }
    const std::size_t number = end > word.end + 1 ? houseNumberEnd(units, end) : 0;
    return number > 0 ? address(units, at, number) : std::nullopt;
}

/// "P.O. Box 123", "Postfach 123", "apartado de correos 123"
std::optional<Found> postBox(const Units& units, std::size_t at, const FoundWord& word)
{
    const bool box = word.text == "box" && isListed("po o", wordBefore(units, at).text);
    const bool correos = word.text == "correos" && isListed("de", wordBefore(units, at).text);
    if (!box && !correos && word.text != "postfach") {
        return std::nullopt;
    }
    const FoundWord number = nextWord(units, word.end);
    std::size_t begin = at;
    if (box || correos) {
        const FoundWord before = wordBefore(units, at);
        const FoundWord first = wordBefore(units, before.begin);
        begin = isListed("p apartado", first.text) ? first.begin : before.begin;
    }
    return isNumberWord(number, 1, 6) ? address(units, begin, number.end) : std::nullopt;
}

bool isCalledPostcode(const Units& units, std::size_t at)
{
    FoundWord word = wordBefore(units, at);
    for (int n = 0; n < 3 && isListed("is ist es est my code number", word.text); ++n) {
        if (word.text == "code" && isListed("zip post postal", wordBefore(units, word.begin).text)) {
            return true;
        }
        word = wordBefore(units, word.begin);
    }
    const FoundWord before = wordBefore(units, word.begin);
    return isListed(kPostcodeWords, word.text) || (isListed("postal", word.text) && isListed("codigo code", before.text));
}

} // namespace

std::optional<Found> addressAt(const Units& units, std::size_t at)
{
    if (!beginsWord(units, at) || isBehindPlaceholder(units, at)) {
        return std::nullopt;
    }
    const FoundWord word = wordAt(units, at);
    const Unit& before = units[at > 0 ? at - 1 : 0];
    const bool glued = at > 0 && (before.glyph == Glyph::Dash || before.glyph == Glyph::Guard || before.glyph == Glyph::Slash ||
                                  (before.glyph == Glyph::Dot && at > 1 && isAlphanumeric(units[at - 2])));
    if (isListed(kUnits, word.text)) {
        // "Flat 2, 19 Sample Street" begins with the flat.
        const std::size_t flat = flatEnd(units, at);
        std::size_t next = flat > 0 ? blanksFrom(units, flat) : 0;
        next = next > 0 && units[next].character == ',' ? blanksFrom(units, next + 1) : next;
        const FoundWord number = next > 0 && beginsWord(units, next) ? wordAt(units, next) : FoundWord{};
        if (isHouseNumber(number)) {
            if (const auto found = numberFirst(units, next, number)) {
                return Found{at, found->end, RedactedKind::Address};
            }
        }
    }
    if (units[at].glyph == Glyph::Digit) {
        if (!glued && isHouseNumber(word)) {
            if (auto found = numberFirst(units, at, word)) {
                return found;
            }
        }
        const bool postcode = isNumberWord(word, 4, 5) && word.text.size() <= 5 && isCalledPostcode(units, at);
        return postcode ? std::optional(Found{at, postcodeAndTownEnd(units, at), RedactedKind::Address}) : std::nullopt;
    }
    if (const std::size_t uk = glued ? 0 : ukPostcodeEnd(units, at); uk > 0) {
        return Found{at, uk, RedactedKind::Address};
    }
    using Finder = std::optional<Found> (*)(const Units&, std::size_t, const FoundWord&);
    for (const Finder find : {&germanStreet, &streetFirst, &postBox}) {
        if (auto found = find(units, at, word)) {
            return found;
        }
    }
    return std::nullopt;
}

} // namespace stillgate::triage::scan
