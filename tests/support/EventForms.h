// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "core/base/JsonCodec.h"
#include "core/domain/Payload.h"

/// Two more uses of describe(): how a field stands on the wire, in words, and a sample of every field. Tests hold the catalogue and
/// the golden files to them.
namespace stillgate::forms {

struct Field {
    std::string name;
    std::string form;
};

template <typename T>
[[nodiscard]] std::vector<Field> fieldsOf();

template <typename T>
struct Form {
    static std::string text()
    {
        std::string out;
        if constexpr (NamedEnum<T>) {
            for (const auto& [value, name] : EnumNames<T>::kNames) {
                out += (out.empty() ? "" : " / ") + std::string(name);
            }
        } else if constexpr (std::integral<T>) {
            out = std::is_same_v<T, bool> ? "flag" : "number";
        } else {
            for (const Field& field : fieldsOf<T>()) {
                out += (out.empty() ? "{" : ", ") + field.name;
            }
            out += "}";
        }
        return out;
    }
};

template <>
struct Form<std::string> {
    static std::string text() { return "text"; }
};
template <>
struct Form<UtcTime> {
    static std::string text() { return "time"; }
};
template <>
struct Form<Duration> {
    static std::string text() { return "span"; }
};
template <>
struct Form<Money> {
    static std::string text() { return "amount"; }
};
template <typename Tag>
struct Form<Id<Tag>> {
    static std::string text() { return "id"; }
};
template <typename Tag, std::size_t N>
struct Form<FixedBytes<Tag, N>> {
    static std::string text() { return std::to_string(N) + " bytes"; }
};
template <typename T>
struct Form<std::optional<T>> {
    static std::string text() { return Form<T>::text() + ", optional"; }
};
template <typename T>
struct Form<std::vector<T>> {
    static std::string text() { return "list of " + Form<T>::text(); }
};
template <typename T>
struct Form<std::map<std::string, T>> {
    static std::string text() { return "map of " + Form<T>::text(); }
};

class FieldLister {
public:
    template <typename T>
    void operator()(std::string_view name, T&)
    {
        m_fields.push_back({std::string(name), Form<T>::text()});
    }
    [[nodiscard]] std::vector<Field> take() { return std::move(m_fields); }

private:
    std::vector<Field> m_fields;
};

template <typename T>
std::vector<Field> fieldsOf()
{
    FieldLister lister;
    T value{};
    describe(lister, value);
    return lister.take();
}

/// Fills every field, optional ones too, with a plain sample that follows from its name; lists and maps get two elements.
class Filler {
public:
    template <typename T>
    void operator()(std::string_view name, T& value)
    {
        fill(std::string(name), value);
    }

private:
    void fill(const std::string& name, std::string& value) { value = "sample " + name; }
    void fill(const std::string&, bool& value) { value = true; }
    template <std::integral T>
    void fill(const std::string& name, T& value)
    {
        value = static_cast<T>(name.size());
    }
    void fill(const std::string& name, UtcTime& value) { value = {1'772'438'400'000 + static_cast<std::int64_t>(name.size())}; }
    void fill(const std::string& name, Duration& value) { value = {static_cast<std::int64_t>(name.size())}; }
    void fill(const std::string&, Money& value) { value = {12900, *Currency::fromText("EUR")}; }
    template <typename Tag>
    void fill(const std::string& name, Id<Tag>& value)
    {
        value.uuid = uuidV7({1'772'438'400'000}, sha256(name));
    }
    template <typename Tag, std::size_t N>
    void fill(const std::string& name, FixedBytes<Tag, N>& value)
    {
        const Digest first = sha256(name);
        std::copy_n(first.bytes.begin(), std::min(N, Digest::kSize), value.bytes.begin());
    }
    template <typename T>
    void fill(const std::string& name, std::optional<T>& value)
    {
        fill(name, value.emplace());
    }
    template <typename T>
    void fill(const std::string& name, std::vector<T>& values)
    {
        values.resize(2);
        fill(name + " 1", values[0]);
        fill(name + " 2", values[1]);
    }
    template <typename T>
    void fill(const std::string& name, std::map<std::string, T>& values)
    {
        fill(name + " 1", values["first"]);
        fill(name + " 2", values["second"]);
    }
    template <typename T>
    void fill(const std::string&, T& value)
    {
        if constexpr (NamedEnum<T>) {
            value = EnumNames<T>::kNames[std::min<std::size_t>(1, EnumNames<T>::kNames.size() - 1)].first;
        } else {
            describe(*this, value);
        }
    }
};

template <typename P>
[[nodiscard]] P sampleOf()
{
    Filler filler;
    P payload{};
    describe(filler, payload);
    return payload;
}

/// Calls `visit` with a default value of every payload type.
template <typename Visit>
void forEachPayload(Visit visit)
{
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (visit(std::variant_alternative_t<I, Payload>{}), ...);
    }(std::make_index_sequence<std::variant_size_v<Payload>>{});
}

} // namespace stillgate::forms
