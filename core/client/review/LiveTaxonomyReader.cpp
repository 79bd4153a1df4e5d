// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/review/LiveTaxonomyReader.h"

#include "core/protocol/TaxonomyMethods.h"

namespace stillgate {

namespace {

ShownTaxonomy shownOf(const rpc::TaxonomyGet::Result& told)
{
    ShownTaxonomy out{told.id, told.version, {}, {}};
    for (const rpc::CategoryView& category : told.categories) {
        out.categories.push_back({category.id, category.label, category.definition, category.team, category.alwaysManual});
    }
    for (const rpc::IntentView& intent : told.intents) {
        out.intents.push_back({intent.id, intent.label, intent.definition, intent.category, intent.autoFrom,
                               intent.assistedFrom, intent.thinData});
    }
    return out;
}

} // namespace

QFuture<Result<ShownTaxonomy>> LiveTaxonomyReader::read()
{
    return m_calls.call<rpc::TaxonomyGet>({}).then(&m_context, [this](const Result<rpc::TaxonomyGet::Result>& told) {
        if (told) {
            m_last = shownOf(*told);
        }
        return m_last ? Result<ShownTaxonomy>(*m_last) : tl::make_unexpected(told.error());
    });
}

} // namespace stillgate
