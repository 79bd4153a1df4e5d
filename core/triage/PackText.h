// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/JsonCodec.h"
#include "core/base/Toml.h"

namespace stillgate::triage {

/// A described value read from TOML, with the places of its fields for errors that are found later.
template <typename T>
struct PackText {
    T value;
    TomlDocument document;

    [[nodiscard]] tl::unexpected<Error> wrong(std::string path, std::string detail) const
    {
        return tl::make_unexpected(document.placed({ErrorCode::Malformed, std::move(path), std::move(detail)}));
    }
};

/// Malformed names file, line, column and path.
template <typename T>
[[nodiscard]] Result<PackText<T>> packTextFrom(Result<TomlDocument> document)
{
    if (!document) {
        return tl::make_unexpected(std::move(document.error()));
    }
    auto value = fromJson<T>(document->json, "$");
    if (!value) {
        return tl::make_unexpected(document->placed(std::move(value.error())));
    }
    return PackText<T>{std::move(*value), std::move(*document)};
}

/// Formats of these packs so far: 1.
template <typename T>
[[nodiscard]] Result<void> checkFormat(const PackText<T>& text)
{
    if (text.value.format == 1) {
        return {};
    }
    return tl::make_unexpected(text.document.placed({ErrorCode::Unsupported, "$.format", "this build reads format 1"}));
}

[[nodiscard]] inline std::string itemAt(std::string_view list, std::size_t index, std::string_view field = {})
{
    std::string out = "$." + std::string(list) + "[" + std::to_string(index) + "]";
    return field.empty() ? out : out + "." + std::string(field);
}

} // namespace stillgate::triage
