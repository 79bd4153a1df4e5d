// SPDX-License-Identifier: GPL-3.0-or-later
//
// One-time codes. Any few digits could be one, so they count only where they are called one: "the code is", "OTP:", "... is my PIN".
#include <algorithm>
#include <array>

#include "core/triage/RedactionScan.h"

namespace stillgate::triage::scan {

namespace {

/// Words that are enough by themselves.
constexpr std::string_view kCodeWords =
    "otp totp passcode pin tan smstan mtan cvv cvc cvv2 cvc2 einmalcode einmalpasswort bestatigungscode verifizierungscode "
    "sicherheitscode anmeldecode freischaltcode zugangscode smscode prufnummer kartenprufnummer onetimecode";
/// Words that say so with one of kQualifiers next to them.
constexpr std::string_view kBareWords = "code codes codigo kode passwort password clave رمز الرمز كود الكود";
constexpr std::string_view kQualifiers =
    "verification verify security login signin in access sms text time onetime authentication authenticator auth 2fa mfa two "
    "factor confirmation reset unlock activation digit verificacion seguridad acceso confirmacion sms temporal unico securite "
    "confirmation connexion acces unique التحقق التأكيد الدخول الأمان المرور";
/// With these it is another kind of code.
constexpr std::string_view kOtherCodes =
    "error discount promo promotion promotional voucher coupon gift postal post zip area country product item article dress qr "
    "bar "
    "source status exit booking tracking colour color order referral invite swift bic sort store reference language fault "
    "fehler rabatt gutschein produkt artikel descuento postal promocional producto promo reduction remise produit erreur "
    "الخصم المنتج البريدي خصم";
constexpr std::string_view kCodeFillers =
    "recu recibido par por is was the a my your our it says said reads got received i you sent me to by via number no nr this "
    "ist lautet war es esta mi el "
    "tu un es: est mon le la votre de du that with entered typed for account hier here numero and then هو هي لي من";

bool separatesCode(Glyph glyph)
{
    return glyph == Glyph::Blank || glyph == Glyph::Dash;
}

enum class Called { No, Weakly, Clearly };

/// How the code word in `word` is to be taken, by the words next to it.
Called calledBy(const Units& units, const FoundWord& word)
{
    if (isListed(kCodeWords, word.text)) {
        return Called::Clearly;
    }
    if (!isListed(kBareWords, word.text)) {
        return Called::No;
    }
    const FoundWord before = wordBefore(units, word.begin);
    std::size_t next = word.end;
    while (isGap(units[next])) {
        ++next;
    }
    FoundWord after = wordAt(units, next);
    if (isListed("de d du la", after.text)) {
        next = after.end;
        while (!isAlphanumeric(units[next]) && next + 1 < units.size()) {
            ++next;
        }
        after = wordAt(units, next);
    }
    if (isListed(kOtherCodes, before.text) || isListed(kOtherCodes, after.text)) {
        return Called::No;
    }
    if (isListed(kQualifiers, before.text) || isListed(kQualifiers, after.text)) {
        return Called::Clearly;
    }
    return isListed("password passwort clave", word.text) ? Called::No : Called::Weakly;
}

Called calledBefore(const Units& units, std::size_t at)
{
    constexpr int kMostWordsBack = 7;
    std::size_t end = at;
    while (end > 0 && (isGap(units[end - 1]) || units[end - 1].glyph == Glyph::Break)) {
        --end;
    }
    end = end > 0 && units[end - 1].character == ':' ? end : at; // "code:" in the line before
    for (int n = 0; n < kMostWordsBack; ++n) {
        const FoundWord word = wordBefore(units, end);
        const Called called = calledBy(units, word);
        if (called != Called::No || word.text.empty()) {
            return called;
        }
        if (!isListed(kCodeFillers, word.text) && !isListed(kQualifiers, word.text)) {
            return Called::No;
        }
        end = word.begin;
    }
    return Called::No;
}

/// "482913 is my login code"
Called calledBehind(const Units& units, std::size_t end)
{
    constexpr int kMostWords = 5;
    std::size_t at = end;
    for (int n = 0; n < kMostWords; ++n) {
        while (isGap(units[at])) {
            ++at;
        }
        const FoundWord word = wordAt(units, at);
        if (word.text.empty()) {
            return Called::No;
        }
        if (n > 0 && calledBy(units, word) == Called::Clearly) {
            return Called::Clearly;
        }
        if (n > 0 && calledBy(units, word) == Called::Weakly) {
            return Called::Weakly;
        }
        if (!isListed("is was the my your as a one ist mein der es mi el est mon le code", word.text) &&
            !isListed(kQualifiers, word.text)) {
            return Called::No;
        }
        at = word.end;
    }
    return Called::No;
}

} // namespace

std::optional<Found> securityCodeAt(const Units& units, std::size_t at, std::size_t cardEnd)
{
    constexpr std::size_t kFarthest = 24;
    if (!beginsWord(units, at) || units[at].glyph != Glyph::Digit || at < cardEnd || at - cardEnd > kFarthest) {
        return std::nullopt;
    }
    for (std::size_t i = cardEnd; i < at; ++i) {
        if (units[i].glyph == Glyph::Break || units[i].character == '?' || units[i].character == '!') {
            return std::nullopt;
        }
        if (beginsWord(units, i) && units[i].glyph == Glyph::Letter &&
            !isListed("exp expires expiry valid until thru and code cvv cvc gultig bis valida hasta valable",
                      wordAt(units, i).text)) {
            return std::nullopt;
        }
    }
    const FoundWord word = wordAt(units, at);
    const Glyph before = at > 0 ? units[at - 1].glyph : Glyph::Other;
    const Unit& next = units[word.end];
    const bool isPart = before == Glyph::Slash || before == Glyph::Dash || before == Glyph::Dot || next.glyph == Glyph::Slash ||
                        next.glyph == Glyph::Dash || next.character == '%' ||
                        (isAlphanumeric(units[word.end + (word.end + 1 < units.size() ? 1 : 0)]) && next.glyph != Glyph::Blank);
    const bool isNumber = std::all_of(word.text.begin(), word.text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber || isPart || word.text.size() < 3 || word.text.size() > 4) {
        return std::nullopt;
    }
    // "4111 1111 1111 1111 was charged 258" has words between; "... 300 euros" has one behind.
    const std::size_t behind = word.end + (next.glyph == Glyph::Blank ? 1 : 0);
    const FoundWord unitWord = next.glyph == Glyph::Blank ? wordAt(units, behind) : FoundWord{};
    if (isListed("eur euro euros usd dollars gbp pounds times days", unitWord.text)) {
        return std::nullopt;
    }
    return Found{at, word.end, RedactedKind::Code};
}

std::optional<Found> codeAt(const Units& units, std::size_t at)
{
    constexpr std::size_t kLongest = 8;
    if (!beginsWord(units, at)) {
        return std::nullopt;
    }
    std::size_t start = at;
    // G-482913: some senders put their letter in front.
    if (units[at].glyph == Glyph::Letter && units[at + 1].glyph == Glyph::Dash && units[at + 1].character == '-') {
        start = at + 2;
    }
    if (units[start].glyph != Glyph::Digit) {
        return std::nullopt;
    }
    const auto digits = readGrouped(units, start, kLongest + 1, Accept::Digits, separatesCode);
    std::size_t count = 0;
    std::size_t total = 0;
    for (const std::size_t size : groupSizes(digits)) {
        // Groups of one size belong together (482 913, 4 8 2 9 1 3); another size is something else that follows.
        if (total + size > kLongest || (total > 0 && size != groupSizes(digits).front())) {
            break;
        }
        total += size;
        count = total;
    }
    if (count < 3) {
        return std::nullopt;
    }
    const std::size_t end = digits[count - 1].unit + 1;
    const Unit& next = units[end];
    const bool decimal = (next.glyph == Glyph::Dot || next.character == ',' || next.character == ':' ||
                          next.glyph == Glyph::Slash || next.glyph == Glyph::Dash) &&
                         isAlphanumeric(units[end + 1]);
    if (isAlphanumeric(next) || decimal || next.character == '%') {
        return std::nullopt;
    }
    const Called front = calledBefore(units, at);
    const Called called = front != Called::No ? front : calledBehind(units, end);
    const bool taken = called == Called::Clearly || (called == Called::Weakly && count == 6);
    return taken ? std::optional(Found{at, end, RedactedKind::Code}) : std::nullopt;
}

} // namespace stillgate::triage::scan
