// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/HeaderScan.h"

#include <algorithm>
#include <string>

#include <simdjson.h>

#include "core/ledger/CanonicalScanner.h"

namespace stillgate {

namespace {

constexpr unsigned kDepth = 32;

bool isPlain(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F && c != '\\'; });
}

/// Reads the members of a header; remembers the first that is not as it should be.
class HeaderReader {
public:
    HeaderReader(std::string_view bytes, HeaderView& out) : m_scanner(bytes), m_out(out) {}

    [[nodiscard]] Result<void> read()
    {
        m_out.ticket.reset();
        m_out.attachments = {};
        m_out.personal.clear();
        if (!m_scanner.object(kDepth, [&](std::string_view key) { return member(key); }) || !m_scanner.atEnd()) {
            return fail(ErrorCode::Corrupt, m_wrong.empty() ? "header" : m_wrong, "not the canonical form of a header");
        }
        if (m_seen != kAll) {
            return fail(ErrorCode::Corrupt, "header", "a field is missing");
        }
        return {};
    }

private:
    enum Field : unsigned { Actor = 1, Code = 2, Data = 4, Personal = 8, Seq = 16, Time = 32, Version = 64 };
    static constexpr unsigned kAll = 127;

    bool member(std::string_view key)
    {
        const bool right = typed(key);
        if (!right && m_wrong.empty()) {
            m_wrong = "header." + std::string(key);
        }
        return right;
    }

    bool typed(std::string_view key)
    {
        if (key == "actor") {
            return seen(Actor) && id(m_out.actor);
        }
        if (key == "code") {
            return seen(Code) && m_scanner.string(m_out.code) && isPlain(m_out.code);
        }
        if (key == "command") {
            return command();
        }
        if (key == "data") {
            return seen(Data) && data();
        }
        if (key == "personal") {
            return seen(Personal) && m_scanner.object(kDepth - 1, [&](std::string_view field) { return personal(field); });
        }
        if (key == "seq") {
            return seen(Seq) && whole(m_out.sequence, 0, Json::kMostInteger);
        }
        if (key == "ticket") {
            return id(m_out.ticket.emplace());
        }
        if (key == "time") {
            return seen(Time) && whole(m_out.time.ms, -Json::kMostInteger, Json::kMostInteger);
        }
        if (key == "version") {
            return seen(Version) && whole(m_out.version, -2147483648LL, 2147483647);
        }
        return m_scanner.value(kDepth - 1);
    }

    bool seen(Field field)
    {
        m_seen |= field;
        return true;
    }

    template <typename Integer>
    bool whole(Integer& out, std::int64_t least, std::int64_t most)
    {
        std::int64_t value = 0;
        if (!m_scanner.integer(value) || value < least || value > most) {
            return false;
        }
        out = static_cast<Integer>(value);
        return true;
    }

    template <typename Tag>
    bool id(Id<Tag>& out)
    {
        std::string_view text;
        if (!m_scanner.string(text)) {
            return false;
        }
        const auto parsed = Id<Tag>::fromText(text);
        out = parsed.value_or(Id<Tag>{});
        return parsed.has_value();
    }

    bool digest(Digest& out)
    {
        std::string_view text;
        if (!m_scanner.string(text)) {
            return false;
        }
        const auto parsed = fixedFromHex<Digest>(text);
        out = parsed.value_or(Digest{});
        return parsed.has_value();
    }

    bool command()
    {
        unsigned found = 0;
        const bool right = m_scanner.object(kDepth - 1, [&](std::string_view key) {
            CommandId command;
            Digest body;
            if (key == "id") {
                found |= 1U;
                return id(command);
            }
            if (key == "body") {
                found |= 2U;
                return digest(body);
            }
            return m_scanner.value(kDepth - 2);
        });
        return right && found == 3U;
    }

    bool data()
    {
        const char* begin = m_scanner.position();
        const bool isObject = !m_scanner.atEnd() && *begin == '{';
        const bool right = !isObject ? m_scanner.value(kDepth - 1) : m_scanner.object(kDepth - 1, [&](std::string_view key) {
            const char* start = m_scanner.position();
            if (!m_scanner.value(kDepth - 2)) {
                return false;
            }
            const std::string_view value(start, static_cast<std::size_t>(m_scanner.position() - start));
            if (key == "attachments" && value != "[]") {
                m_out.attachments = value;
            }
            return true;
        });
        m_out.data = {begin, static_cast<std::size_t>(m_scanner.position() - begin)};
        return right;
    }

    bool personal(std::string_view field)
    {
        PersonalView& view = m_out.personal.emplace_back();
        view.field = field;
        unsigned found = 0;
        const bool right = m_scanner.object(kDepth - 2, [&](std::string_view key) {
            if (key == "person") {
                found |= 1U;
                return id(view.person);
            }
            if (key == "commitment") {
                found |= 2U;
                return digest(view.commitment);
            }
            if (key == "context") {
                return m_scanner.string(view.context.emplace()) && isPlain(*view.context);
            }
            return m_scanner.value(kDepth - 3);
        });
        return right && found == 3U && isPlain(field);
    }

    CanonicalScanner m_scanner;
    HeaderView& m_out;
    unsigned m_seen = 0;
    std::string m_wrong;
};

} // namespace

bool isCanonicalExact(std::string_view json)
{
    CanonicalScanner scanner(json);
    return simdjson::validate_utf8(json.data(), json.size()) && scanner.value(kDepth) && scanner.atEnd();
}

Result<void> scanHeader(std::string_view bytes, HeaderView& out)
{
    if (!simdjson::validate_utf8(bytes.data(), bytes.size())) {
        return fail(ErrorCode::Corrupt, "header", "not UTF-8");
    }
    return HeaderReader(bytes, out).read();
}

void personsOf(const HeaderView& header, std::vector<PersonId>& out)
{
    out.clear();
    for (const PersonalView& value : header.personal) {
        if (std::find(out.begin(), out.end(), value.person) == out.end()) {
            out.push_back(value.person);
        }
    }
}

} // namespace stillgate
