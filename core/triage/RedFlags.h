// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Digest.h"
#include "core/base/Result.h"

namespace stillgate::triage {

/// What keeps a ticket from running on its own, by its intent or by its words.
struct RedFlag {
    std::string id;
    std::vector<std::string> intents;
    std::vector<std::string> patterns; ///< Perl-compatible; matched without regard to case

    friend bool operator==(const RedFlag&, const RedFlag&) = default;
};

/// A loaded list of red flags. Immutable; any number of threads may ask it at once.
class RedFlags {
public:
    /// Malformed names the file and the flag whose pattern cannot be read.
    [[nodiscard]] static Result<RedFlags> load(const std::filesystem::path& file);
    ~RedFlags();
    RedFlags(RedFlags&&) noexcept;
    RedFlags& operator=(RedFlags&&) noexcept;

    /// Ids of the flags that are up, in the order of the list. Invisible format characters do not hide a word.
    [[nodiscard]] std::vector<std::string> raisedBy(std::string_view text, std::string_view intent) const;
    /// SHA-256 of the canonical JSON of the loaded values.
    [[nodiscard]] const Digest& digest() const { return m_digest; }

private:
    struct Compiled;
    RedFlags();
    std::vector<RedFlag> m_flags;
    std::unique_ptr<Compiled> m_compiled;
    Digest m_digest;
};

} // namespace stillgate::triage
