// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Taxonomy.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/Toml.h"

namespace stillgate::triage {

namespace {

constexpr int kFormat = 1;
constexpr std::size_t kLongestId = 64;

tl::unexpected<Error> malformed(const std::string& where, std::string detail)
{
    return fail(ErrorCode::Malformed, where, std::move(detail));
}

std::string itemPath(const std::string& file, std::string_view list, std::size_t index, std::string_view field)
{
    return file + ": $." + std::string(list) + "[" + std::to_string(index) + "]." + std::string(field);
}

bool isId(std::string_view text)
{
    return !text.empty() && text.size() <= kLongestId && text[0] >= 'a' && text[0] <= 'z' &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// Reads a TOML file into a described value. `name` is the path as a person knows it, for errors.
template <typename T>
Result<T> readDescribed(const std::filesystem::path& path, const std::string& name)
{
    auto json = readToml(path);
    if (!json) {
        return tl::make_unexpected(std::move(json.error()));
    }
    return fromJson<T>(*json, "$").map_error([&name](Error error) {
        error.where = name + ": " + error.where;
        return error;
    });
}

/// A field that must hold text.
struct Field {
    std::string_view name;
    const std::string& value;
};

Result<void> checkTexts(const std::string& file, std::string_view list, std::size_t index, std::initializer_list<Field> fields)
{
    for (const Field& field : fields) {
        if (field.value.empty()) {
            return malformed(itemPath(file, list, index, field.name), "expected a text, found an empty one");
        }
    }
    return {};
}

Result<void> checkId(const std::string& where, const std::string& id, std::set<std::string>& known)
{
    if (!isId(id)) {
        return malformed(where, "expected lower-case letters, digits and underscores, a letter first, 64 at the most");
    }
    if (!known.insert(id).second) {
        return malformed(where, "the id " + id + " stands twice");
    }
    return {};
}

Result<void> checkIntents(const std::string& file, const Taxonomy& taxonomy)
{
    std::set<std::string> ids;
    for (std::size_t i = 0; i < taxonomy.intents.size(); ++i) {
        const Intent& intent = taxonomy.intents[i];
        if (auto id = checkId(itemPath(file, "intent", i, "id"), intent.id, ids); !id) {
            return id;
        }
        auto texts = checkTexts(file, "intent", i, {{"title", intent.title}, {"definition", intent.definition}});
        if (!texts) {
            return texts;
        }
        if (taxonomy.category(intent.category) == nullptr) {
            return malformed(itemPath(file, "intent", i, "category"), "there is no category " + intent.category);
        }
        if (intent.assistedFrom > intent.autoFrom) {
            return malformed(itemPath(file, "intent", i, "assisted"),
                             "expected at most the value of auto, " + std::to_string(intent.autoFrom.value()));
        }
    }
    return {};
}

Result<void> checkCategories(const std::string& file, const Taxonomy& taxonomy)
{
    std::set<std::string> ids;
    for (std::size_t i = 0; i < taxonomy.categories.size(); ++i) {
        const Category& category = taxonomy.categories[i];
        if (auto id = checkId(itemPath(file, "category", i, "id"), category.id, ids); !id) {
            return id;
        }
        auto texts = checkTexts(file, "category", i,
                                {{"title", category.title}, {"definition", category.definition}, {"team", category.team}});
        if (!texts) {
            return texts;
        }
    }
    return {};
}

Result<void> checkTaxonomy(const std::string& file, const Taxonomy& taxonomy)
{
    if (taxonomy.format > kFormat) {
        return fail(ErrorCode::Unsupported, file + ": $.format",
                    "format " + std::to_string(taxonomy.format) + " is newer than this build, which reads " +
                        std::to_string(kFormat));
    }
    if (taxonomy.format != kFormat) {
        return malformed(file + ": $.format", "expected " + std::to_string(kFormat));
    }
    if (taxonomy.id.empty() || taxonomy.version < 1) {
        return malformed(file + (taxonomy.id.empty() ? ": $.id" : ": $.version"), "expected an id and a version from 1 on");
    }
    if (taxonomy.intents.size() < 2) {
        return malformed(file + ": $.intent", "expected at least two intents");
    }
    return checkCategories(file, taxonomy).and_then([&] { return checkIntents(file, taxonomy); });
}

/// Where each example of a pack stands: one that teaches two intents teaches neither.
using ExamplePlaces = std::map<std::string_view, std::string>;

/// `list` names what holds the examples.
Result<void> checkExampleTexts(const std::string& list, const IntentExamples& loaded, ExamplePlaces& places)
{
    for (std::size_t i = 0; i < loaded.examples.size(); ++i) {
        const std::string where = list + ".examples[" + std::to_string(i) + "]";
        if (loaded.examples[i].empty()) {
            return malformed(where, "expected a text, found an empty one");
        }
        const auto [place, isNew] = places.emplace(loaded.examples[i], where);
        if (!isNew) {
            return malformed(where, "the same example stands at " + place->second);
        }
    }
    return {};
}

Result<void> checkExamples(const std::string& file, const std::string& intent, const IntentExamples& loaded,
                           ExamplePlaces& places)
{
    if (loaded.intent != intent) {
        return malformed(file + ": $.intent", "expected " + intent + " as in the name of the file");
    }
    if (loaded.language.empty() || loaded.examples.empty()) {
        return malformed(file + (loaded.language.empty() ? ": $.language" : ": $.examples"), "expected at least one");
    }
    return checkExampleTexts(file + ": $", loaded, places);
}

/// A file that no intent asks for is most likely one with a misspelled name.
Result<void> checkFiles(const std::filesystem::path& folder, const Taxonomy& taxonomy)
{
    std::error_code error;
    std::filesystem::directory_iterator files(folder, error);
    if (error) {
        return fail(ErrorCode::Io, folder.string(), error.message());
    }
    for (const auto& file : files) {
        const bool toml = file.path().extension() == ".toml";
        if (toml && taxonomy.intent(file.path().stem().string()) == nullptr) {
            return malformed("intents/" + file.path().filename().string(), "the taxonomy has no intent of this name");
        }
    }
    return {};
}

struct LanguageIntent {
    std::string id;
    std::vector<std::string> examples;
};

/// DIR/languages/LANGUAGE.toml
struct LanguageFile {
    std::string language;
    std::vector<LanguageIntent> intents;
};

template <typename Visitor>
void describe(Visitor& visit, LanguageIntent& intent)
{
    visit("id", intent.id);
    visit("examples", intent.examples);
}

template <typename Visitor>
void describe(Visitor& visit, LanguageFile& file)
{
    visit("language", file.language);
    visit("intent", file.intents);
}

/// In the order of their names, so that the same folder always gives the same pack.
std::vector<std::filesystem::path> languageFilesIn(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> out;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "languages", error)) {
        if (entry.path().extension() == ".toml") {
            out.push_back(entry.path());
        }
    }
    std::ranges::sort(out);
    return out;
}

Result<void> addLanguage(const std::filesystem::path& path, TriagePack& pack, ExamplePlaces& places)
{
    const std::string name = "languages/" + path.filename().string();
    auto file = readDescribed<LanguageFile>(path, name);
    if (!file) {
        return tl::make_unexpected(std::move(file.error()));
    }
    if (file->language != path.stem().string()) {
        return malformed(name + ": $.language", "expected " + path.stem().string() + " as in the name of the file");
    }
    std::set<std::string> ids;
    for (std::size_t i = 0; i < file->intents.size(); ++i) {
        LanguageIntent& intent = file->intents[i];
        if (auto id = checkId(itemPath(name, "intent", i, "id"), intent.id, ids); !id) {
            return id;
        }
        if (pack.taxonomy.intent(intent.id) == nullptr) {
            return malformed(itemPath(name, "intent", i, "id"), "the taxonomy has no intent of this name");
        }
        pack.examples.push_back({intent.id, file->language, std::move(intent.examples)});
        const std::string where = name + ": $.intent[" + std::to_string(i) + "]";
        if (auto checked = checkExampleTexts(where, pack.examples.back(), places); !checked) {
            return checked;
        }
    }
    return {};
}

template <typename T>
Result<Digest> digestOfValue(const T& value)
{
    return canonicalExact(toJson(value)).map([](const std::string& bytes) { return sha256(bytes); });
}

template <typename T>
const T* byId(const std::vector<T>& items, std::string_view id)
{
    const auto found = std::ranges::find(items, id, &T::id);
    return found != items.end() ? &*found : nullptr;
}

} // namespace

