// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/KeyFile.h"

#include "core/base/File.h"
#include "core/base/JsonCodec.h"

namespace stillgate {

namespace {

using SeedBytes = FixedBytes<struct SeedTag, Secret32::kSize>;

struct KeyFileForm {
    PersonId person;
    std::vector<Role> roles;
    SeedBytes seed;
    std::string token;
    std::string use;
};

template <typename Visitor>
void describe(Visitor& visit, KeyFileForm& form)
{
    visit("person", form.person);
    visit("roles", form.roles);
    visit("seed", form.seed);
    visit("token", form.token);
    visit("use", form.use);
}

constexpr std::size_t kMostBytes = 4096;

} // namespace

Result<KeyFile> readKeyFile(const std::filesystem::path& path)
{
    const auto text = readFile(path, kMostBytes);
    const auto form = text ? parseJson(*text).and_then([](const Json& json) { return fromJson<KeyFileForm>(json); })
                           : tl::make_unexpected(text.error());
    if (!form) {
        Error error = form.error();
        error.where = error.code == ErrorCode::Malformed ? path.string() + " " + error.where : error.where;
        return tl::make_unexpected(std::move(error));
    }
    return Secret32::from(form->seed.view()).map([&](const Secret32& seed) {
        return KeyFile{form->person, form->roles, SigningKey::fromSeed(seed), form->token};
    });
}

Result<void> writeKeyFile(const std::filesystem::path& path, const KeyFile& file)
{
    KeyFileForm form{file.person, file.roles, {}, file.token, "demonstration only: anyone who reads this file can sign"};
    std::copy(file.key.seed().view().begin(), file.key.seed().view().end(), form.seed.bytes.begin());
    return writeFile(path, prettyJson(toJson(form)) + "\n");
}

} // namespace stillgate
