// SPDX-License-Identifier: GPL-3.0-or-later
//
// National identity, tax and social security numbers. Those with check digits or a shape of their own are known by these; others,
// and those with a slip in them, by what they are called in front.
#include <algorithm>
#include <array>

#include "core/triage/RedactionScan.h"

namespace stillgate::triage::scan {

namespace {

using Sizes = std::vector<std::size_t>;

bool separatesId(Glyph glyph)
{
    return glyph == Glyph::Blank || glyph == Glyph::Dash || glyph == Glyph::Dot || glyph == Glyph::Slash ||
           glyph == Glyph::Break;
}

/// What stands at a place, read as one number.
struct Read {
    std::vector<Character> characters;
    Sizes sizes; ///< of the groups

    [[nodiscard]] int digit(std::size_t i) const { return characters[i].value - '0'; }
    [[nodiscard]] bool isDigit(std::size_t i) const { return characters[i].value >= '0' && characters[i].value <= '9'; }
    /// "9" a digit, "a" a letter, "*" either.
    [[nodiscard]] bool hasShape(std::string_view shape) const
    {
        if (characters.size() < shape.size()) {
            return false;
        }
        for (std::size_t i = 0; i < shape.size(); ++i) {
            if (shape[i] != '*' && (shape[i] == '9') != isDigit(i)) {
                return false;
            }
        }
        return true;
    }
    [[nodiscard]] bool beginsWith(const Sizes& groups) const
    {
        return sizes.size() >= groups.size() && std::equal(groups.begin(), groups.end(), sizes.begin());
    }
    [[nodiscard]] std::int64_t value(std::size_t begin, std::size_t count) const
    {
        std::int64_t out = 0;
        for (std::size_t i = begin; i < begin + count; ++i) {
            out = out * 10 + digit(i);
        }
        return out;
    }
};

bool isDayAndMonth(std::int64_t day, std::int64_t month)
{
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/// United States, social security number: AAA-GG-SSSS, never area 000, 666 or 9xx, group 00, serial 0000 (SSA).
bool isAmerican(const Read& read)
{
    return read.hasShape("999999999") && read.beginsWith({3, 2, 4}) && read.digit(0) != 9 && read.value(0, 3) != 0 &&
           read.value(0, 3) != 666 && read.value(3, 2) != 0 && read.value(5, 4) != 0;
}

/// United Kingdom, National Insurance number (HMRC NIM39110).
bool isBritish(const Read& read)
{
    if (!read.hasShape("aa999999a")) {
        return false;
    }
    constexpr std::string_view kNeverFirst = "dfiquv";
    constexpr std::string_view kNeverSecond = "dfioquv";
    const std::string prefix{read.characters[0].value, read.characters[1].value};
    return kNeverFirst.find(prefix[0]) == std::string_view::npos && kNeverSecond.find(prefix[1]) == std::string_view::npos &&
           !isListed("bg gb kn nk nt tn zz", prefix) && read.characters[8].value <= 'd';
}

/// Spain, DNI and NIE: the letter is the number modulo 23 (Real Decreto 1553/2005).
bool isSpanish(const Read& read)
{
    constexpr std::string_view kLetters = "trwagmyfpdxbnjzsqvhlcke";
    const bool foreign = read.hasShape("a9999999a") && read.characters[0].value >= 'x' && read.characters[0].value <= 'z';
    if (!foreign && !read.hasShape("99999999a")) {
        return false;
    }
    const std::int64_t number = foreign ? (read.characters[0].value - 'x') * 10'000'000LL + read.value(1, 7) : read.value(0, 8);
    return kLetters[static_cast<std::size_t>(number % 23)] == read.characters[8].value;
}

/// France, NIR: the key is 97 less the number modulo 97; Corsica's 2A and 2B count 19 and 18 (INSEE).
bool isFrench(const Read& read)
{
    const bool corsican = read.hasShape("999999a99999999") && read.characters[5].value == '2' &&
                          (read.characters[6].value == 'a' || read.characters[6].value == 'b');
    if (!corsican && !read.hasShape("999999999999999")) {
        return false;
    }
    constexpr std::string_view kFirst = "123478";
    const std::int64_t month = read.value(3, 2);
    const bool monthFits = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
    std::int64_t number = 0;
    for (std::size_t i = 0; i < 13; ++i) {
        number = number * 10 + (read.isDigit(i) ? read.digit(i) : read.characters[i].value == 'a' ? 9 : 8);
    }
    if (corsican) {
        number -= 1'000'000LL * 10; // 2A is read as 29 above and counts 19, 2B as 28 and counts 18
    }
    return kFirst.find(read.characters[0].value) != std::string_view::npos && monthFits &&
           97 - number % 97 == read.value(13, 2);
}

/// Germany, tax identification number: of the first ten digits one stands two or three times; ISO 7064 MOD 11,10.
bool isGerman(const Read& read)
{
    if (!read.hasShape("99999999999") || read.digit(0) == 0) {
        return false;
    }
    std::array<int, 10> counts{};
    int product = 10;
    for (std::size_t i = 0; i < 10; ++i) {
        ++counts[static_cast<std::size_t>(read.digit(i))];
        const int sum = (read.digit(i) + product) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    const auto repeated = std::ranges::count_if(counts, [](int count) { return count == 2 || count == 3; });
    const bool tooMany = std::ranges::any_of(counts, [](int count) { return count > 3; });
    return repeated == 1 && !tooMany && (11 - product) % 10 == read.digit(10);
}

/// Italy, codice fiscale (D.M. 23 December 1976): characters at odd places by a table, the others by their value, modulo 26.
bool isItalian(const Read& read)
{
    if (!read.hasShape("aaaaaa99a99a999a")) {
        return false;
    }
    constexpr std::array<int, 26> kOdd = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                          20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    int sum = 0;
    for (std::size_t i = 0; i < 15; ++i) {
        const int value = read.isDigit(i) ? read.digit(i) : read.characters[i].value - 'a';
        sum += i % 2 == 0 ? kOdd[static_cast<std::size_t>(value)] : value;
    }
    return 'a' + sum % 26 == read.characters[15].value;
}

/// Switzerland, AHV number: 756, EAN-13.
bool isSwiss(const Read& read)
{
    if (!read.hasShape("9999999999999") || read.value(0, 3) != 756) {
        return false;
    }
    int sum = 0;
    for (std::size_t i = 0; i < 13; ++i) {
        sum += read.digit(i) * (i % 2 == 0 ? 1 : 3);
    }
    return sum % 10 == 0;
}

/// Brazil, CPF, as it is written: 000.000.000-00, two check digits modulo 11.
bool isBrazilian(const Read& read)
{
    if (!read.hasShape("99999999999") || !read.beginsWith({3, 3, 3, 2})) {
        return false;
    }
    for (const std::size_t length : {9U, 10U}) {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < length; ++i) {
            sum += read.digit(i) * static_cast<std::int64_t>(length + 1 - i);
        }
        if (sum * 10 % 11 % 10 != read.digit(length)) {
            return false;
        }
    }
    return true;
}

/// Belgium, national register number: 97 less the number modulo 97, with a 2 in front for who was born from 2000 on.
bool isBelgian(const Read& read)
{
    const bool shaped = read.hasShape("99999999999") && isDayAndMonth(read.value(4, 2), read.value(2, 2));
    const bool grouped = read.beginsWith({2, 2, 2, 3, 2}) || read.beginsWith({6, 3, 2});
    const std::int64_t key = shaped ? read.value(9, 2) : 0;
    return shaped && grouped && (97 - read.value(0, 9) % 97 == key || 97 - (2'000'000'000LL + read.value(0, 9)) % 97 == key);
}

/// Poland, PESEL: weights 1 3 7 9; the century is in the month.
bool isPolish(const Read& read)
{
    if (!read.hasShape("99999999999") || !isDayAndMonth(read.value(4, 2), read.value(2, 2) % 20)) {
        return false;
    }
    constexpr std::array<int, 4> kWeights = {1, 3, 7, 9};
    int sum = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        sum += read.digit(i) * kWeights[i % 4];
    }
    return !read.sizes.empty() && read.sizes.front() >= 11 && (10 - sum % 10) % 10 == read.digit(10);
}

bool passesLuhnAt(const Read& read, std::size_t begin, std::size_t count)
{
    int sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const int twice = read.digit(begin + count - 1 - i) * (i % 2 == 1 ? 2 : 1);
        sum += twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
}

/// Sweden, personnummer: YYMMDD-NNNN, Luhn over all ten.
bool isSwedish(const Read& read)
{
    return read.hasShape("9999999999") && read.beginsWith({6, 4}) && isDayAndMonth(read.value(4, 2), read.value(2, 2)) &&
           passesLuhnAt(read, 0, 10);
}

/// United Arab Emirates: 784-YYYY-NNNNNNN-C, Luhn.
bool isEmirati(const Read& read)
{
    return read.hasShape("999999999999999") && read.value(0, 3) == 784 && read.beginsWith({3, 4, 7, 1}) &&
           passesLuhnAt(read, 0, 15);
}

struct Country {
    std::size_t length;
    bool (*matches)(const Read&);
    bool isPlain; ///< nothing but its digits tells it from any other number, so a word such as "order" in front speaks against
};

constexpr std::array<Country, 12> kCountries{{
    {9, isAmerican, true},
    {9, isBritish, false},
    {9, isSpanish, false},
    {15, isFrench, true},
    {11, isGerman, true},
    {16, isItalian, false},
    {13, isSwiss, true},
    {11, isBrazilian, true},
    {11, isBelgian, true},
    {11, isPolish, true},
    {10, isSwedish, true},
    {15, isEmirati, false},
}};

constexpr std::string_view kIdWords =
    "ssn ni nino dni nie nif nir cpf pesel personnummer bsn aadhaar tin itin steuerid steueridentifikationsnummer idnr "
    "steueridnummer sozialversicherungsnummer ausweisnummer personalausweisnummer passnummer reisepassnummer passport "
    "pasaporte "
    "passeport reisepass personalausweis codicefiscale ahv emirates iqama الهوية هويتي الجواز جواز الإقامة";
/// Words that make one together.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kIdPairs{{{"social", "security"},
                                                                                  {"national", "insurance"},
                                                                                  {"national", "id"},
                                                                                  {"identity", "card"},
                                                                                  {"id", "card"},
                                                                                  {"codice", "fiscale"},
                                                                                  {"steuer", "id"},
                                                                                  {"tax", "id"},
                                                                                  {"seguridad", "social"},
                                                                                  {"securite", "sociale"},
                                                                                  {"carte", "identite"},
                                                                                  {"driving", "licence"},
                                                                                  {"driver", "license"},
                                                                                  {"drivers", "license"},
                                                                                  {"رقم", "الهوية"}}};
constexpr std::string_view kIdFillers = "number no nr num e nummer numero is my the card ist lautet es est mi mon ma meine de "
                                        "d o la le el der die das are was with number "
                                        "رقم هو";

/// Whether the words in front say that a number of this kind comes.
bool isCalledId(const Units& units, std::size_t at)
{
    constexpr int kMostWordsBack = 6;
    std::size_t end = at;
    for (int n = 0; n < kMostWordsBack; ++n) {
        const FoundWord word = wordBefore(units, end);
        if (word.text.empty()) {
            return false;
        }
        if (isListed(kIdWords, word.text)) {
            return true;
        }
        FoundWord before = wordBefore(units, word.begin);
        if (isListed("d l s", before.text)) {
            before = wordBefore(units, before.begin);
        }
        if (std::ranges::any_of(kIdPairs,
                                [&](const auto& pair) { return pair.first == before.text && pair.second == word.text; })) {
            return true;
        }
        if (!isListed(kIdFillers, word.text)) {
            return false;
        }
        end = word.begin;
    }
    return false;
}

/// A number by its name: six digits and more of what follows, in groups, with letters among them.
std::optional<Found> namedIdAt(const Units& units, std::size_t at, const Read& read)
{
    constexpr std::size_t kFewestDigits = 6;
    constexpr std::size_t kMost = 16;
    constexpr std::size_t kLongestPrefix = 3;
    const FoundWord first = wordAt(units, at);
    const bool prefix = std::ranges::none_of(first.text, [](char c) { return c >= '0' && c <= '9'; });
    if (prefix && (first.text.size() > kLongestPrefix || isListed(kIdFillers, first.text))) {
        return std::nullopt;
    }
    std::size_t digits = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < std::min(kMost, read.characters.size()); ++i) {
        const bool joined = i == 0 || read.characters[i - 1].unit + 1 == read.characters[i].unit || read.isDigit(i) ||
                            (read.characters[i].endsGroup && i >= kFewestDigits && read.characters[i].value != 'i');
        if (!joined) {
            break;
        }
        digits += read.isDigit(i) ? 1 : 0;
        count = read.characters[i].endsGroup ? i + 1 : count;
    }
    if (digits < kFewestDigits || count == 0 || !isCalledId(units, at)) {
        return std::nullopt;
    }
    return Found{at, read.characters[count - 1].unit + 1, RedactedKind::NationalId};
}

} // namespace

std::optional<Found> nationalIdAt(const Units& units, std::size_t at)
{
    constexpr std::size_t kLongest = 17;
    const bool glued = at > 0 && (units[at - 1].glyph == Glyph::Dash || units[at - 1].glyph == Glyph::Guard);
    if (!beginsWord(units, at) || isBehindPlaceholder(units, at) || (glued && units[at - 1].glyph == Glyph::Guard)) {
        return std::nullopt;
    }
    Read read;
    read.characters = readGrouped(units, at, kLongest, Accept::DigitsAndLetters, separatesId);
    read.sizes = groupSizes(read.characters);
    for (const Country& country : kCountries) {
        if (read.characters.size() < country.length || !country.matches(read)) {
            continue;
        }
        const std::size_t end = read.characters[country.length - 1].unit + 1;
        const bool whole = !isAlphanumeric(units[end]) && !(units[end].glyph == Glyph::Dash && isAlphanumeric(units[end + 1]));
        const bool reference = country.isPlain && (glued || hintBefore(units, at) == Hint::Reference);
        if (whole && !reference) {
            return Found{at, end, RedactedKind::NationalId};
        }
    }
    return namedIdAt(units, at, read);
}

} // namespace stillgate::triage::scan
