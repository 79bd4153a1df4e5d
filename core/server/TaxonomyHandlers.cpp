// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

namespace stillgate {

namespace {

template <NamedEnum E>
std::vector<E> allOf()
{
    std::vector<E> out;
    out.reserve(std::size(EnumNames<E>::kNames));
    for (const auto& [value, name] : EnumNames<E>::kNames) {
        out.push_back(value);
    }
    return out;
}

rpc::TaxonomyGet::Result describeTaxonomy(const IntakeDesk& desk)
{
    const triage::Taxonomy& taxonomy = desk.taxonomy();
    rpc::TaxonomyGet::Result out;
    out.id = taxonomy.id;
    out.version = taxonomy.version;
    for (const triage::Category& category : taxonomy.categories) {
        out.categories.push_back(
            {category.id, category.title, category.definition, category.team, category.alwaysManual.value_or(false)});
    }
    for (const triage::Intent& intent : taxonomy.intents) {
        const triage::Category* category = taxonomy.category(intent.category);
        const triage::LabelThresholds thresholds = desk.thresholdsFor(intent);
        out.intents.push_back({intent.id, intent.title, intent.definition, intent.category,
                               category != nullptr ? category->team : std::string(),
                               category == nullptr || category->alwaysManual.value_or(false), thresholds.autoFrom.value(),
                               thresholds.assistedFrom.value(), thresholds.source == triage::ThresholdSource::ThinData});
    }
    out.denyReasons = allOf<DenyReason>();
    out.escalateReasons = allOf<EscalateReason>();
    out.reviewTags = allOf<ReviewTag>();
    return out;
}

} // namespace

void addTaxonomyHandlers(RpcHandlers& handlers, const HandlerParts& parts)
{
    // It never changes while the process runs.
    const auto taxonomy = std::make_shared<const rpc::TaxonomyGet::Result>(describeTaxonomy(parts.desk));
    addHandler<rpc::TaxonomyGet>(handlers, [taxonomy](const Caller&, const rpc::Nothing&) {
        return QtFuture::makeReadyFuture(Result<rpc::TaxonomyGet::Result>(*taxonomy));
    });
}

} // namespace stillgate
