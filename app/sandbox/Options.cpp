// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Options.h"

#include <charconv>

#include <CLI/CLI.hpp>

namespace stillgate::sandbox {

namespace {

constexpr int kUsage = 2;

} // namespace

Result<Endpoint> endpointFromText(const std::string& text)
{
    const std::size_t colon = text.rfind(':');
    Endpoint endpoint;
    if (colon != std::string::npos) {
        endpoint.address = text.substr(0, colon);
        const char* const end = text.data() + text.size();
        const auto [stop, status] = std::from_chars(text.data() + colon + 1, end, endpoint.port);
        if (endpoint.address.starts_with('[') && endpoint.address.ends_with(']')) {
            endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
        }
        if (status == std::errc{} && stop == end && endpoint.port >= 0 && endpoint.port <= 65535 && !endpoint.address.empty()) {
            return endpoint;
        }
    }
    return fail(ErrorCode::Malformed, "--listen", "expected ADDRESS:PORT, such as 127.0.0.1:0");
}

std::string urlOf(const Endpoint& endpoint)
{
    const bool isSix = endpoint.address.find(':') != std::string::npos;
    return "http://" + (isSix ? "[" + endpoint.address + "]" : endpoint.address) + ":" + std::to_string(endpoint.port);
}

tl::expected<Options, int> optionsFrom(int argc, const char* const* argv, const std::string& version)
{
    CLI::App app("A system of record in small, with books of its own: what Stillgate is shown and tested against.",
                 "stillgate-sandbox");
    app.set_version_flag("--version", version);
    std::string data;
    std::string listen = "127.0.0.1:0";
    std::string ready;
    std::string seed;
    bool ignoreKeys = false;
    bool noLookup = false;
    bool ignoreVersions = false;
    bool ignoreLimits = false;
    app.add_option("--data", data, "Folder of the books")->required()->type_name("DIR");
    app.add_option("--listen", listen, "Where to serve; port 0 picks one")->type_name("ADDR:PORT")->capture_default_str();
    app.add_option("--ready", ready, "Written when it serves: url and token (DIR/ready.json)")->type_name("FILE");
    app.add_option("--seed", seed, "Fills empty books from this JSON file")->type_name("FILE");
    std::string environment = "dev";
    app.add_option("--environment", environment,
                   "Whose books these are: dev, staging or prod; orchestrators of others refuse them")
        ->check(CLI::IsMember({"dev", "staging", "prod"}));
    app.add_flag("--ignore-keys", ignoreKeys, "Imitate a system that ignores idempotency keys")->group("Weaker systems");
    app.add_flag("--no-lookup", noLookup, "Imitate a system that cannot look up by key")->group("Weaker systems");
    app.add_flag("--ignore-versions", ignoreVersions, "Imitate a system without compare-and-set")->group("Weaker systems");
    app.add_flag("--ignore-limits", ignoreLimits, "Imitate a system that refunds more than was paid")->group("Weaker systems");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return tl::make_unexpected(app.exit(error) == 0 ? 0 : kUsage);
    }
    auto endpoint = endpointFromText(listen);
    if (!endpoint) {
        std::cerr << endpoint.error().text() << '\n';
        return tl::make_unexpected(kUsage);
    }
    Options options{.data = data, .listen = std::move(*endpoint), .ready = ready};
    if (ready.empty()) {
        options.ready = options.data / "ready.json";
    }
    if (!seed.empty()) {
        options.seed = seed;
    }
    options.traits = {.keys = ignoreKeys ? Keys::Ignored : Keys::Honoured,
                      .lookups = noLookup ? Lookups::Missing : Lookups::Offered,
                      .versions = ignoreVersions ? Versions::Ignored : Versions::Compared,
                      .limits = ignoreLimits ? Limits::Ignored : Limits::Enforced};
    options.environment = std::move(environment);
    return options;
}

} // namespace stillgate::sandbox
