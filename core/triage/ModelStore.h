// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/triage/Model.h"

namespace stillgate::triage {

/// A folder of models, each under the digest of its content: the same model is kept once, and what a name says is what is in the file.
class ModelStore {
public:
    explicit ModelStore(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// Makes the folder, for its owner only, where there is none.
    [[nodiscard]] Result<void> keep(const Model& model) const;
    /// NotFound; Corrupt when the file holds another model than its name says, and as Model::fromBytes() says.
    [[nodiscard]] Result<Model> find(const Digest& id) const;

    /// Remembers under a key of the caller's, such as the digest of what a model was trained on, which model it is.
    [[nodiscard]] Result<void> keepAs(const Digest& key, const Model& model) const;
    [[nodiscard]] Result<Model> findAs(const Digest& key) const;

private:
    [[nodiscard]] std::filesystem::path fileOf(const Digest& id) const;
    [[nodiscard]] std::filesystem::path keyFileOf(const Digest& key) const;

    std::filesystem::path m_folder;
};

} // namespace stillgate::triage
