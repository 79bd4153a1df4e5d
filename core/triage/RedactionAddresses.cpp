// SPDX-License-Identifier: GPL-3.0-or-later
//
// Postal addresses: a house number beside a street, known by its word in five languages, with what belongs to it before and behind (flat,
// postcode, town); post boxes; and postcodes that are called so.
#include <algorithm>

#include "core/triage/RedactionScan.h"

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
constexpr std::string_view kParticles =
    "de du des la le les l d del las los el of the saint sainte san santa y e von der den dem zum zur";
constexpr std::string_view kNotNames = "days day weeks week hours hour minutes minute items item times more of on in to for "
                                       "the a an from by at off is was and or with "
                                       "months month years year eur euros usd pounds percent order orders parcel parcels "
                                       "thanks please regards danke gracias merci "
                                       "thank kind best bitte cordialement saludos my i we it this that";
constexpr std::string_view kUnits =
    "flat apt apartment unit suite floor fl room piso puerta planta etage etg stock og wohnung appt app "
    "escalera bajo izq dcha block building staircase second first third ground top nd rd th";
constexpr std::string_view kPostcodeWords = "postcode zip zipcode plz postleitzahl cp postcodes eircode";
constexpr std::string_view kArabicStreets = "شارع طريق حي";

std::size_t blanksFrom(const Units& units, std::size_t at)
{
    while (isGap(units[at])) {
        ++at;
    }
    return at;
}

bool isNumberWord(const FoundWord& word, std::size_t least, std::size_t most)
{
    const std::string_view text = word.text;
    const auto digits =
        static_cast<std::size_t>(std::ranges::find_if(text, [](char c) { return c < '0' || c > '9'; }) - text.begin());
    return digits >= least && digits <= most && (digits == text.size() || (text.size() == digits + 1 && most < 6));
}

bool isHouseNumber(const FoundWord& word)
{
    return isNumberWord(word, 1, 5);
}

bool isCapital(const Units& units, const FoundWord& word)
{
    return !word.text.empty() && units[word.begin].glyph == Glyph::Letter && units[word.begin].isUpper;
}

bool isLetters(const Units& units, const FoundWord& word)
{
    return !word.text.empty() && units[word.begin].glyph == Glyph::Letter;
}

/// The next word on the line, behind blanks and at most an apostrophe, a dot or a dash.
FoundWord nextWord(const Units& units, std::size_t end)
{
    std::size_t at = end;
    const Unit& unit = units[at];
    if (unit.glyph == Glyph::Dot || unit.character == '\'' || unit.character == '-') {
        ++at;
    }
    at = blanksFrom(units, at);
    return beginsWord(units, at) ? wordAt(units, at) : FoundWord{};
}

bool isUkOutward(const Units& units, const FoundWord& word)
{
    const std::string& t = word.text;
    if (t.size() < 2 || t.size() > 4 || !isCapital(units, word)) {
        return false;
    }
    const auto digit = [&](std::size_t i) { return t[i] >= '0' && t[i] <= '9'; };
    const std::size_t letters = digit(1) ? 1 : 2;
    return letters < t.size() && !digit(0) && digit(letters) && std::all_of(t.begin(), t.end(), [](char c) { return c > 0; });
}

/// The end of the postcode of the United Kingdom that begins at `at` ("SW1A 1AA"), 0 when none does.
std::size_t ukPostcodeEnd(const Units& units, std::size_t at)
{
    if (!beginsWord(units, at)) {
        return 0;
    }
    const FoundWord outward = wordAt(units, at);
    if (!isUkOutward(units, outward) || units[outward.end].glyph != Glyph::Blank) {
        return 0;
    }
    const FoundWord inward = wordAt(units, blanksFrom(units, outward.end));
    const std::string& t = inward.text;
    const bool fits = t.size() == 3 && t[0] >= '0' && t[0] <= '9' && t[1] >= 'a' && t[1] <= 'z' && t[2] >= 'a' && t[2] <= 'z' &&
                      units[inward.begin + 1].isUpper;
    return fits ? inward.end : 0;
}

