// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/JsonCodec.h"
#include "core/domain/Permissions.h"
#include "core/protocol/WireTypes.h"

/// The protocol described by itself: an OpenRPC document (spec.open-rpc.org, version 1.3), from which a client in any language can make its
/// calls.
namespace stillgate::rpc {

/// A parameter or a result: what it is called and the JSON Schema of what it holds.
struct ContentDescriptor {
    std::string name;
    bool required = true;
    Json schema;

    friend bool operator==(const ContentDescriptor&, const ContentDescriptor&) = default;
};

/// Points into the document: "#/components/errors/conflict".
struct Reference {
    std::string ref;

    friend bool operator==(const Reference&, const Reference&) = default;
};

struct MethodObject {
    std::string name;
    std::string paramStructure; ///< "by-name"
    std::vector<ContentDescriptor> params;
    ContentDescriptor result;
    std::vector<Reference> errors;

    friend bool operator==(const MethodObject&, const MethodObject&) = default;
};

/// What the orchestrator says without being asked: the standard has no word for it, so it is an extension of the document.
struct NoticeObject {
    std::string name;
    std::vector<ContentDescriptor> params;

    friend bool operator==(const NoticeObject&, const NoticeObject&) = default;
};

struct ErrorObject {
    int code = 0;
    std::string message;

    friend bool operator==(const ErrorObject&, const ErrorObject&) = default;
};

struct Discover {
    static constexpr std::string_view kName = "rpc.discover";
    static constexpr Operation kOperation = Operation::DescribeProtocol;
    using Params = Nothing;

    struct Info {
        std::string title;
        std::string version; ///< of the orchestrator

        friend bool operator==(const Info&, const Info&) = default;
    };

    struct Components {
        std::map<std::string, ErrorObject> errors; ///< every call can end with any of them
        std::map<std::string, Json> schemas; ///< "error_data": of an error's data

        friend bool operator==(const Components&, const Components&) = default;
    };

    struct Result {
        std::string openrpc;
        Info info;
        std::vector<MethodObject> methods;
        Components components;
        std::vector<NoticeObject> notices;

        friend bool operator==(const Result&, const Result&) = default;
    };
};

template <typename Visitor>
void describe(Visitor& visit, ContentDescriptor& content)
{
    visit("name", content.name);
    visit("required", content.required);
    visit("schema", content.schema);
}

template <typename Visitor>
void describe(Visitor& visit, Reference& reference)
{
    visit("$ref", reference.ref);
}

template <typename Visitor>
void describe(Visitor& visit, MethodObject& method)
{
    visit("name", method.name);
    visit("paramStructure", method.paramStructure);
    visit("params", method.params);
    visit("result", method.result);
    visit("errors", method.errors);
}

template <typename Visitor>
void describe(Visitor& visit, NoticeObject& notice)
{
    visit("name", notice.name);
    visit("params", notice.params);
}

template <typename Visitor>
void describe(Visitor& visit, ErrorObject& error)
{
    visit("code", error.code);
    visit("message", error.message);
}

template <typename Visitor>
void describe(Visitor& visit, Discover::Info& info)
{
    visit("title", info.title);
    visit("version", info.version);
}

template <typename Visitor>
void describe(Visitor& visit, Discover::Components& components)
{
    visit("errors", components.errors);
    visit("schemas", components.schemas);
}

template <typename Visitor>
void describe(Visitor& visit, Discover::Result& result)
{
    visit("openrpc", result.openrpc);
    visit("info", result.info);
    visit("methods", result.methods);
    visit("components", result.components);
    visit("x-notifications", result.notices);
}

} // namespace stillgate::rpc
