// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/Syntax.h"

#include <algorithm>

#include "core/base/SafeText.h"

namespace stillgate {

namespace {

constexpr std::size_t kMostLocalBytes = 64;
constexpr std::size_t kMostDomainBytes = 255;
constexpr std::size_t kMostLabelBytes = 63;
constexpr std::size_t kMostTypeNameBytes = 127;

// ISO 3166-1, the 249 officially assigned codes, and XK.
constexpr std::string_view kCountries = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN "
                                        "BO BQ BR BS BT BV BW BY BZ CA CC CD CF "
                                        "CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET "
                                        "FI FJ FK FM FO FR GA GB GD GE GF GG GH "
                                        "GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT "
                                        "JE JM JO JP KE KG KH KI KM KN KP KR KW "
                                        "KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR "
                                        "MS MT MU MV MW MX MY MZ NA NC NE NF NG "
                                        "NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW "
                                        "SA SB SC SD SE SG SH SI SJ SK SL SM SN "
                                        "SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US "
                                        "UY UZ VA VC VE VG VI VN VU WF WS XK YE "
                                        "YT ZA ZM ZW";

bool isSmall(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isCapital(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isAlphanumeric(char c)
{
    return isSmall(c) || isCapital(c) || (c >= '0' && c <= '9');
}

bool isOneOf(char c, std::string_view characters)
{
    return characters.find(c) != std::string_view::npos;
}

bool isBeyondAscii(char c)
{
    return static_cast<unsigned char>(c) >= 0x80U;
}

bool allOf(std::string_view text, bool (*accepts)(char))
{
    return std::all_of(text.begin(), text.end(), accepts);
}

bool isLocalPart(std::string_view text)
{
    return !text.empty() && text.size() <= kMostLocalBytes && text.front() != '.' && text.back() != '.' &&
           allOf(text, [](char c) { return isAlphanumeric(c) || isBeyondAscii(c) || isOneOf(c, "!#$%&'*+-/=?^_`{|}~."); });
}

bool isLabel(std::string_view text)
{
    return !text.empty() && text.size() <= kMostLabelBytes && text.front() != '-' && text.back() != '-' &&
           allOf(text, [](char c) { return isAlphanumeric(c) || isBeyondAscii(c) || c == '-'; });
}

bool isDomain(std::string_view text)
{
    if (text.size() > kMostDomainBytes) {
        return false;
    }
    std::size_t labels = 0;
    for (std::size_t at = 0; at <= text.size(); ++labels) {
        const std::size_t end = std::min(text.find('.', at), text.size());
        if (!isLabel(text.substr(at, end - at))) {
            return false;
        }
        at = end + 1;
    }
    return labels >= 2;
}

bool isTypeName(std::string_view text)
{
    return !text.empty() && text.size() <= kMostTypeNameBytes && isAlphanumeric(text.front()) &&
           allOf(text, [](char c) { return isAlphanumeric(c) || isOneOf(c, "!#$&-^_.+"); });
}

} // namespace

bool isEmailAddress(std::string_view text)
{
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && isLocalPart(text.substr(0, at)) && isDomain(text.substr(at + 1)) &&
           displaySafe(text, LineBreaks::Show) == text;
}

bool isCountryCode(std::string_view text)
{
    return text.size() == 2 && allOf(text, isCapital) && kCountries.find(text) != std::string_view::npos;
}

bool isLanguageCode(std::string_view text)
{
    return (text.size() == 2 || text.size() == 3) && allOf(text, isSmall);
}

bool isMediaType(std::string_view text)
{
    const std::size_t slash = text.find('/');
    return slash != std::string_view::npos && isTypeName(text.substr(0, slash)) && isTypeName(text.substr(slash + 1));
}

} // namespace stillgate
