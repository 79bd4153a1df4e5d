// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/Sealing.h"

#include <algorithm>

namespace stillgate {

namespace {

void putLength(Bytes& out, std::size_t length)
{
    for (const int shift : {24, 16, 8, 0}) {
        out.push_back(static_cast<std::uint8_t>(length >> shift));
    }
}

void put(Bytes& out, ByteView bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

/// Takes `length` bytes from the front, or none when there are fewer.
std::optional<ByteView> take(ByteView& rest, std::size_t length)
{
    if (rest.size() < length) {
        return std::nullopt;
    }
    const ByteView taken = rest.first(length);
    rest = rest.subspan(length);
    return taken;
}

std::optional<ByteView> takeCounted(ByteView& rest)
{
    const auto prefix = take(rest, 4);
    if (!prefix) {
        return std::nullopt;
    }
    std::size_t length = 0;
    for (const std::uint8_t byte : *prefix) {
        length = length << 8U | byte;
    }
    return take(rest, length);
}

} // namespace

std::string secretContext(std::string_view name)
{
    return "stillgate/secret/v1/" + std::string(name);
}

std::string personContext(const PersonId& person)
{
    return "stillgate/person/v1/" + person.text();
}

std::string valuesContext(Sequence sequence)
{
    return "stillgate/values/v1/" + std::to_string(sequence);
}

std::string blobContext(const BlobId& blob, std::size_t piece)
{
    return "stillgate/blob/v1/" + blob.text() + "/" + std::to_string(piece);
}

Bytes packOpenings(const std::vector<const PersonalValue*>& values)
{
    std::size_t size = 0;
    for (const PersonalValue* value : values) {
        size += 8 + Salt::kSize + value->field.size() + value->opening.value.size();
    }
    Bytes out;
    out.reserve(size);
    for (const PersonalValue* value : values) {
        putLength(out, value->field.size());
        put(out, asBytes(value->field));
        put(out, value->opening.salt.view());
        putLength(out, value->opening.value.size());
        put(out, asBytes(value->opening.value));
    }
    return out;
}

Result<std::optional<PackedOpening>> OpeningReader::next()
{
    if (m_rest.empty()) {
        return std::nullopt;
    }
    const auto field = takeCounted(m_rest);
    const auto salt = field ? take(m_rest, Salt::kSize) : std::nullopt;
    const auto value = salt ? takeCounted(m_rest) : std::nullopt;
    if (!value) {
        return fail(ErrorCode::Malformed, {}, "the box ends in the middle of a value");
    }
    return PackedOpening{asText(*field), *salt, asText(*value)};
}

bool isErased(ByteView stored)
{
    return std::all_of(stored.begin(), stored.end(), [](std::uint8_t byte) { return byte == 0; });
}

} // namespace stillgate
