// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Device.h"

#include <iostream>

#include <termios.h>
#include <unistd.h>

namespace stillgate::ctl {

namespace {

/// A token with less than this left is renewed before it is used.
constexpr Duration kNearItsEnd = Duration::seconds(30);

/// The terminal shows nothing while this lives.
class NoEcho {
public:
    NoEcho()
    {
        m_isTerminal = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        if (m_isTerminal) {
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
        }
    }
    ~NoEcho()
    {
        if (m_isTerminal) {
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
            std::cerr << '\n';
        }
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;
    [[nodiscard]] bool isTerminal() const { return m_isTerminal; }

private:
    termios m_before{};
    bool m_isTerminal = false;
};

} // namespace

AccessSource accessOf(const ReachOptions& reach)
{
    return [reach] { return accessTo(reach); };
}

Result<std::unique_ptr<RpcConnection>> connectFromDevice(const ReachOptions& reach)
{
    auto device = readDevice(reach.device);
    if (!device || device->grant.session.isNull()) {
        return device ? fail(ErrorCode::NotFound, reach.device.string(), "nobody signed in from it yet: stillgatectl sign-in")
                      : tl::make_unexpected(device.error());
    }
    const auto signer = std::make_shared<KeySigner>(device->key);
    if (device->grant.tokenEnds - SystemClock().now() < kNearItsEnd) {
        const auto renewed = await<rpc::SessionGrant>(SignIn(accessOf(reach), signer).renew(device->grant.refresh));
        if (!renewed) {
            return tl::make_unexpected(renewed.error());
        }
        device->grant = *renewed;
        if (auto kept = writeDevice(reach.device, *device); !kept) {
            return tl::make_unexpected(kept.error());
        }
    }
    auto connection = connectTo(reach, device->grant.token);
    if (!connection) {
        return connection;
    }
    const auto proven = await<void>(proveDevice(**connection, signer));
    const auto place = proven ? greet(**connection, reach, device->place) : tl::make_unexpected(proven.error());
    if (!place) {
        return tl::make_unexpected(place.error());
    }
    if (*place != device->place) {
        device->place = *place;
        if (auto kept = writeDevice(reach.device, *device); !kept) {
            return tl::make_unexpected(kept.error());
        }
    }
    return connection;
}

Result<std::string> askSecret(const std::string& prompt)
{
    const NoEcho silent;
    if (silent.isTerminal()) {
        std::cerr << prompt << ": " << std::flush;
    }
    std::string line;
    if (!std::getline(std::cin, line) || line.empty()) {
        return fail(ErrorCode::Malformed, prompt, "expected on standard input");
    }
    return line;
}

} // namespace stillgate::ctl
