// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Toml.h"
#include "core/resolution/Packs.h"

namespace stillgate {

namespace fs = std::filesystem;

Result<PackFolders> PackFolders::open(const fs::path& folder)
{
    constexpr std::size_t kMostFolders = 8;
    PackFolders out;
    fs::path next = fs::absolute(folder).lexically_normal();
    if (next.filename().empty()) {
        next = next.parent_path();
    }
    while (out.m_folders.size() < kMostFolders) {
        if (!fs::is_directory(next)) {
            return fail(ErrorCode::NotFound, next.string(), "there is no such pack");
        }
        out.m_folders.push_back(next);
        if (!fs::exists(next / "pack.toml")) {
            return out;
        }
        const auto json = readToml(next / "pack.toml");
        if (!json) {
            return tl::make_unexpected(json.error());
        }
        next = next.parent_path() / std::string(json->textAt("extends"));
    }
    return fail(ErrorCode::Limit, folder.string(), "packs extend each other without end");
}

fs::path PackFolders::starterBeside(const fs::path& programFolder)
{
    const fs::path installed = programFolder / "../share/stillgate/packs/starter";
    return fs::exists(installed) ? installed : programFolder / "../../../resources/packs/starter";
}

Result<fs::path> PackFolders::find(const std::string& name) const
{
    for (const fs::path& folder : m_folders) {
        if (fs::exists(folder / name)) {
            return folder / name;
        }
    }
    return fail(ErrorCode::NotFound, name, "the pack " + m_folders.front().filename().string() + " has no such part");
}

} // namespace stillgate
