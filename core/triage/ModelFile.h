// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/triage/Model.h"

/// The file of a model. All numbers are little-endian.
///
///     8 bytes   "SGTRIAGE"
///     u32       format, 2
///     u64       length of the body in bytes
///     body      u32 redaction version, u32 n-gram version, u64 seed, u32 epochs, u32 folds, u64 texts,
///               u64 of them accepted, u64 of them corrected,
///               f32 temperature, f32 slope, f32 offset,
///               u32 labels, each as u16 length and UTF-8 bytes, sorted,
///               u32 features, u32 of them in the word block,
///               u64 hash of each feature, f32 inverse document frequency of each feature,
///               f32 bias of each label, f32 weights: for each feature one for each label
///     32 bytes  SHA-256 of all before; it is the id of the model
namespace stillgate::triage {

inline constexpr std::uint32_t kModelFormat = 2;

[[nodiscard]] std::string modelBytes(const ModelParts& parts);
[[nodiscard]] Digest modelId(const ModelParts& parts);

/// Malformed: no model file. Corrupt: damaged. Unsupported: newer or older, or made for other features or redaction than this build's.
[[nodiscard]] Result<ModelParts> modelParts(std::string_view bytes);

} // namespace stillgate::triage
