// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/RedFlags.h"

#include <algorithm>

#include <QRegularExpression>

#include "core/base/JsonCodec.h"
#include "core/base/Toml.h"

namespace stillgate::triage {

namespace {

struct FlagFile {
    std::string id;
    int version = 1;
    std::vector<RedFlag> flags;
};

template <typename Visitor>
void describe(Visitor& visit, FlagFile& file)
{
    visit("id", file.id);
    visit("version", file.version);
    visit("flags", file.flags);
}

QString withoutHidden(std::string_view text)
{
    QString out = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    out.removeIf([](QChar c) { return c.category() == QChar::Other_Format; });
    return out;
}

} // namespace

template <typename Visitor>
void describe(Visitor& visit, RedFlag& flag)
{
    visit("id", flag.id);
    visit("intents", flag.intents);
    visit("patterns", flag.patterns);
}

struct RedFlags::Compiled {
    std::vector<std::vector<QRegularExpression>> patterns; ///< by flag
};

RedFlags::RedFlags() : m_compiled(std::make_unique<Compiled>()) {}
RedFlags::~RedFlags() = default;
RedFlags::RedFlags(RedFlags&&) noexcept = default;
RedFlags& RedFlags::operator=(RedFlags&&) noexcept = default;

Result<RedFlags> RedFlags::load(const std::filesystem::path& file)
{
    const auto json = readToml(file);
    if (!json) {
        return tl::make_unexpected(json.error());
    }
    auto loaded = fromJson<FlagFile>(*json, file.filename().string());
    if (!loaded) {
        return tl::make_unexpected(loaded.error());
    }
    RedFlags out;
    out.m_digest = sha256(canonicalJson(toJson(*loaded)));
    out.m_flags = std::move(loaded->flags);
    for (const RedFlag& flag : out.m_flags) {
        auto& patterns = out.m_compiled->patterns.emplace_back();
        for (const std::string& text : flag.patterns) {
            QRegularExpression pattern(QString::fromStdString(text), QRegularExpression::CaseInsensitiveOption |
                                                                         QRegularExpression::UseUnicodePropertiesOption);
            if (!pattern.isValid()) {
                return fail(ErrorCode::Malformed, file.filename().string() + " flag " + flag.id,
                            "the pattern " + text + " cannot be read: " + pattern.errorString().toStdString());
            }
            pattern.optimize();
            patterns.push_back(std::move(pattern));
        }
    }
    return out;
}

std::vector<std::string> RedFlags::raisedBy(std::string_view text, std::string_view intent) const
{
    const QString visible = withoutHidden(text);
    std::vector<std::string> out;
    for (std::size_t i = 0; i < m_flags.size(); ++i) {
        const auto& patterns = m_compiled->patterns[i];
        const bool byIntent =
            std::find(m_flags[i].intents.begin(), m_flags[i].intents.end(), intent) != m_flags[i].intents.end();
        const bool byWords = std::any_of(patterns.begin(), patterns.end(),
                                         [&](const QRegularExpression& pattern) { return pattern.match(visible).hasMatch(); });
        if (byIntent || byWords) {
            out.push_back(m_flags[i].id);
        }
    }
    return out;
}

} // namespace stillgate::triage
