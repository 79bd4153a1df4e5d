// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/Sandbox.h"

#include <algorithm>
#include <iterator>

#include "core/base/File.h"

namespace stillgate {

std::vector<Json> Books::where(std::string_view table, std::string_view column, std::string_view value) const
{
    std::vector<Json> found;
    const Json* list = m_tables.find(table);
    if (list != nullptr && list->asArray() != nullptr) {
        std::copy_if(list->asArray()->begin(), list->asArray()->end(), std::back_inserter(found),
                     [&](const Json& row) { return row.textAt(column) == value; });
    }
    return found;
}

Sandbox::Sandbox(const std::filesystem::path& folder, Json seed, QStringList options)
    : m_folder(folder), m_seed(std::move(seed)), m_options(std::move(options)), m_program("stillgate-sandbox", folder)
{
}

bool Sandbox::start()
{
    const std::filesystem::path seed = m_folder / "seed.json";
    const QStringList arguments{QStringLiteral("--data"), QString::fromStdString((m_folder / "books").string()),
                                QStringLiteral("--seed"), QString::fromStdString(seed.string())};
    return writeFile(seed, canonicalJson(m_seed)).has_value() && m_program.start({arguments + m_options, {}, {}});
}

std::string Sandbox::refundByHand(const std::string& payment, const std::string& amount) const
{
    Json body;
    body.set("payment", payment).set("amount", amount).set("currency", "EUR");
    const HttpReply reply = peer().post("/v1/refunds", body);
    return reply.status == 201 ? std::string(reply.body.textAt("id")) : std::string();
}

bool Sandbox::rechargeByHand(const std::string& refund) const
{
    return peer().post("/v1/refunds/" + refund + "/recharge", Json::object()).status == 201;
}

} // namespace stillgate
