// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/ModelStore.h"

#include "core/base/File.h"

namespace stillgate::triage {

std::filesystem::path ModelStore::fileOf(const Digest& id) const
{
    return m_folder / (toHex(id.view()) + ".model");
}

std::filesystem::path ModelStore::keyFileOf(const Digest& key) const
{
    return m_folder / (toHex(key.view()) + ".name");
}

Result<void> ModelStore::keep(const Model& model) const
{
    if (find(model.id())) {
        return {};
    }
    return makePrivateFolder(m_folder).and_then([&] { return writeFile(fileOf(model.id()), model.toBytes()); });
}

Result<Model> ModelStore::find(const Digest& id) const
{
    auto model = readFile(fileOf(id)).and_then([](const std::string& bytes) { return Model::fromBytes(bytes); });
    if (model && model->id() != id) {
        return fail(ErrorCode::Corrupt, fileOf(id).filename().string(), "the file holds another model");
    }
    return model;
}

Result<void> ModelStore::keepAs(const Digest& key, const Model& model) const
{
    return keep(model).and_then([&] { return writeFile(keyFileOf(key), toHex(model.id().view())); });
}

Result<Model> ModelStore::findAs(const Digest& key) const
{
    return readFile(keyFileOf(key))
        .and_then([](const std::string& hex) { return fixedFromHex<Digest>(hex); })
        .and_then([this](const Digest& id) { return find(id); });
}

} // namespace stillgate::triage
