// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/Digest.h"
#include "core/domain/Handling.h"
#include "core/domain/Words.h"
#include "core/triage/Confidence.h"

namespace stillgate::triage {

/// A broad class, used for routing.
struct Category {
    std::string id;
    std::string title;
    std::string definition;
    std::string team;
    std::optional<bool> alwaysManual;         ///< a person decides, whatever the confidence; false when absent
    std::optional<Priority> minimumPriority; ///< never less urgent than this

    friend bool operator==(const Category&, const Category&) = default;
};

/// The label a runbook hangs on.
struct Intent {
    std::string id;
    std::string category;
    TicketType type = TicketType::Request;
    std::string title;
    std::string definition;
    Confidence autoFrom;     ///< runs alone at this confidence and over it
    Confidence assistedFrom; ///< is confirmed by a person from here on; under it the ticket is handled by hand

    friend bool operator==(const Intent&, const Intent&) = default;
};

/// What kinds of tickets there are and how sure one must be of each. Ids are unique, every intent's category is there, and
/// assistedFrom is never over autoFrom.
struct Taxonomy {
    int format = 1;
    std::string id;
    int version = 1;
    std::vector<Category> categories;
    std::vector<Intent> intents;

    friend bool operator==(const Taxonomy&, const Taxonomy&) = default;

    [[nodiscard]] const Intent* intent(std::string_view intentId) const;
    [[nodiscard]] const Category* category(std::string_view categoryId) const;
};

/// Messages a model learns one intent from.
struct IntentExamples {
    std::string intent;
    std::string language; ///< BCP 47
    std::vector<std::string> examples;

    friend bool operator==(const IntentExamples&, const IntentExamples&) = default;
};

struct TriagePack {
    Taxonomy taxonomy;
    std::vector<IntentExamples> examples; ///< one for each intent, in the taxonomy's order, then those of further languages

    friend bool operator==(const TriagePack&, const TriagePack&) = default;
};

/// Reads DIR/taxonomy.toml. Malformed names the file and the field; Unsupported a format that is newer.
[[nodiscard]] Result<Taxonomy> loadTaxonomy(const std::filesystem::path& folder);
/// Reads the taxonomy, for each of its intents DIR/intents/ID.toml, and where there are any DIR/languages/LANGUAGE.toml with examples of
/// several intents in another language. A file for no intent is an error, and so is an example that stands twice.
[[nodiscard]] Result<TriagePack> loadTriagePack(const std::filesystem::path& folder);

/// SHA-256 of the canonical JSON (RFC 8785) of the loaded values: comments and layout of the files do not count.
[[nodiscard]] Result<Digest> digestOf(const Taxonomy& taxonomy);
[[nodiscard]] Result<Digest> digestOf(const TriagePack& pack);

template <typename Visitor>
void describe(Visitor& visit, Category& category)
{
    visit("id", category.id);
    visit("title", category.title);
    visit("definition", category.definition);
    visit("team", category.team);
    visit("always_manual", category.alwaysManual);
    visit("minimum_priority", category.minimumPriority);
}

template <typename Visitor>
void describe(Visitor& visit, Intent& intent)
{
    visit("id", intent.id);
    visit("category", intent.category);
    visit("type", intent.type);
    visit("title", intent.title);
    visit("definition", intent.definition);
    visit("auto", intent.autoFrom);
    visit("assisted", intent.assistedFrom);
}

template <typename Visitor>
void describe(Visitor& visit, Taxonomy& taxonomy)
{
    visit("format", taxonomy.format);
    visit("id", taxonomy.id);
    visit("version", taxonomy.version);
    visit("category", taxonomy.categories);
    visit("intent", taxonomy.intents);
}

template <typename Visitor>
void describe(Visitor& visit, IntentExamples& examples)
{
    visit("intent", examples.intent);
    visit("language", examples.language);
    visit("examples", examples.examples);
}

template <typename Visitor>
void describe(Visitor& visit, TriagePack& pack)
{
    visit("taxonomy", pack.taxonomy);
    visit("examples", pack.examples);
}

} // namespace stillgate::triage
