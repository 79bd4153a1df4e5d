// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/OpenRpc.h"

#include "core/protocol/Methods.h"
#include "core/protocol/Schema.h"

namespace stillgate::rpc {

namespace {

/// Collects described fields as parameters by name.
class ParameterList {
public:
    template <typename T>
    void operator()(std::string_view key, T&)
    {
        m_list.push_back({std::string(key), true, schemaOf<T>()});
    }
    template <typename T>
    void operator()(std::string_view key, std::optional<T>&)
    {
        m_list.push_back({std::string(key), false, schemaOf<T>()});
    }
    [[nodiscard]] std::vector<ContentDescriptor> take() { return std::move(m_list); }

private:
    std::vector<ContentDescriptor> m_list;
};

template <typename Params>
std::vector<ContentDescriptor> parametersOf()
{
    ParameterList list;
    Params params{};
    describe(list, params);
    return list.take();
}

/// "Over a limit" -> "over_a_limit"
std::string keyOf(std::string_view words)
{
    std::string key;
    for (const char c : words) {
        key += c == ' ' ? '_' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return key;
}

} // namespace

Discover::Result openRpcDocument(std::string version)
{
    Discover::Result document;
    document.openrpc = "1.3.2";
    document.info = {"Stillgate orchestrator", std::move(version)};
    std::vector<Reference> everyError;
    for (const auto& [code, message] : wireErrors()) {
        const std::string key = keyOf(message);
        document.components.errors[key] = {static_cast<int>(code), std::string(message)};
        everyError.push_back({"#/components/errors/" + key});
    }
    document.components.schemas["error_data"] = schemaOf<ErrorData>();
    Methods::forEach([&]<typename M>(std::type_identity<M>) {
        document.methods.push_back({std::string(M::kName), "by-name", parametersOf<typename M::Params>(),
                                    ContentDescriptor{"result", true, schemaOf<typename M::Result>()}, everyError});
    });
    Notices::forEach([&]<typename N>(std::type_identity<N>) {
        document.notices.push_back({std::string(N::kName), parametersOf<typename N::Params>()});
    });
    return document;
}

} // namespace stillgate::rpc
