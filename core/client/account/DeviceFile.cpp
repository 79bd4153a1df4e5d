// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/account/DeviceFile.h"

#include <algorithm>

#include "core/base/File.h"

namespace stillgate {

namespace {

constexpr std::size_t kMostDeviceBytes = 8192;

using DeviceSeed = FixedBytes<struct DeviceSeedTag, Secret32::kSize>;

struct DeviceForm {
    DeviceSeed seed;
    rpc::SessionGrant grant;
    std::optional<std::string> origin;
    std::optional<Environment> environment;
};

template <typename Visitor>
void describe(Visitor& visit, DeviceForm& form)
{
    visit("seed", form.seed);
    visit("grant", form.grant);
    visit("origin", form.origin);
    visit("environment", form.environment);
}

} // namespace

Result<Device> readDevice(const std::filesystem::path& path)
{
    const auto text = readFile(path, kMostDeviceBytes);
    if (!text) {
        return text.error().code == ErrorCode::NotFound ? Result<Device>(Device{SigningKey::generate(), {}})
                                                        : tl::make_unexpected(text.error());
    }
    const auto form = parseJson(*text).and_then([](const Json& json) { return fromJson<DeviceForm>(json); });
    if (!form) {
        return tl::make_unexpected(form.error());
    }
    return Secret32::from(form->seed.view()).map([&](const Secret32& seed) {
        return Device{SigningKey::fromSeed(seed),
                      form->grant,
                      {form->origin.value_or(std::string()), form->environment.value_or(Environment::Dev)}};
    });
}

Result<void> writeDevice(const std::filesystem::path& path, const Device& device)
{
    DeviceForm form{{}, device.grant, {}, {}};
    if (!device.place.origin.empty()) {
        form.origin = device.place.origin;
        form.environment = device.place.environment;
    }
    std::copy(device.key.seed().view().begin(), device.key.seed().view().end(), form.seed.bytes.begin());
    return writeFile(path, prettyJson(toJson(form)) + "\n");
}

} // namespace stillgate
