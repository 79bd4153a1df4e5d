// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/File.h"

namespace stillgate {

/// Bytes that must be nowhere once a person is erased, cut into runs.
class Traces {
public:
    void add(const std::string& bytes)
    {
        for (std::size_t at = 0; at + kRun <= bytes.size(); at += kRun) {
            m_runs[startOf(bytes, at)].push_back(bytes.substr(at, kRun));
            ++m_count;
        }
    }

    [[nodiscard]] std::size_t count() const { return m_count; }

    /// How often a run stands in any file of the folder.
    [[nodiscard]] std::size_t foundIn(const std::filesystem::path& folder) const
    {
        std::size_t found = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            const std::string content = entry.is_regular_file() ? readFile(entry.path()).value() : "";
            for (std::size_t at = 0; at + kRun <= content.size(); ++at) {
                const auto candidates = m_runs.find(startOf(content, at));
                found +=
                    candidates != m_runs.end() && std::ranges::count(candidates->second, content.substr(at, kRun)) > 0 ? 1 : 0;
            }
        }
        return found;
    }

    /// Whether nearly all of them are there: a run can be cut in two by the border of a page.
    [[nodiscard]] bool standIn(const std::filesystem::path& folder) const { return foundIn(folder) > m_count * 9 / 10; }

private:
    static constexpr std::size_t kRun = 24;

    static std::uint64_t startOf(const std::string& bytes, std::size_t at)
    {
        std::uint64_t start = 0;
        std::memcpy(&start, bytes.data() + at, sizeof start);
        return start;
    }

    std::unordered_map<std::uint64_t, std::vector<std::string>> m_runs;
    std::size_t m_count = 0;
};

} // namespace stillgate
