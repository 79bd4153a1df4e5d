// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/triage/RedactionScan.h"

/// The parts of a postal address besides the street: flats, postcodes, towns. Used by addressAt() alone.
namespace stillgate::triage::scan {

/// Words that stand between the names of a street or a town.
inline constexpr std::string_view kParticles =
    "de du des la le les l d del las los el of the saint sainte san santa y e von der den dem zum zur";
/// Words that are no name of a street or a town, though one may stand where it could be.
inline constexpr std::string_view kNotNames =
    "days day weeks week hours hour minutes minute items item times more of on in to for "
    "the a an from by at off is was and or with "
    "months month years year eur euros usd pounds percent order orders parcel parcels "
    "thanks please regards danke gracias merci "
    "thank kind best bitte cordialement saludos my i we it this that";
/// What a part of a house is called.
inline constexpr std::string_view kUnits =
    "flat apt apartment unit suite floor fl room piso puerta planta etage etg stock og wohnung appt app "
    "escalera bajo izq dcha block building staircase second first third ground top nd rd th";

[[nodiscard]] std::size_t blanksFrom(const Units& units, std::size_t at);
/// A word of `least` to `most` digits; of a short one a letter may be the last character.
[[nodiscard]] bool isNumberWord(const FoundWord& word, std::size_t least, std::size_t most);
[[nodiscard]] bool isCapital(const Units& units, const FoundWord& word);
/// The next word on the line, behind blanks and at most an apostrophe, a dot or a dash.
[[nodiscard]] FoundWord nextWord(const Units& units, std::size_t end);
/// The end of the postcode of the United Kingdom that begins at `at` ("SW1A 1AA"), 0 when none does.
[[nodiscard]] std::size_t ukPostcodeEnd(const Units& units, std::size_t at);
/// "28013 Madrid", "75001 Paris", "SW1A 1AA", "Sample City, CA 90210"; 0 when no postcode stands there.
[[nodiscard]] std::size_t postcodeAndTownEnd(const Units& units, std::size_t at);
/// "flat 3", "2nd floor", "3º B"; 0 when it is none.
[[nodiscard]] std::size_t flatEnd(const Units& units, std::size_t at);
/// What goes on behind the street and its number: flats, postcodes and towns, each behind a comma or in the next line.
[[nodiscard]] std::size_t addressTail(const Units& units, std::size_t end);

} // namespace stillgate::triage::scan
