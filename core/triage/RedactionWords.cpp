// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words around a number: what it is called says what it is.
#include <algorithm>
#include <array>

#include "core/triage/RedactionScan.h"

namespace stillgate::triage::scan {

namespace {

void appendUtf8(std::string& out, char32_t c)
{
    const auto tail = [&](int shift) { out.push_back(static_cast<char>(0x80U | ((c >> shift) & 0x3FU))); };
    if (c < 0x800) {
        out.push_back(static_cast<char>(0xC0U | (c >> 6U)));
    } else if (c < 0x10000) {
        out.push_back(static_cast<char>(0xE0U | (c >> 12U)));
        tail(6);
    } else {
        out.push_back(static_cast<char>(0xF0U | (c >> 18U)));
        tail(12);
        tail(6);
    }
    tail(0);
}

FoundWord wordFrom(const Units& units, std::size_t begin, std::size_t end)
{
    FoundWord word{{}, begin, end};
    for (std::size_t i = begin; i < end; ++i) {
        if (units[i].character != 0) {
            word.text.push_back(units[i].character);
        } else if (units[i].letter != 0) {
            appendUtf8(word.text, units[i].letter);
        }
    }
    return word;
}

constexpr std::string_view kPhoneWords =
    "phone telephone tel telefon telefono mobile mob mobil movil portable cell cellphone handy handynummer rufnummer "
    "telefonnummer mobilnummer festnetz fax whatsapp call dial ring text sms anrufen llamar llamame llamenme hotline rappeler "
    "appeler joindre fixe ruckruf tfno telf celular "
    "هاتف الهاتف هاتفي جوال جوالي موبايل تليفون واتساب";
constexpr std::string_view kReferenceWords =
    "order invoice ref reference ticket case tracking parcel article item customer account contract transaction sku id serial "
    "shipment policy booking receipt model version part batch kundennummer bestellnummer bestellung rechnung "
    "rechnungsnummer sendungsnummer vertragsnummer auftrag auftragsnummer artikelnummer pedido factura referencia envio "
    "seguimiento commande facture suivi colis dossier "
    "الطلب طلب فاتورة الفاتورة الشحنة شحنة تتبع";
constexpr std::string_view kNumberFillers =
    "me us my our the your on at is no nr num number numbers code new nummer auf unter am "
    "back ist es numero it under please bitte "
    "de del al la le el mon mi numero au sur der die das meine meiner neue are was lautet "
    "رقم هو على";

} // namespace

bool beginsWord(const Units& units, std::size_t at)
{
    if (!isAlphanumeric(units[at])) {
        return false;
    }
    std::size_t before = at;
    while (before > 0 && units[before - 1].glyph == Glyph::Joiner) {
        --before;
    }
    return before == 0 || (!isAlphanumeric(units[before - 1]) && !isBehindPlaceholder(units, before));
}

FoundWord wordAt(const Units& units, std::size_t at)
{
    std::size_t end = at;
    for (std::size_t i = at; isAlphanumeric(units[i]) || (i > at && units[i].glyph == Glyph::Joiner); ++i) {
        end = isAlphanumeric(units[i]) ? i + 1 : end;
    }
    return wordFrom(units, at, end);
}

FoundWord wordBefore(const Units& units, std::size_t end)
{
    std::size_t last = end;
    while (last > 0 && !isAlphanumeric(units[last - 1])) {
        if (units[last - 1].glyph == Glyph::Break || isBehindPlaceholder(units, last)) {
            return {};
        }
        --last;
    }
    std::size_t begin = last;
    while (begin > 0 && (isAlphanumeric(units[begin - 1]) || units[begin - 1].glyph == Glyph::Joiner)) {
        --begin;
    }
    while (begin < last && !isAlphanumeric(units[begin])) {
        ++begin;
    }
    return wordFrom(units, begin, last);
}

bool isListed(std::string_view list, std::string_view word)
{
    if (word.empty()) {
        return false;
    }
    for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
        const bool begins = at == 0 || list[at - 1] == ' ';
        const bool ends = at + word.size() == list.size() || list[at + word.size()] == ' ';
        if (begins && ends) {
            return true;
        }
    }
    return false;
}

Hint hintBefore(const Units& units, std::size_t at)
{
    constexpr int kMostWordsBack = 5;
    std::size_t end = at;
    for (int n = 0; n < kMostWordsBack; ++n) {
        const FoundWord word = wordBefore(units, end);
        if (isListed(kPhoneWords, word.text)) {
            return Hint::Phone;
        }
        if (isListed(kReferenceWords, word.text) && !isListed(kNumberFillers, word.text)) {
            return Hint::Reference;
        }
        if (!isListed(kNumberFillers, word.text)) {
            return Hint::None;
        }
        end = word.begin;
    }
    return Hint::None;
}

} // namespace stillgate::triage::scan
