// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/domain/Permissions.h"
#include "core/domain/Reasons.h"
#include "core/protocol/WireTypes.h"

namespace stillgate::rpc {

/// A broad class of tickets, used for routing.
struct CategoryView {
    std::string id;
    std::string label;
    std::string definition;
    std::string team;
    bool alwaysManual = false; ///< a person decides, whatever the confidence

    friend bool operator==(const CategoryView&, const CategoryView&) = default;
};

/// The label a runbook hangs on. Confidences are of 10000.
struct IntentView {
    std::string id;
    std::string label;
    std::string definition;
    std::string category;
    std::string team;
    bool alwaysManual = false;
    int autoFrom = 0; ///< runs alone at this confidence and over it
    int assistedFrom = 0; ///< is confirmed by a person from here on; under it the ticket is handled by hand
    bool thinData = true; ///< too few held-out messages to choose thresholds by: these are the taxonomy's own

    friend bool operator==(const IntentView&, const IntentView&) = default;
};

/// The loaded taxonomy in the order people know it, and the codes that people choose from.
struct TaxonomyGet {
    static constexpr std::string_view kName = "taxonomy.get";
    static constexpr Operation kOperation = Operation::ReadTaxonomy;
    using Params = Nothing;

    struct Result {
        std::string id;
        int version = 1;
        std::vector<CategoryView> categories;
        std::vector<IntentView> intents;
        std::vector<DenyReason> denyReasons;
        std::vector<EscalateReason> escalateReasons;
        std::vector<ReviewTag> reviewTags;

        friend bool operator==(const Result&, const Result&) = default;
    };
};

template <typename Visitor>
void describe(Visitor& visit, CategoryView& category)
{
    visit("id", category.id);
    visit("label", category.label);
    visit("definition", category.definition);
    visit("team", category.team);
    visit("always_manual", category.alwaysManual);
}

template <typename Visitor>
void describe(Visitor& visit, IntentView& intent)
{
    visit("id", intent.id);
    visit("label", intent.label);
    visit("definition", intent.definition);
    visit("category", intent.category);
    visit("team", intent.team);
    visit("always_manual", intent.alwaysManual);
    visit("auto", intent.autoFrom);
    visit("assisted", intent.assistedFrom);
    visit("thin_data", intent.thinData);
}

template <typename Visitor>
void describe(Visitor& visit, TaxonomyGet::Result& result)
{
    visit("id", result.id);
    visit("version", result.version);
    visit("categories", result.categories);
    visit("intents", result.intents);
    visit("deny_reasons", result.denyReasons);
    visit("escalate_reasons", result.escalateReasons);
    visit("review_tags", result.reviewTags);
}

} // namespace stillgate::rpc