/// One to three words with a capital: a town.
std::size_t townEnd(const Units& units, std::size_t at)
{
    std::size_t end = 0;
    std::size_t next = at;
    for (int n = 0; n < 3; ++n) {
        const FoundWord word = beginsWord(units, next) ? wordAt(units, next) : FoundWord{};
        const bool particle = n > 0 && isListed(kParticles, word.text);
        const bool name = word.text.size() >= 3 && isCapital(units, word) && !isListed(kNotNames, word.text);
        if (!name && !particle) {
            break;
        }
        end = name ? word.end : end;
        const bool joined = units[word.end].character == '-' || isGap(units[word.end]);
        next = joined ? blanksFrom(units, word.end + (units[word.end].character == '-' ? 1 : 0)) : units.size() - 1;
    }
    return end;
}

/// "28013 Madrid", "75001 Paris", "SW1A 1AA", "Sample City, CA 90210"; 0 when no postcode stands there.
std::size_t postcodeAndTownEnd(const Units& units, std::size_t at)
{
    if (const std::size_t uk = ukPostcodeEnd(units, at); uk > 0) {
        return uk;
    }
    const FoundWord first = beginsWord(units, at) ? wordAt(units, at) : FoundWord{};
    if (isNumberWord(first, 4, 5) && first.text.size() <= 5) {
        std::size_t end = first.end;
        if (units[end].character == '-' && isNumberWord(wordAt(units, end + 1), 4, 4)) {
            end = wordAt(units, end + 1).end;
        }
        const std::size_t town = townEnd(units, blanksFrom(units, end));
        return town > 0 ? town : end;
    }
    // A state of two capitals and a ZIP code.
    if (first.text.size() == 2 && isCapital(units, first) && units[first.begin + 1].isUpper) {
        const FoundWord zip = wordAt(units, blanksFrom(units, first.end));
        return isNumberWord(zip, 5, 5) && zip.text.size() == 5 ? zip.end : 0;
    }
    return 0;
}

/// "flat 3", "2nd floor", "3º B"; 0 when it is none.
std::size_t flatEnd(const Units& units, std::size_t at)
{
    const FoundWord first = beginsWord(units, at) ? wordAt(units, at) : FoundWord{};
    if (first.text.empty() || first.text.size() > 10) {
        return 0;
    }
    const FoundWord second = nextWord(units, first.end);
    const bool number = first.text[0] >= '0' && first.text[0] <= '9' && first.text.size() <= 4;
    if (isListed(kUnits, first.text)) {
        const bool takes = !second.text.empty() && (isListed(kUnits, second.text) || second.text.size() <= 3);
        return takes && !isListed(kNotNames, second.text) ? second.end : isListed("bajo izq dcha", first.text) ? first.end : 0;
    }
    if (number && isListed(kUnits, second.text)) {
        return second.end;
    }
    // Spanish floors: "3º B", "2 o izq".
    if (number && first.end > 0 && first.text.size() <= 3 && first.text.back() > '9') {
        return second.text.size() == 1 || isListed("izq dcha", second.text) ? second.end : first.end;
    }
    return 0;
}

/// What goes on behind the street and its number: flats, postcodes and towns, each behind a comma or in the next line.
std::size_t addressTail(const Units& units, std::size_t end)
{
    constexpr int kMostParts = 5;
    for (int n = 0; n < kMostParts; ++n) {
        std::size_t at = blanksFrom(units, end);
        const bool comma = units[at].character == ',' || (units[at].glyph == Glyph::Dash && isGap(units[at + 1]));
        at = blanksFrom(units, at + (comma ? 1 : 0));
        bool line = false;
        while (units[at].glyph == Glyph::Break && !line) {
            at = blanksFrom(units, at + (units[at].character == '\r' ? 2 : 1));
            line = true;
        }
        std::size_t next = std::max(flatEnd(units, at), postcodeAndTownEnd(units, at));
        if (next == 0) {
            const std::size_t town = townEnd(units, at);
            std::size_t behind = town > 0 ? blanksFrom(units, town) : 0;
            const bool listed = behind > 0 && (units[behind].character == ',' || units[behind].glyph == Glyph::Dot ||
                                               behind + 1 == units.size() || units[behind].glyph == Glyph::Break);
            if (behind > 0 && (units[behind].character == ',' || units[behind].glyph == Glyph::Break)) {
                behind = blanksFrom(units, behind + (units[behind].character == '\r' ? 2 : 1));
            }
            const bool coded = behind > 0 && postcodeAndTownEnd(units, behind) > 0;
            next = (comma && listed) || coded ? town : 0;
        }
        if (next == 0 || next <= at) {
            return end;
        }
        end = next;
    }
    return end;
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
        if (isShort && n == 0 && !isCapital(units, name)) {
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