const Intent* Taxonomy::intent(std::string_view intentId) const
{
    return byId(intents, intentId);
}

const Category* Taxonomy::category(std::string_view categoryId) const
{
    return byId(categories, categoryId);
}

Result<Taxonomy> loadTaxonomy(const std::filesystem::path& folder)
{
    const std::string file = "taxonomy.toml";
    return readDescribed<Taxonomy>(folder / file, file).and_then([&file](Taxonomy taxonomy) -> Result<Taxonomy> {
        if (auto checked = checkTaxonomy(file, taxonomy); !checked) {
            return tl::make_unexpected(std::move(checked.error()));
        }
        return taxonomy;
    });
}

Result<TriagePack> loadTriagePack(const std::filesystem::path& folder)
{
    auto taxonomy = loadTaxonomy(folder);
    if (!taxonomy) {
        return tl::make_unexpected(std::move(taxonomy.error()));
    }
    TriagePack pack;
    pack.taxonomy = std::move(*taxonomy);
    pack.examples.reserve(pack.taxonomy.intents.size()); // the places below point into them
    ExamplePlaces places;
    for (const Intent& intent : pack.taxonomy.intents) {
        const std::string file = "intents/" + intent.id + ".toml";
        auto examples = readDescribed<IntentExamples>(folder / file, file);
        if (!examples) {
            return tl::make_unexpected(std::move(examples.error()));
        }
        pack.examples.push_back(std::move(*examples));
        if (auto checked = checkExamples(file, intent.id, pack.examples.back(), places); !checked) {
            return tl::make_unexpected(std::move(checked.error()));
        }
    }
    if (auto checked = checkFiles(folder / "intents", pack.taxonomy); !checked) {
        return tl::make_unexpected(std::move(checked.error()));
    }
    for (const auto& path : languageFilesIn(folder)) {
        if (auto added = addLanguage(path, pack, places); !added) {
            return tl::make_unexpected(std::move(added.error()));
        }
    }
    return pack;
}

Result<Digest> digestOf(const Taxonomy& taxonomy)
{
    return digestOfValue(taxonomy);
}

Result<Digest> digestOf(const TriagePack& pack)
{
    return digestOfValue(pack);
}

} // namespace stillgate::triage
